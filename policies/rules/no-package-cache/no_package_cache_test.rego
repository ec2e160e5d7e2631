package rules["no-package-cache_test"]

import data.lib.dockerfile_test
import data.rules["no-package-cache"] as rule

test_finding if {
	violations := rule.violation with input as _given("apt-get update && apt-get install -y curl")
	violations == {{
		"msg": concat("", [
			"apt-get update leaves /var/lib/apt/lists in the image: ",
			"end this RUN with rm -rf /var/lib/apt/lists/*",
		]),
		"details": {
			"path": [1, "Value", 0],
			"severity": "warning",
			"subject": "stage 0",
			"token": "update",
			"fix": {
				"title": "End the RUN with rm -rf /var/lib/apt/lists/*",
				"edits": [{"path": [1, "Value", 0], "insert": "after", "text": " && rm -rf /var/lib/apt/lists/*"}],
			},
		},
	}}
}

# By command: the word that is shown, and how often it stands there before.
test_places[command] if {
	some command, expected in {
		"apt-get install make && pip install a && pip install b": ["install", 1],
		"pip install a && rm -rf /root/.cache/pip && pip install b": ["install", 1],
		"apt-get update; apt-get clean; apt-get update": ["update", 0],
	}
	violations := rule.violation with input as _given(command)
	found := {[violation.details.token, object.get(violation.details, "occurrence", 0)] | some violation in violations}
	found == {expected}
}

# What the findings say behind the directory, by command.
test_advice[command] if {
	some command, expected in {
		"apk update && apk add --no-cache curl": concat("", [
			"apk update leaves /var/cache/apk in the image: ",
			"drop it, and write apk add --no-cache",
		]),
		"python3 -u -m pip install flask": concat("", [
			"python3 -m pip install leaves ~/.cache/pip in the image: ",
			"write python3 -m pip install --no-cache-dir",
		]),
		"apk add curl": "apk add leaves /var/cache/apk in the image: write apk add --no-cache",
		"dnf -y install curl": "dnf install leaves /var/cache/dnf in the image: end this RUN with dnf clean all",
		"/usr/bin/yum -y install curl": concat("", [
			"yum install leaves /var/cache/dnf in the image: ",
			"end this RUN with yum clean all",
		]),
		"zypper -n in curl": concat("", [
			"zypper in leaves /var/cache/zypp in the image: ",
			"end this RUN with zypper clean --all",
		]),
		"pip3 install flask": "pip3 install leaves ~/.cache/pip in the image: write pip3 install --no-cache-dir",
		"python3 -m pip install flask": concat("", [
			"python3 -m pip install leaves ~/.cache/pip in the image: ",
			"write python3 -m pip install --no-cache-dir",
		]),
		"uv pip install flask": "uv pip install leaves ~/.cache/uv in the image: write uv pip install --no-cache",
	}
	violations := rule.violation with input as _given(command)
	{violation.msg | some violation in violations} == {expected}
}

test_silent[command] if {
	some command in {
		"apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*",
		"apk add --no-cache curl",
		"dnf -y install curl && dnf clean all",
		"pip install --no-cache-dir flask",
		"npm ci",
		"apt-get install -y curl",
	}
	violations := rule.violation with input as _given(command)
	violations == set()
}

test_builders_may_have_them if {
	lines := ["FROM debian:13 AS build", "RUN apt-get update", "FROM scratch"]
	violations := rule.violation with input as dockerfile_test.built(lines, {})
	violations == set()
}

_given(command) := dockerfile_test.built(["FROM debian:13", concat(" ", ["RUN", command])], {})
