package lib.arguments_test

import data.lib.arguments
import data.lib.dockerfile_test

_platform := {
	"BUILDPLATFORM": "linux/amd64",
	"BUILDOS": "linux",
	"BUILDOSVERSION": "",
	"BUILDARCH": "amd64",
	"BUILDVARIANT": "",
	"TARGETPLATFORM": "linux/amd64",
	"TARGETOS": "linux",
	"TARGETOSVERSION": "",
	"TARGETARCH": "amd64",
	"TARGETVARIANT": "",
	"TARGETSTAGE": "default",
}

test_automatic_arguments_are_there if {
	arguments.global == _platform with input as dockerfile_test.built(["FROM scratch"], {})
}

test_global_arguments[note] if {
	some note, [lines, build_arguments, values] in {
		"a default": [["ARG A=1"], {}, {"A": "1"}],
		"an empty default": [["ARG A="], {}, {"A": ""}],
		"no default": [["ARG A"], {}, {}],
		"an equals sign in a default": [["ARG A=b=c"], {}, {"A": "b=c"}],
		"later wins": [["ARG A=1", "ARG A=2"], {}, {"A": "2"}],
		"a bare one keeps the earlier value": [["ARG A=1", "ARG A"], {}, {"A": "1"}],
		"defaults read earlier ones": [["ARG A=1", "ARG B=${A}2"], {}, {"A": "1", "B": "12"}],
		"defaults do not read later ones": [["ARG B=x$A", "ARG A=1"], {}, {"A": "1", "B": "x"}],
		"two in one": [["ARG A=1 B=2"], {}, {"A": "1", "B": "2"}],
		"two in one see each other": [["ARG A=1 B=$A"], {}, {"A": "1", "B": "1"}],
		"quotes": [[`ARG A="1"`], {}, {"A": "1"}],
		"refused": [["ARG A=${"], {}, {"A": null}],
		"given": [["ARG A=1"], {"A": "2"}, {"A": "2"}],
		"given without default": [["ARG A"], {"A": "2"}, {"A": "2"}],
		"given and read": [["ARG A", "ARG B=$A"], {"A": "2"}, {"A": "2", "B": "2"}],
		"given ones are not expanded": [["ARG A=1", "ARG B"], {"B": "$A"}, {"A": "1", "B": "$A"}],
		"given but not declared": [["ARG A=1"], {"B": "2"}, {"A": "1"}],
		"platform arguments are read": [["ARG A=$TARGETARCH"], {}, {"A": "amd64"}],
		"platform arguments have defaults, too": [["ARG TARGETARCH=x"], {}, {"TARGETARCH": "x"}],
		"platform arguments are given undeclared": [[], {"TARGETARCH": "x"}, {"TARGETARCH": "x"}],
		"other instructions define none": [["# A", "ENV B=1"], {}, {}],
	}
	whole := array.concat(lines, ["FROM scratch", "ARG LATER=1"])
	expected := object.union(_platform, values)
	arguments.global == expected with input as dockerfile_test.built(whole, {"buildArgs": build_arguments})
}

test_chain_of_20_arguments_is_followed if {
	chain := [sprintf("ARG V%d=$V%d", [at, at - 1]) | some at in numbers.range(1, 20)]
	lines := array.concat(array.concat(["ARG V0=x"], chain), ["FROM $V20"])
	arguments.global.V20 == "x" with input as dockerfile_test.built(lines, {})
}

test_platform_is_taken_apart[platform] if {
	some platform, parts in {
		"linux/arm/v7": ["linux", "arm", "v7"],
		"windows/amd64": ["windows", "amd64", ""],
		"linux": ["linux", "", ""],
	}
	found := arguments.global with input as dockerfile_test.built(["FROM scratch"], {"platform": platform})
	[found.TARGETPLATFORM, found.TARGETOS, found.TARGETARCH, found.TARGETVARIANT] == array.concat([platform], parts)
}

test_target_stage_is_the_wanted_or_the_last_one[note] if {
	some note, [lines, settings, stage] in {
		"wanted": [["FROM a AS one", "FROM b AS two"], {"target": "one"}, "one"],
		"last": [["FROM a AS one", "FROM b AS Two"], {}, "two"],
		"nameless": [["FROM a AS one", "FROM b"], {}, "default"],
		"none": [["ARG A"], {}, "default"],
	}
	arguments.global.TARGETSTAGE == stage with input as dockerfile_test.built(lines, settings)
}

test_declared_are_the_defaults_of_global_arguments if {
	lines := ["ARG A=1", "ARG A=2 B", "ARG C=", "FROM a", "ARG D=1"]
	arguments.declared == {"A": {"1", "2"}, "B": {""}, "C": {""}} with input as dockerfile_test.built(lines, {})
}

test_defined_is_given_or_a_default_or_inherited if {
	settings := {"buildArgs": {"G": "given"}}
	found := [
		arguments.defined("G=1", [0], {"G": "g"}),
		arguments.defined("X=1", [0], {"X": "x"}),
		arguments.defined("X", [0], {"X": "x"}),
	] with input as dockerfile_test.built([], settings)
	found == [
		{"name": "G", "position": [0], "value": "given"},
		{"name": "X", "position": [0], "text": "1", "reads_at": [0]},
		{"name": "X", "position": [0], "value": "x"},
	]
	not arguments.defined("X", [0], {}) with input as dockerfile_test.built([], {})
}

# By name: whether something bears it.
test_mentioned[name] if {
	some name, expected in {"A": true, "B": true, "G": true, "AB": false, "C": true, "D": true, "E": false}
	lines := ["ARG A=1", "FROM a:$B", "ARG C", "ONBUILD ARG D", "RUN echo $E ABC"]
	is_mentioned := [name | arguments.is_mentioned(name)] with input as dockerfile_test.built(
		lines,
		{"buildArgs": {"G": "g"}},
	)
	count(is_mentioned) == {true: 1, false: 0}[expected]
}

test_place_of_next[note] if {
	some note, [lines, expected] in {
		"before the first FROM": [["# x", "FROM a", "ARG A"], [[1], "before"]],
		"behind the last ARG": [["ARG A", "ARG B", "# x", "FROM a"], [[1], "after"]],
	}
	found := [arguments.place_of_next.path, arguments.side_of_next] with input as dockerfile_test.built(lines, {})
	found == expected
}

# By note: the text of the only default, and where it is; none where something else has to do with the argument.
test_only_default[note] if {
	some note, [lines, expected] in {
		"a default": [["ARG A=x", "FROM $A", "FROM ${A}"], [["x", [0, "Value", 0]]]],
		"quotes": [["ARG B=1 A=\"x\"", "FROM $A"], [["x", [0, "Value", 1]]]],
		"two defaults": [["ARG A=x", "ARG A=y", "FROM $A"], []],
		"no default": [["ARG A", "FROM $A"], []],
		"a part of a name": [["ARG A=x", "FROM $A:1"], []],
		"another default that reads it": [["ARG A=x", "ARG B=$A", "FROM $A"], []],
		"a stage that reads it": [["ARG A=x", "FROM $A", "ARG A"], []],
		"variables": [["ARG A=$X", "FROM $A"], []],
		"in a stage": [["FROM $A", "ARG A=x"], []],
	}
	found := [[found.text, found.place.path] |
		found := arguments.only_default("A")
	] with input as dockerfile_test.built(lines, {})
	found == expected
}
