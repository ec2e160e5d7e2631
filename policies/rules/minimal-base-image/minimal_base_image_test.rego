package rules["minimal-base-image_test"]

import data.lib.dockerfile_test
import data.rules["minimal-base-image"] as rule

test_finding if {
	lines := ["FROM golang:1.26 AS build", "FROM debian:12-slim AS base", "FROM base"]
	violations := rule.violation with input as dockerfile_test.built(lines, {})
	violations == {{
		"msg": concat("", [
			"debian:12-slim, whose security fixes end on 2028-06-30, is not minimal: build in it, and run in ",
			"gcr.io/distroless/base-debian13:nonroot",
		]),
		"details": {
			"path": [1, "Value", 0],
			"severity": "warning",
			"subject": "stage 1 (base)",
			"token": "debian:12-slim",
		},
	}}
}

test_variables_are_followed if {
	violations := rule.violation with input as dockerfile_test.built(["ARG V=3.13", "FROM python:$V"], {})
	[violation | some violation in violations][0].msg == concat("", [
		"python:$V (docker.io/library/python:3.13), whose security fixes end on 2029-10-31, is not minimal: ",
		"build in it, and run in ",
		"gcr.io/distroless/python3-debian13:nonroot",
	])
}

test_windows if {
	lines := ["FROM mcr.microsoft.com/dotnet/sdk:10.0-windowsservercore-ltsc2025"]
	violations := rule.violation with input as dockerfile_test.built(lines, {})
	some violation in violations
	endswith(violation.msg, "build in it, and run in mcr.microsoft.com/windows/nanoserver")
}

# By base image: whether it is accepted, and whether without a shell.
test_bases[image] if {
	some image, [with_shell, without_shell] in {
		"scratch": [true, true],
		"gcr.io/distroless/static-debian13:nonroot": [true, true],
		"registry.example.com/distroless/static-debian13": [true, true],
		"cgr.dev/chainguard/static": [true, true],
		"mcr.microsoft.com/dotnet/runtime:10.0-noble-chiseled": [true, true],
		"gcr.io/distroless/base-debian13:debug": [true, false],
		"alpine:3.23": [true, false],
		"busybox": [true, false],
		"node:24-alpine": [true, false],
		"golang:1.26-alpine": [true, false], # whose compilers are for multi-stage-build
		"golang:1.26": [false, false],
		"node:24-slim": [false, false],
		"ubuntu@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa": [false, false],
		"registry.example.com/mirror/debian:13": [false, false],
		"registry.example.com/team/base:1": [true, true], # nobody knows
		"$UNKNOWN": [true, true],
	}
	lines := [concat(" ", ["FROM", image])]
	found := rule.violation with input as dockerfile_test.built(lines, {})
	strict := rule.violation with input as dockerfile_test.built(lines, _settings({"allow_shell": false}))
	[count(found) == 0, count(strict) == 0] == [with_shell, without_shell]
}

test_shell if {
	input_ := dockerfile_test.built(["FROM alpine:3.23"], _settings({"allow_shell": false}))
	violations := rule.violation with input as input_
	{violation.msg | some violation in violations} == {concat("", [
		"alpine:3.23, whose security fixes end on 2027-11-01, has a shell: build in it, and run in ",
		"gcr.io/distroless/static-debian13:nonroot",
	])}
}

# Whether debian:13-slim is accepted.
test_allowed[pattern] if {
	some pattern, expected in {
		"debian": true,
		"debian:*-slim": true,
		"debian:13": false,
		"docker.io/library/*": true,
		"docker.io/*": false,
		"docker.io/**": true,
		"d*n:13-slim": true,
		"registry.example.com/**": false,
	}
	settings := _settings({"allowed": [pattern]})
	found := rule.violation with input as dockerfile_test.built(["FROM debian:13-slim"], settings)
	count(found) == 0 == expected
}

test_workloads_have_no_base if {
	violations := rule.violation with input as {"review": {"object": {"kind": "Pod"}}, "settings": {}}
	violations == set()
}

_settings(parameters) := {"parameters": {"minimal-base-image": parameters}}
