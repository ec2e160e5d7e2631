package rules["no-build-tools_test"]

import data.lib.dockerfile_test
import data.rules["no-build-tools"] as rule

test_finding if {
	violations := rule.violation with input as _given("apt-get install -y curl gcc=4:14.2.0-1 libssl-dev:amd64", {})
	violations == {
		{
			"msg": concat("", [
				"gcc is for building, not for running: install in a build stage and copy the result, ",
				"or remove it in this RUN",
			]),
			"details": {"path": [1, "Value", 0], "severity": "warning", "subject": "stage 0", "token": "gcc"},
		},
		{
			"msg": concat("", [
				"libssl-dev is for building, not for running: install in a build stage and copy the result, ",
				"or remove it in this RUN",
			]),
			"details": {"path": [1, "Value", 0], "severity": "warning", "subject": "stage 0", "token": "libssl-dev"},
		},
	}
}

# By command, the tokens of the findings, and how often each stands there before.
test_commands[command] if {
	some command, expected in {
		"apt install build-essential": {"build-essential"},
		"apt-get install gcc-14 g++-14 clang-19": {"gcc-14", "g++-14", "clang-19"},
		"apt-get install gcc && make && apt-get purge -y gcc": set(),
		"apt-get purge gcc && apt-get install gcc": {"gcc 1"},
		"apt-get install gcc cmake make && apt-get install gcc": {"gcc", "gcc 1", "cmake", "make 1"},
		"apt-get install gcc; apt-get install gcc:arm64 libgcc-dev": {"gcc", "gcc 1", "libgcc-dev"},
		"apt-get install gcc-14-base libgcc-s1 libstdc++6 cpio makedev": set(),
		"apt-get build-dep -y nginx": {"nginx"},
		"apk add --no-cache build-base linux-headers": {"build-base", "linux-headers"},
		"apk add --virtual .deps gcc musl-dev && apk del .deps": set(),
		"apk add -t .deps gcc && apk add curl": {"gcc"},
		"apk add openjdk21-jre": set(),
		"dnf install -y gcc-c++ openssl-devel openssl": {"gcc-c++", "openssl-devel"},
		"dnf install -y @development-tools": {"@development-tools"},
		"microdnf install -y make-4.3-8.el9": {"make"},
		`yum groupinstall -y "Development Tools"`: {`"Development Tools"`},
		"zypper -n in gcc make": {"gcc", "make"},
		`yum groupinstall "Development tools"`: {`"Development tools"`},
		"apt-get install gcc-aarch64-linux-gnu gcc-multilib cmake-data": {"gcc-aarch64-linux-gnu", "gcc-multilib"},
		"apk add openjdk17-jre-headless openjdk17 dotnet8-sdk": {"openjdk17 1", "dotnet8-sdk"},
		"pip install cmake ninja": set(),
		"npm install make": set(),
		"echo apt-get install gcc": set(),
	}
	violations := rule.violation with input as _given(command, {})
	{_token(violation.details) | some violation in violations} == expected
}

_token(details) := concat(" ", [details.token, format_int(details.occurrence, 10)]) if {
	details.occurrence
} else := details.token

test_packages if {
	given := _given("apt-get install gcc git vim-tiny", {"packages": ["git", "vim*"]})
	found := rule.violation with input as given
	{violation.details.token | some violation in found} == {"git", "vim-tiny"}
}

test_allow if {
	allowed := {"allow": ["make", "libpq-*", "nginx"]}
	given := _given("apt-get install make libpq-dev gcc && apt-get build-dep nginx", allowed)
	found := rule.violation with input as given
	{violation.details.token | some violation in found} == {"gcc"}
}

test_what_builds_what if {
	violations := rule.violation with input as _given("apt-get build-dep nginx", {})
	some violation in violations
	startswith(violation.msg, "what nginx is built with stays in the image: install in a build stage")
}

test_builders_may_have_them if {
	lines := ["FROM debian:13 AS build", "RUN apt-get install gcc", "FROM scratch"]
	violations := rule.violation with input as dockerfile_test.built(lines, {})
	violations == set()
}

_given(command, parameters) := dockerfile_test.built(
	["FROM debian:13", concat(" ", ["RUN", command])],
	{"parameters": {"no-build-tools": parameters}},
)

# By command: how the message names the package.
test_what_hides_a_package[command] if {
	some command, expected in {
		"X=gcc && apt-get install $X": "gcc (from $X) is for building",
		"apt-get install lib{a,b}-dev --": "liba-dev (from lib{a,b}-dev) is for building",
		"apt-get install gcc=$V": "gcc is for building",
	}
	violations := rule.violation with input as _given(command, {})
	some violation in violations
	startswith(violation.msg, expected)
}
