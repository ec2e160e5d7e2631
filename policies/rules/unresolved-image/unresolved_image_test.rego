package rules["unresolved-image_test"]

import data.rules["unresolved-image"] as rule

test_argument_without_default if {
	violations := rule.violation with input as _given(_from("${BASE}"), {})
	violations == {{
		"msg": concat("", [
			"${BASE} expands to nothing",
			": write ARG BASE=<value> before the first FROM",
		]),
		"details": {"path": [0, "Value", 0], "severity": "warning", "subject": "stage 0", "token": "${BASE}"},
	}}
}

test_workload if {
	violations := rule.violation with input as _given(_pod("registry.example.com/web:${TAG}"), {})
	violations == {{
		"msg": concat("", ["registry.example.com/web:${TAG}", _placeholder]),
		"details": {
			"path": ["spec", "containers", 0, "image"],
			"severity": "warning",
			"subject": "Pod/-/shop container app",
			"token": "registry.example.com/web:${TAG}",
		},
	}}
}

test_nothing_written if {
	violations := rule.violation with input as _given(_pod(""), {})
	violations == {{
		"msg": concat("", ["the image is blank", _form]),
		"details": {
			"path": ["spec", "containers", 0, "image"],
			"severity": "warning",
			"subject": "Pod/-/shop container app",
		},
	}}
}

# By what FROM says: the messages.
test_from[text] if {
	some text, expected in {
		"debian": set(),
		"scratch": set(),
		"$EMPTY-": {concat("", [
			"$EMPTY- expands to -, which has a repository that no registry accepts",
			": write ARG EMPTY=<value> before the first FROM, or give --build-arg EMPTY=<value>",
		])},
		"debian:${TAG}": {concat("", [
			"debian:${TAG} expands to debian:, which has an empty tag",
			": write ARG TAG=<value> before the first FROM",
		])},
		"${OS}:${TAG}": {concat("", [
			"${OS}:${TAG} expands to Debian:, which has an upper-case letter in its repository",
			": write ARG TAG=<value> before the first FROM",
		])},
		"${OS}": {concat("", [
			"${OS} expands to Debian, which has an upper-case letter in its repository",
			": write ARG OS=<value> before the first FROM, or give --build-arg OS=<value>",
		])},
		"debian:${TAG:-13}": set(),
		"debian:${TAG:?no tag}": {concat("", [
			"debian:${TAG:?no tag} needs an expansion that cannot be followed",
			": write ${NAME} or ${NAME:-<default>}",
		])},
		"debian:": {concat("", ["debian: has an empty tag", _form])},
		"Debian": {concat("", ["Debian has an upper-case letter in its repository", _form])},
		"debian:a b": {concat("", ["debian:a b has white space in it", _form])},
		"debian@sha256:abc": {concat("", [
			"debian@sha256:abc has a malformed digest",
			" (sha256 needs 64 lower-case hexadecimal digits, sha512 128)",
			_form,
		])},
	}
	dockerfile := array.concat([_instruction("arg", ["EMPTY", "OS=Debian"], [], 0)], _from(text))
	violations := rule.violation with input as _given(dockerfile, {})
	{violation.msg | some violation in violations} == expected
}

# By flag of COPY or RUN in the second stage: the messages.
test_sources[flag] if {
	variable := " has a variable or quotes, which --from does not take: name a stage built FROM it instead"
	some [cmd, flag, expected] in [
		["copy", "--from=$X", {concat("", ["$X", variable])}],
		["copy", "--from=build", set()],
		["copy", "--from=tini:1", set()],
		["copy", "--from=0", set()],
		["copy", "--from=1", {concat("", ["1 is the number of", _later])}],
		["copy", "--from=last", {concat("", ["last names", _later])}],
		["copy", "--chown=$X", set()],
		["run", "--mount=type=bind,from=$X,target=/x", {concat("", ["$X", variable])}],
		["run", "--mount=type=bind,from=Tini", {concat("", ["Tini has an upper-case letter in its repository", _form])}],
		["run", "--mount=type=bind,from=build,target=/x", set()],
	]
	dockerfile := [
		_instruction("from", ["golang", "AS", "build"], [], 0),
		_instruction("from", ["scratch", "AS", "last"], [], 1),
		_instruction(cmd, ["x"], [flag], 1),
	]
	violations := rule.violation with input as _given(dockerfile, {})
	{violation.msg | some violation in violations} == expected
	every violation in violations {
		violation.details.path == [2, "Flags", 0]
		violation.details.subject == "stage 1 (last)"
	}
}

# By image of a container: the messages.
test_images[image] if {
	some image, expected in {
		"web:1": set(),
		7: {concat("", ["the image is not a string", _form])},
		null: {concat("", ["the image is not a string", _form])},
		" ": {concat("", ["  is blank", _form])},
		"$(IMAGE)": {concat("", ["$(IMAGE)", _placeholder])},
		"{{ .Values.image }}": {concat("", ["{{ .Values.image }}", _placeholder])},
		"web:": {concat("", ["web: has an empty tag", _form])},
	}
	violations := rule.violation with input as _given(_pod(image), {})
	{violation.msg | some violation in violations} == expected
}

test_build_argument_of_the_user if {
	given := {
		"review": {"object": array.concat([_instruction("arg", ["BASE"], [], 0)], _from("${BASE}"))},
		"settings": {"buildArgs": {"BASE": "debian:13"}},
	}
	violations := rule.violation with input as given
	violations == set()
}

# By operation: the tokens of the findings.
test_admission[operation] if {
	some operation, expected in {"CREATE": {"web:"}, "UPDATE": {"web:"}, "DELETE": set()}
	violations := rule.violation with input as {
		"review": {"object": _pod("web:"), "operation": operation},
		"parameters": {},
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
	"settings": {"parameters": {"unresolved-image": parameters}},
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

test_no_containers_where_they_should_be if {
	pod := {"kind": "Pod", "metadata": {"name": "p"}, "spec": {"containers": "nginx"}}
	violations := rule.violation with input as {"review": {"object": pod}, "settings": {}}
	violations == {{
		"msg": concat("", [
			"containers holds something that is no container, so its image cannot be known",
			": write a list of objects, each with a name and an image",
		]),
		"details": {"path": ["spec", "containers"], "severity": "warning", "subject": "Pod/-/p"},
	}}
}

_form := ": write [<registry>/]<name>[:<tag>][@<digest>]"

_placeholder := " holds a placeholder that nothing has filled in: check the manifest that it becomes"

_later := " a stage that does not stand earlier in the file: write the name of one that does"
