package lib.variables_test

import data.lib.dockerfile_test
import data.lib.steps
import data.lib.variables

# What `$X` is in the last instruction.
_at_end := variables.expanded("$X", steps.final[count(steps.final) - 1])

_built(lines, settings) := dockerfile_test.built(array.concat(lines, ["USER $X"]), settings)

test_variable_at_the_end_of_a_stage[note] if {
	some note, [lines, text] in {
		"nothing": [["FROM a"], ""],
		"ENV": [["FROM a", "ENV X=1"], "1"],
		"ARG": [["FROM a", "ARG X=1"], "1"],
		"a later ENV": [["FROM a", "ENV X=1", "ENV X=2"], "2"],
		"a later ENV than ARG": [["FROM a", "ARG X=1", "ENV X=2"], "2"],
		"a later ARG than ENV": [["FROM a", "ENV X=2", "ARG X=1"], "1"],
		"a global ARG": [["ARG X=1", "FROM a"], ""],
		"a bare ARG takes the global value": [["ARG X=1", "FROM a", "ARG X"], "1"],
		"a bare ARG without a global value": [["FROM a", "ENV X=1", "ARG X"], "1"],
		"a default over the global value": [["ARG X=1", "FROM a", "ARG X=2"], "2"],
		"a platform argument has to be declared": [["FROM a", "ENV X=$TARGETARCH"], ""],
		"a declared platform argument": [["FROM a", "ARG TARGETARCH", "ENV X=$TARGETARCH"], "amd64"],
		"another stage's": [["FROM a", "ENV X=1", "FROM b"], ""],
		"the parent's": [["FROM a AS p", "ENV X=1", "FROM p"], "1"],
		"the parent's ARG": [["FROM a AS p", "ARG X=1", "FROM p"], "1"],
		"the parent's ENV, which its ARG hides there only": [["FROM a AS p", "ENV X=1", "ARG X=2", "FROM p"], "1"],
		"the parent's ENV before a trigger's ARG": [["FROM a AS p", "ENV X=1", "ONBUILD ARG X=2", "FROM p"], "2"],
		"the parent's ARG that hides nothing": [["FROM a AS p", "ARG X=2", "FROM p", "ENV Y=1"], "2"],
		"the grandparent's ENV that an ARG hid": [["FROM a AS g", "ENV X=1", "FROM g AS p", "ARG X=2", "FROM p"], "1"],
		"an ENV made of what it hides": [["FROM a AS p", "ARG X=1", "ENV X=${X}2", "ARG X=3", "FROM p"], "12"],
		"the grandparent's": [["FROM a AS g", "ENV X=1", "FROM g AS p", "FROM p"], "1"],
		"the own one over the parent's": [["FROM a AS p", "ENV X=1", "FROM p", "ENV X=2"], "2"],
		"a trigger's": [["FROM a AS p", "ONBUILD ENV X=1", "FROM p"], "1"],
		"the own one over a trigger's": [["FROM a AS p", "ONBUILD ENV X=1", "FROM p", "ENV X=2"], "2"],
		"one ENV's do not see each other": [["FROM a", "ENV Y=1", "ENV Y=2 X=$Y"], "1"],
		"one ENV's are empty to each other": [["FROM a", "ENV Y=2 X=$Y"], ""],
		"one ARG's see each other": [["FROM a", "ARG Y=2 X=$Y"], "2"],
		"one ENV's last wins": [["FROM a", "ENV X=1 X=2"], "2"],
		"itself": [["FROM a", "ENV X=1", "ENV X=${X}2"], "12"],
		"what its base image sets": [["FROM mcr.microsoft.com/dotnet/aspnet:8.0", "ENV X=$APP_UID"], "1654"],
		"what its base image sets and an ARG hid": [
			["FROM mcr.microsoft.com/dotnet/aspnet:8.0 AS p", "ARG APP_UID=1", "FROM p", "ENV X=$APP_UID"],
			"1654",
		],
		"an own value over the base image's": [["FROM mcr.microsoft.com/dotnet/aspnet:8.0", "ENV APP_UID=1 X=2"], "2"],
	}
	_at_end == text with input as _built(lines, {})
}

test_build_arguments_are_taken_where_declared if {
	settings := {"buildArgs": {"X": "given"}}
	_at_end == "" with input as _built(["FROM a"], settings)
	_at_end == "given" with input as _built(["FROM a", "ARG X"], settings)
	_at_end == "given" with input as _built(["FROM a", "ARG X=1"], settings)
	_at_end == "given" with input as _built(["ARG X=1", "FROM a", "ARG X"], settings)
	_at_end == "2" with input as _built(["FROM a", "ARG X", "ENV X=2"], settings)
}

test_chain_of_20_variables_is_followed if {
	chain := [sprintf("ENV V%d=$V%d", [at, at - 1]) | some at in numbers.range(1, 20)]
	_at_end == "x" with input as _built(array.concat(array.concat(["FROM a", "ENV V0=x"], chain), ["ENV X=$V20"]), {})
}

test_unknown_value_makes_the_text_unknown if {
	not _at_end with input as _built(["FROM a", "ENV X=${"], {})
	not _at_end with input as _built(["FROM a", "ENV Y=${", "ENV X=$Y"], {})
}

test_text_without_variables_loses_its_quotes if {
	variables.expanded(`"a b"`, {}) == "a b" with input as dockerfile_test.built(["FROM a"], {})
}

# By what stands before: the value of X at the end, null for none.
test_value_at_the_end[note] if {
	some note, [lines, expected] in {
		"nothing": [["FROM a"], null],
		"ENV": [["FROM a", "ENV X=1"], "1"],
		"empty": [["FROM a", "ENV X="], ""],
		"a later one": [["FROM a", "ENV X=1", "ARG X=2"], "2"],
		"unknown": [["FROM a", "ENV X=${"], null],
	}
	given := _built(lines, {})
	count([1 | variables.value("X", _last) with input as given]) == count([1 | expected != null])
	every value in [value | value := variables.value("X", _last) with input as given] {
		value == expected
	}
}

_last := steps.final[count(steps.final) - 1]
