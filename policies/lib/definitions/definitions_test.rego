package lib.definitions_test

import data.lib.definitions

_text(name, at, text) := {"name": name, "position": [at], "text": text, "reads_at": [at]}

_evaluated(list) := definitions.evaluate(list, positions) if {
	positions := {definition.name: sort([other.position | some other in list; other.name == definition.name]) |
		some definition in list
	}
}

test_definition_comes_to[note] if {
	some note, [list, values] in {
		"nothing": [[], {}],
		"a given value, unexpanded": [[{"name": "A", "position": [0], "value": "$B"}], {[0]: "$B"}],
		"an unknown value": [[{"name": "A", "position": [0], "value": null}], {[0]: null}],
		"a text without its quotes": [[_text("A", 0, `"a"`)], {[0]: "a"}],
		"the latest before": [
			[_text("A", 0, "1"), _text("A", 1, "2"), _text("B", 2, "$A"), _text("A", 3, "3")],
			{[0]: "1", [1]: "2", [2]: "2", [3]: "3"},
		],
		"its own earlier value": [[_text("A", 0, "1"), _text("A", 1, "${A}2")], {[0]: "1", [1]: "12"}],
		"nothing of what follows": [[_text("A", 0, "x$B"), _text("B", 1, "b")], {[0]: "x", [1]: "b"}],
		"null where it is refused": [[_text("A", 0, "${"), _text("B", 1, `"`)], {[0]: null, [1]: null}],
		"null where it reads null": [[_text("A", 0, "${"), _text("B", 1, "$A")], {[0]: null, [1]: null}],
	}
	_evaluated(list) == values
}

test_reading_stops_at_reads_at if {
	list := [_text("A", 0, "1"), _text("A", 2, "2"), {"name": "B", "position": [3], "text": "$A", "reads_at": [1]}]
	_evaluated(list)[[3]] == "1"
}

_chain(length) := array.concat(
	[_text("V", 0, "x")],
	[_text("V", at, "${V}") | some at in numbers.range(1, length)],
)

test_chain_of_64_is_followed_and_more_is_not if {
	_evaluated(_chain(20))[[20]] == "x"
	_evaluated(_chain(64))[[64]] == "x"
	_evaluated(_chain(65))[[64]] == "x"
	_evaluated(_chain(65))[[65]] == null
}

test_readable_are_the_names_that_have_a_value if {
	values := {[0]: "a", [1]: null, [5]: "c"}
	definitions.readable("$A $B $C $D", {"A": [[0]], "B": [[1]], "C": [[5]]}, values, [3]) == {"A": "a", "B": null}
}
