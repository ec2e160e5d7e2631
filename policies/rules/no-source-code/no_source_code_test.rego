package rules["no-source-code_test"]

import data.lib.dockerfile_test
import data.rules["no-source-code"] as rule

test_context if {
	lines := ["FROM node:24-slim", "COPY . /app"]
	violations := rule.violation with input as dockerfile_test.built(lines, {})
	violations == {{
		"msg": concat("", [
			"COPY . takes the whole build context into the image: ",
			"name what it runs, or copy it from a stage that builds it",
		]),
		"details": {"path": [1, "Value", 0], "severity": "warning", "subject": "stage 0", "token": "."},
	}}
}

test_stage if {
	lines := ["FROM node:24 AS build", "RUN npm ci", "FROM scratch", "COPY --from=build / /"]
	violations := rule.violation with input as dockerfile_test.built(lines, {})
	violations == {{
		"msg": "COPY / takes all of stage 0 (build) into the image, whatever was left there: name what runs",
		"details": {"path": [3, "Value", 0], "severity": "warning", "subject": "stage 1", "token": "/"},
	}}
}

test_clone if {
	lines := ["FROM debian:13", "RUN git clone --depth 1 https://git.example.com/a.git /a"]
	violations := rule.violation with input as dockerfile_test.built(lines, {})
	violations == {{
		"msg": concat("", [
			"git clone keeps the sources in the image: ",
			"clone in a build stage and copy what runs, or delete them in this RUN",
		]),
		"details": {
			"path": [1, "Value", 0],
			"severity": "warning",
			"subject": "stage 0",
			"token": "https://git.example.com/a.git",
		},
	}}
}

test_add if {
	lines := ["FROM debian:13", "ADD https://git.example.com/a.git#v1 /a"]
	violations := rule.violation with input as dockerfile_test.built(lines, {})
	{violation.msg | some violation in violations} == {concat("", [
		"ADD https://git.example.com/a.git#v1 puts a repository into the image: ",
		"add it in a build stage and copy what runs",
	])}
}

# By instruction of the final stage, behind a stage `build` that copies something: the tokens of the findings.
test_instructions[instruction] if {
	some instruction, expected in {
		"COPY ./ /app": {"./"},
		"COPY a . b /app/": {"."},
		"COPY * /app/": {"*"},
		"COPY ../ /app/": {"../"},
		"COPY ../src /app/": set(),
		"COPY / /app/": {"/"},
		"ADD ./* /app/": {"./*"},
		"COPY ${SOURCE:-.} /app": {"${SOURCE:-.}"},
		"COPY /$FILES /app": set(), # given with --build-arg
		"COPY src /app": set(),
		"COPY *.py /app/": set(),
		"COPY --from=build . /app": {"."},
		"COPY --from=0 /* /app/": {"/*"},
		"COPY --from=1 / /app/": set(),
		"COPY --from=build /app /app": set(),
		"COPY --from=nginx:1 / /": set(),
		"COPY --from=empty / /": set(),
		"COPY --from=image / /": set(),
		"COPY <<EOF /app": set(),
		"ADD https://example.com/a.tar.gz /a": set(),
		"ADD git@git.example.com:team/a.git /a": {"git@git.example.com:team/a.git"},
		"ADD github.com/moby/buildkit#v0.1 /a": {"github.com/moby/buildkit#v0.1"},
		"RUN git clone https://a/b.git && make -C b && rm -rf b": set(),
		"RUN git clone https://a/b.git /tmp/b && rm -rf /tmp/*": set(),
		"RUN rm -rf b; git clone -b v1 https://a/b.git": {"https://a/b.git"},
		"RUN --mount=type=tmpfs,target=/src git clone https://a/b.git /src/b": set(),
		"RUN svn checkout https://a/b && hg clone https://c/d": {"https://a/b", "https://c/d"},
		"RUN git fetch origin": set(),
		"RUN git clone --help": set(),
	}
	stages := [
		"FROM node:24 AS build", "COPY src /src",
		"FROM scratch AS empty", "COPY --from=build /src /src",
		"FROM tonistiigi/xx AS image",
		"FROM debian:13",
	]
	violations := rule.violation with input as dockerfile_test.built(array.concat(stages, [instruction]), {})
	{violation.details.token | some violation in violations} == expected
}

# conftest does not have the flags of what stands behind ONBUILD.
test_triggers[trigger] if {
	some trigger, expected in {"COPY . /app": {"onbuild"}, "COPY --from=other / /": set()}
	lines := ["FROM node:24 AS base", concat(" ", ["ONBUILD", trigger]), "FROM base"]
	violations := rule.violation with input as dockerfile_test.built(lines, {})
	{violation.details.extra | some violation in violations} == expected
}

test_builders_may_have_it if {
	lines := ["FROM node:24 AS build", "COPY . .", "RUN git clone https://a/b", "FROM scratch"]
	violations := rule.violation with input as dockerfile_test.built(lines, {})
	violations == set()
}
