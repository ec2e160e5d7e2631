package rules["no-latest-tag_test"]

import data.rules["no-latest-tag"] as rule

test_no_tag if {
	violations := rule.violation with input as _given(_from("registry.example.com/node"), {})
	violations == {{
		"msg": concat("", [
			"registry.example.com/node has no tag, so it means latest, which moves: ",
			"write registry.example.com/node:<version>, or better registry.example.com/node:<version>@sha256:<digest>",
		]),
		"details": {
			"path": [0, "Value", 0],
			"severity": "error",
			"subject": "stage 0",
			"token": "registry.example.com/node",
		},
	}}
}

test_tag_that_moves if {
	violations := rule.violation with input as _given(_from("registry.example.com/node:latest"), {})
	violations == {{
		"msg": concat("", [
			"registry.example.com/node:latest has the tag latest, which moves: ",
			"write registry.example.com/node:<version>, or better registry.example.com/node:<version>@sha256:<digest>",
		]),
		"details": {"path": [0, "Value", 0], "severity": "error", "subject": "stage 0", "token": "latest"},
	}}
}

test_workload if {
	violations := rule.violation with input as _given(_pod("web"), {})
	violations == {{
		"msg": concat("", [
			"web has no tag, so it means latest, which moves: ",
			"write web:<version>, or better web:<version>@sha256:<digest>",
		]),
		"details": {
			"path": ["spec", "containers", 0, "image"],
			"severity": "error",
			"subject": "Pod/-/shop container app",
			"token": "web",
		},
	}}
}

# By image: the tokens of the findings.
test_images[image] if {
	some image, expected in {
		"node:26.1": set(),
		"node:26.1-latest": set(),
		"node:Latest": set(),
		"scratch": set(),
		"node": {"node"},
		"latest:latest": {"latest"},
		"registry.example.com:5000/node": {"registry.example.com:5000/node"},
		"registry.example.com:5000/node:latest": {"latest"},
		_pinned("node"): set(),
		_pinned("node:latest"): set(),
		"node:": set(),
		"": set(),
	}
	violations := rule.violation with input as _given(_from(image), {})
	{violation.details.token | some violation in violations} == expected
}

test_every_use_of_an_image if {
	dockerfile := [
		_instruction("arg", ["TAG=latest"], [], 0),
		_instruction("from", ["golang:${TAG}", "AS", "build"], [], 0),
		_instruction("run", ["make"], ["--mount=type=bind,from=tools,target=/tools"], 0),
		_instruction("from", ["build"], [], 1),
		_instruction("copy", ["/tini", "/tini"], ["--from=tini:latest"], 1),
		_instruction("copy", ["/app", "/app"], ["--from=BUILD"], 1),
		_instruction("copy", ["/app", "/app"], ["--from=0"], 1),
	]
	violations := rule.violation with input as _given(dockerfile, {})
	{[violation.details.path, violation.details.token, violation.msg] | some violation in violations} == {
		[[1, "Value", 0], "golang:${TAG}", concat("", [
			"golang:${TAG} (docker.io/library/golang:latest) has the tag latest, which moves",
			": write docker.io/library/golang:<version>, ",
			"or better docker.io/library/golang:<version>@sha256:<digest>",
		])],
		[
			[2, "Flags", 0],
			"tools",
			concat("", [
				"tools has no tag, so it means latest, which moves: ",
				"write tools:<version>, or better tools:<version>@sha256:<digest>",
			]),
		],
		[
			[4, "Flags", 0],
			"latest",
			concat("", [
				"tini:latest has the tag latest, which moves: ",
				"write tini:<version>, or better tini:<version>@sha256:<digest>",
			]),
		],
	}
}

test_every_use_in_a_workload if {
	pod := {
		"initContainers": [{"name": "one", "image": "one"}],
		"containers": [{"name": "two", "image": "two:1"}, {"name": "three", "image": "three:latest"}],
		"ephemeralContainers": [{"name": "four", "image": "four"}],
		"volumes": [{"name": "five", "image": {"reference": "five"}}, {"name": "six", "emptyDir": {}}],
	}
	job := {"spec": {"template": {"spec": pod}}}
	workload := {"kind": "CronJob", "metadata": {"name": "report"}, "spec": {"jobTemplate": job}}
	violations := rule.violation with input as _given(workload, {})
	{[violation.details.subject, violation.details.token] | some violation in violations} == {
		["CronJob/-/report init container one", "one"],
		["CronJob/-/report container three", "latest"],
		["CronJob/-/report ephemeral container four", "four"],
		["CronJob/-/report volume five", "five"],
	}
}

# By list of floating tags: the images that have a finding.
test_floating_tags[tags] if {
	some [tags, expected] in [
		[["latest"], {"app", "app:latest"}],
		[["latest", "edge"], {"app", "app:latest", "app:edge"}],
		[["edge", "stable"], {"app:edge", "app:stable"}],
		[[], set()],
	]
	{image |
		some image in {"app", "app:latest", "app:edge", "app:stable", "app:1.0"}
		violations := rule.violation with input as _given(_from(image), {"floating_tags": tags})
		count(violations) > 0
	} == expected
}

# By entry: the images that still have a finding.
test_exempt[entry] if {
	some entry, expected in {
		"registry.example.com/team": {"registry.example.com/teams/app:latest", "app:latest"},
		"registry.example.com/team/app:latest": {"registry.example.com/teams/app:latest", "app:latest"},
		"app": {
			"registry.example.com/team/app",
			"registry.example.com/team/app:latest",
			"registry.example.com/teams/app:latest",
		},
		_pinned("app"): {
			"registry.example.com/team/app",
			"registry.example.com/team/app:latest",
			"registry.example.com/teams/app:latest",
			"app:latest",
		},
		"docker.io/library/app:latest": {
			"registry.example.com/team/app",
			"registry.example.com/team/app:latest",
			"registry.example.com/teams/app:latest",
		},
	}
	{image |
		some image in {
			"registry.example.com/team/app",
			"registry.example.com/team/app:latest",
			"registry.example.com/teams/app:latest",
			"app:latest",
		}
		violations := rule.violation with input as _given(_from(image), {"exempt": [entry]})
		count(violations) > 0
	} == expected
}

# By operation, with the parameters of a Constraint: the tokens of the findings.
test_admission[operation] if {
	some operation, expected in {"CREATE": {"edge"}, "UPDATE": {"edge"}, "DELETE": set()}
	violations := rule.violation with input as {
		"review": {"object": _pod("registry.example.com/web:edge"), "operation": operation},
		"parameters": {"floating_tags": ["edge"]},
	}
	{violation.details.token | some violation in violations} == expected
}

# By odd subject.
test_nothing_to_judge[subject] if {
	some subject in [null, 0, "x", [], {}, [[1]], {"kind": 3}, {"kind": "Pod"}, {"kind": "Pod", "spec": null}]
	violations := rule.violation with input as _given(subject, {})
	violations == set()
}

_given(subject, parameters) := {
	"review": {"object": subject},
	"settings": {"parameters": {"no-latest-tag": parameters}},
}

_instruction(cmd, values, flags, stage) := {
	"Cmd": cmd,
	"SubCmd": "",
	"Flags": flags,
	"JSON": false,
	"Value": values,
	"Stage": stage,
}

_from(image) := [_instruction("from", [image], [], 0)]

_pod(image) := {
	"kind": "Pod",
	"metadata": {"name": "shop"},
	"spec": {"containers": [{"name": "app", "image": image}]},
}

_pinned(image) := concat("", [image, "@sha256:", concat("", ["a" | some _ in numbers.range(1, 64)])])
