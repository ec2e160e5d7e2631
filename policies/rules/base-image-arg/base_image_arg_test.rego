package rules["base-image-arg_test"]

import data.rules["base-image-arg"] as rule

test_fixed if {
	violations := rule.violation with input as _given([_from("debian:13", 0)], {})
	violations == {{
		"msg": concat("", [
			"debian:13 is fixed in the FROM",
			": write ARG BASE_IMAGE=debian:13 before the first FROM, and FROM ${BASE_IMAGE}",
		]),
		"details": {
			"path": [0, "Value", 0],
			"severity": "warning",
			"subject": "stage 0",
			"token": "debian:13",
			"fix": {"title": "Take debian:13 from the argument BASE_IMAGE", "edits": [
				{"path": [0], "insert": "before", "text": "ARG BASE_IMAGE=debian:13"},
				{"path": [0, "Value", 0], "token": "debian:13", "text": "${BASE_IMAGE}"},
			]},
		},
	}}
}

# Every stage with an image of its own gets an argument of its own.
test_names if {
	dockerfile := [
		object.union(_from("maven:3", 0), {"Value": ["maven:3", "AS", "build-it"]}),
		_from("node:24", 1), _from("debian:13", 2),
	]
	violations := rule.violation with input as _given(dockerfile, {})
	names := {name | some violation in violations; name := split(split(violation.msg, "${")[1], "}")[0]}
	names == {"BUILD_IT_IMAGE", "STAGE_1_IMAGE", "BASE_IMAGE"}
}

test_not_one_argument if {
	dockerfile := [_arg(["REGISTRY=registry.example.com"]), _from("${REGISTRY}/debian:13", 0)]
	violations := rule.violation with input as _given(dockerfile, {"whole_reference": true})
	violations == {{
		"msg": concat("", [
			"${REGISTRY}/debian:13 (registry.example.com/debian:13) is not one build argument with a default",
			": write ARG BASE_IMAGE=registry.example.com/debian:13 before the first FROM, and FROM ${BASE_IMAGE}",
		]),
		"details": {
			"path": [1, "Value", 0],
			"severity": "warning",
			"subject": "stage 0",
			"token": "${REGISTRY}/debian:13",
			"fix": {"title": "Take ${REGISTRY}/debian:13 from the argument BASE_IMAGE", "edits": [
				{"path": [0], "insert": "after", "text": "ARG BASE_IMAGE=${REGISTRY}/debian:13"},
				{"path": [1, "Value", 0], "token": "${REGISTRY}/debian:13", "text": "${BASE_IMAGE}"},
			]},
		},
	}}
}

# By what ARG and FROM say: how many findings there are, and how many if one argument must hold the whole reference.
test_arguments[text] if {
	some [argument, text, expected, _] in _arguments
	violations := rule.violation with input as _given([_arg([argument]), _from(text, 0)], {})
	count(violations) == expected
}

test_whole_reference[text] if {
	some [argument, text, _, expected] in _arguments
	given := _given([_arg([argument]), _from(text, 0)], {"whole_reference": true})
	violations := rule.violation with input as given
	count(violations) == expected
}

# The first ARG is global; one in a stage is not.
test_argument_of_a_stage if {
	dockerfile := [_arg(["BASE=debian:13"]), _from("$BASE", 0), _arg(["OTHER=debian:13"]), _from("${OTHER:-alpine:3}", 1)]
	violations := rule.violation with input as _given(dockerfile, {})
	{violation.details.token | some violation in violations} == {"${OTHER:-alpine:3}"}
}

test_argument_of_an_argument if {
	dockerfile := [_arg(["TAG=13", "BASE=debian:${TAG}"]), _from("${BASE}", 0)]
	violations := rule.violation with input as _given(dockerfile, {"whole_reference": true})
	violations == set()
}

# By note: the names of the arguments that the FROMs get.
test_names_of_arguments[note] if {
	some note, [instructions, given, expected] in {
		"stages on the same image": [[_named("a:1", "x", 0), _named("a:1", "y", 1)], {}, ["BASE_IMAGE", "BASE_IMAGE"]],
		"stages with similar names": [
			[_named("a:1", "x-y", 0), _named("b:1", "x.y", 1), _from("c:1", 2)], {},
			["X_Y_IMAGE", "X_Y_IMAGE_2", "BASE_IMAGE"],
		],
		"a stage named base": [[_named("a:1", "base", 0), _from("b:1", 1)], {}, ["BASE_IMAGE", "BASE_IMAGE_2"]],
		"an argument of a stage": [[_from("a:1", 0), _arg(["BASE_IMAGE"])], {}, ["BASE_IMAGE_2"]],
		"a longer name": [[_from("a:1", 0), _arg(["MY_BASE_IMAGE"])], {}, ["BASE_IMAGE"]],
		"a build argument": [[_from("a:1", 0)], {"BASE_IMAGE": "b"}, ["BASE_IMAGE_2"]],
	}
	given_ := {"review": {"object": instructions}, "settings": {"buildArgs": given}}
	violations := rule.violation with input as given_
	names := [text |
		some violation in sort([[violation.details.path, violation] | some violation in violations])
		text := trim(violation[1].details.fix.edits[1].text, "${}")
	]
	names == expected
}

# Without quotes the image would not be found, and with them the argument is another text.
test_no_fix_of_quotes if {
	violations := rule.violation with input as _given([_from(`"a:1"`, 0)], {})
	{violation | some violation in violations; violation.details.fix} == set()
	count(violations) == 1
}

# Every FROM of an outside image is asked, but neither stages nor other uses of images.
test_stages if {
	dockerfile := [
		_named("golang:1.26", "build", 0),
		_named("build", "test", 1),
		_named("alpine:3", "last", 2),
		object.union(_from("", 2), {"Cmd": "copy", "Flags": ["--from=tini:1"], "Value": ["/tini", "/tini"]}),
	]
	violations := rule.violation with input as _given(dockerfile, {})
	{[violation.details.path, violation.details.subject] | some violation in violations} == {
		[[0, "Value", 0], "stage 0 (build)"],
		[[2, "Value", 0], "stage 2 (last)"],
	}
}

test_build_argument_of_the_user if {
	given := {
		"review": {"object": [_arg(["BASE=debian:13"]), _from("${BASE}", 0)]},
		"settings": {"buildArgs": {"BASE": "registry.example.com/base:1"}},
	}
	violations := rule.violation with input as given
	violations == set()
}

# The parameters of a caller without settings.
test_parameters_without_settings if {
	violations := rule.violation with input as {
		"review": {"object": [_arg(["REGISTRY=quay.io"]), _from("${REGISTRY}/debian:13", 0)]},
		"parameters": {"whole_reference": true},
	}
	{violation.details.token | some violation in violations} == {"${REGISTRY}/debian:13"}
}

test_workload_has_no_base if {
	workload := {"kind": "Pod", "spec": {"containers": [{"image": "debian:13"}]}}
	violations := rule.violation with input as _given(workload, {})
	violations == set()
}

# By odd subject.
test_nothing_to_judge[subject] if {
	some subject in [null, 0, "x", [], {}, [[1]], {"kind": 3}, {"kind": "Pod"}, {"kind": "Pod", "spec": null}]
	violations := rule.violation with input as _given(subject, {})
	violations == set()
}

_given(subject, parameters) := {
	"review": {"object": subject},
	"settings": {"parameters": {"base-image-arg": parameters}},
}

_from(image, stage) := {
	"Cmd": "from",
	"SubCmd": "",
	"Flags": [],
	"JSON": false,
	"Value": [image],
	"Stage": stage,
}

_named(image, name, stage) := object.union(_from(image, stage), {"Value": [image, "AS", name]})

_arg(values) := object.union(_from("", 0), {"Cmd": "arg", "Value": values})

_arguments := [
	["BASE=debian:13", "${BASE}", 0, 0],
	["BASE=debian:13", "$BASE", 0, 0],
	["BASE=debian:13", "\"${BASE}\"", 0, 0],
	["BASE=debian:13", "${BASE:-alpine:3}", 0, 0],
	["BASE", "${BASE:-debian:13}", 0, 1],
	["BASE=", "${BASE:-debian:13}", 0, 1],
	["REGISTRY=registry.example.com", "${REGISTRY}/debian:13", 0, 1],
	["NAME=debian", "registry.example.com/${NAME}:13", 0, 1],
	["SUFFIX=-slim", "node${SUFFIX}:26", 0, 1],
	["TAG=13", "debian:${TAG}", 1, 1],
	["TAG=13", "debian:13", 1, 1],
	["BASE=debian:13", "debian:13", 1, 1],
	["OTHER=1", "debian:13-${TARGETARCH}", 1, 1],
	["OTHER=1", "${TARGETARCH}/debian:13", 1, 1],
	["BASE=debian:13", "${BASE}-slim", 0, 1],
	["BASE=debian:13", "scratch", 0, 0],
	["BASE=scratch", "${BASE}", 0, 0],
	["BASE", "${BASE}", 0, 0],
]
