package rules["multi-stage-build_test"]

import data.lib.dockerfile_test
import data.rules["multi-stage-build"] as rule

test_sdk if {
	violations := rule.violation with input as dockerfile_test.built(["FROM golang:1.26", "RUN go build ."], {})
	violations == {{
		"msg": concat("", [
			"golang:1.26 is for building, and the final image stands on it: name this stage, ",
			"build with CGO_ENABLED=0, and copy the result into a final stage FROM gcr.io/distroless/static-debian13:nonroot",
		]),
		"details": {"path": [0, "Value", 0], "severity": "warning", "subject": "stage 0", "token": "golang:1.26"},
	}}
}

test_sdk_behind_a_build_stage if {
	lines := ["FROM maven:3 AS build", "FROM eclipse-temurin:21-jdk"]
	violations := rule.violation with input as dockerfile_test.built(lines, {})
	{violation.msg | some violation in violations} == {concat("", [
		"eclipse-temurin:21-jdk is for building, and the final image stands on it: end with FROM ",
		"gcr.io/distroless/java21-debian13:nonroot, and copy the result with COPY --from=<stage>",
	])}
}

test_sdk_without_advice if {
	violations := rule.violation with input as dockerfile_test.built(["FROM nvidia/cuda:13.0-devel"], {})
	some violation in violations
	endswith(violation.msg, "into a final stage FROM a smaller image")
}

test_first_command if {
	lines := ["FROM debian:13", "RUN cd /src && make -j4 && make install", "RUN gcc -o /a a.c"]
	violations := rule.violation with input as dockerfile_test.built(lines, {})
	violations == {{
		"msg": "make compiles in the final image: do it in a stage before, and copy the result with COPY --from=<stage>",
		"details": {"path": [1, "Value", 0], "severity": "warning", "subject": "stage 0", "token": "make"},
	}}
}

test_token_is_the_command[command] if {
	some command, expected in {
		"npm ci && npm run build:prod": ["npm run build:prod", 0],
		"echo npm run build && npm run build": ["npm run build", 1],
		"npm  run build": ["npm", 0],
		"go -C /src build": ["go", 0],
		"/usr/bin/gcc a.c": ["gcc", 0],
		"cmake --version && make": ["make", 1],
	}
	lines := ["FROM node:24-slim", concat(" ", ["RUN", command])]
	violations := rule.violation with input as dockerfile_test.built(lines, {})
	found := {[violation.details.token, object.get(violation.details, "occurrence", 0)] | some violation in violations}
	found == {expected}
}

test_inherited_stage if {
	lines := ["FROM debian:13 AS base", "RUN make", "FROM base"]
	violations := rule.violation with input as dockerfile_test.built(lines, {})
	{violation.details.subject | some violation in violations} == {"stage 0 (base)"}
}

# In a heredoc, and beside it: conftest sees the second only.
test_heredoc if {
	run := {"Cmd": "run", "SubCmd": "", "Flags": [], "JSON": false, "Stage": 0}
	heredoc := object.union(run, {
		"Value": ["<<EOF"],
		"Heredocs": [{"Name": "EOF", "Content": "make\nmake install\n", "Expand": true}],
	})
	from := {"Cmd": "from", "SubCmd": "", "Flags": [], "JSON": false, "Stage": 0, "Value": ["debian:13"]}
	instructions := [from, heredoc, object.union(run, {"Value": ["cargo build"]})]
	violations := rule.violation with input as {"review": {"object": instructions}, "settings": {}}
	{[violation.details.path, violation.details.token] | some violation in violations} == {
		[[1, "Heredocs", 0, "Content"], "make"],
		[[2, "Value", 0], "cargo build"],
	}
}

test_silent[note] if {
	some note, lines in {
		"builders": ["FROM golang:1.26 AS build", "RUN go build", "FROM scratch", "COPY --from=build /a /a"],
		"interpreters": ["FROM python:3.13-slim", "RUN pip install -r requirements.txt"],
		"dependencies": ["FROM node:24-slim", "RUN npm ci --omit=dev"],
		"questions": ["FROM debian:13", "RUN gcc --version; make -v"],
		"names in words": ["FROM debian:13", "RUN echo make; apt-get install make"],
		"unknown bases": ["FROM registry.example.com/x"],
	}
	violations := rule.violation with input as dockerfile_test.built(lines, {})
	violations == set()
}
