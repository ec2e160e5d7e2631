package lib.shell_tokens_test

import data.lib.shell_tokens

test_tokens_are_words_redirections_and_operators if {
	shell_tokens.all("a 'b;c'&&d 2>>e # f\n(g)") == [
		["a", "", ""], ["'b;c'", "", ""], ["", "", "&&"], ["d", "", ""], ["", "2>>", ""], ["e", "", ""],
		["", "", "\n"], ["", "", "("], ["g", "", ""], ["", "", ")"],
	]
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
	shell_tokens.all(word) == [[word, "", ""]]
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
	shell_tokens.all(script) == expected
}
