package lib.shell_words_test

import data.lib.shell_words

_values := {"A": "x  y", "E": "", "N": null, "L": concat(shell_words.between, ["p q", "r"])}

# By word: its fields, and whether they are known.
test_fields[word] if {
	some word, expected in {
		"a": [["a", true]],
		"$A": [["x", true], ["y", true]],
		"\"$A\"": [["x  y", true]],
		"$L": [["p", true], ["q", true], ["r", true]],
		"\"$L\"": [["p q", true], ["r", true]],
		"$E": [],
		"$N": [["$N", false]],
		"$A-$B": [["x", true], ["y-$B", false]],
		"$(a b)": [["$(a b)", false]],
		"<(a b)": [["<(a b)", false]],
		"{a,b}{c,d}": [["ac", true], ["ad", true], ["bc", true], ["bd", true]],
	}
	shell_words.fields(word, _values) == expected
}

# Each further brace would multiply them.
test_braces_are_opened_up_to_a_number if {
	count(shell_words.fields("{1,2,3,4,5,6,7,8}{a,b}{c,d}", {})) == 16
	long := concat("", ["{a,b}", concat("", ["x" | some _ in numbers.range(1, 123)])])
	count(shell_words.fields(long, {})) == 2
	count(shell_words.fields(concat("", [long, "x"]), {})) == 1
}

test_scripts_of_substitutions[word] if {
	some word, expected in {
		"a": [],
		"$(a b)": [["$(", "a b"]],
		"x$(a)y`b`": [["x$(", "a"], ["x$(a)y`", "b"]],
		"\"$(a \"b\") `c`\"": [["\"$(", "a \"b\""], ["\"$(a \"b\") `", "c"]],
		"x\"y$(a)\"": [["x\"y$(", "a"]],
		"'$(a)'": [],
		"$((1))": [],
		"\"$((1))\"": [],
		"${X:-$(a)}": [],
		">(a)": [[">(", "a"]],
		"x=(a b)": [],
	}
	[[found.before, found.text] | some found in shell_words.substituted(word)] == expected
}

test_parameters_of_a_text if {
	shell_words.parameters("$A ${B:-$C} $1 \"$D\" ${#E} $") == {"A", "B", "C", "D"}
}
