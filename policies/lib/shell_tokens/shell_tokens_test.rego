package lib.shell_tokens_test

import data.lib.shell_tokens

# Without the text that each takes.
_tokens(script) := [array.slice(token, 0, 3) | some token in shell_tokens.all(script)]

test_tokens_are_words_redirections_and_operators if {
	_tokens("a 'b;c'&&d 2>>e # f\n(g)") == [
		["a", "", ""], ["'b;c'", "", ""], ["", "", "&&"], ["d", "", ""], ["", "2>>", ""], ["e", "", ""],
		["", "", "\n"], ["", "", "("], ["g", "", ""], ["", "", ")"],
	]
}

# By script, the text of each token with what stands before it: together they are all up to the last token.
test_written[script] if {
	some script, expected in {
		"a  b": ["a", "  b"],
		" a \\\n\tb": [" a", " \\\n\tb"],
		"a;b": ["a", ";", "b"],
		"a # b\nc": ["a", " # b\n", "c"],
		"# a\n# b\nc": ["# a\n", "# b\n", "c"],
		"a #": ["a"],
		"a\f'b c' 2> d": ["a", "\f'b c'", " 2>", " d"],
		"a=(b c) <(d)": ["a=(b c)", " <(d)"],
	}
	[written | some [_, _, _, written] in shell_tokens.all(script)] == expected
}

# By script of one word: whether it is taken whole, however deep it nests.
test_word_is_one_token[word] if {
	some word in [
		"a",
		"\"a b\"",
		"'a b'",
		"a\\ b",
		"$'a\\' b'",
		"$(a b)",
		"$(a \"b )\")",
		"$(a $(b c))",
		"$(a $(b $(c)))",
		"\"$(a \"b\")\"",
		"\"$(a \"$(b \"c\")\")\"",
		"$(a (b c))",
		"$((1 + (2 * 3)))",
		"`a b`",
		"`a \\`b c\\``",
		"\"`a b`\"",
		"${A:-b c}",
		"${A:-\"b c\"}",
		"${A:-$(b c)}",
		"\"${A:-\"b c\"}\"",
		"${A:-${B}}",
		"<(a b)",
		"a=(b c)",
		"a+=(b 'c)')",
		"$",
		"\"$\"",
		"\"`\"",
		"a\\\nb",
		"é",
	]
	_tokens(word) == [[word, "", ""]]
}

test_script_without_an_end_is_not_read[script] if {
	some script in ["'", `"`, "`", "a 'b", "a \"b", "$(a 'b)", "a \"b\\\""]
	not shell_tokens.all(script)
}

test_script_with_half_a_substitution_is_read[script] if {
	some script, expected in {
		"$(a": [["$", "", ""], ["", "", "("], ["a", "", ""]],
		"${a": [["${a", "", ""]],
		"a\\": [["a", "", ""]],
	}
	_tokens(script) == expected
}
