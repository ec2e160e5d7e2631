package lib.quoting_test

import data.lib.quoting

test_reading_takes_quotes_and_escapes_away[word] if {
	some word, text in {
		"": "",
		"plain": "plain",
		`"double"`: "double",
		`'single'`: "single",
		`""`: "",
		`''`: "",
		`a"b"'c'd`: "abcd",
		`\$A`: "$A",
		`\a`: "a",
		`a\`: "a",
		`\\`: `\`,
		`'a\b'`: `a\b`,
		`"a\b"`: `a\b`,
		`"a\"b"`: `a"b`,
		`"a\\b"`: `a\b`,
		`"it's"`: "it's",
		`'say "x"'`: `say "x"`,
		`'${A}'`: "${A}",
		"\"two\nlines\"": "two\nlines",
	}
	quoting.unshielded(quoting.read(word)) == text
}

test_reading_fails_where_a_quote_has_no_end[word] if {
	some word in [`"`, `'`, `a"b`, `a'b`, `"a'`, `'a"`, `"a\"`, `'a''`]
	not quoting.read(word)
}

test_double_quotes_leave_variables_active if {
	quoting.read(`"${A}"`) == concat("", [quoting.opened, "${A}", quoting.closed])
	quoting.read(`'${A}'`) == concat("", [quoting.opened, quoting.shielded("${A}"), quoting.closed])
}

test_what_is_escaped_is_marked if {
	quoting.read(`\a`) == concat("", [quoting.escaped, "a"])
	quoting.read(`"\$"`) == concat("", [quoting.opened, quoting.escaped, quoting.shielded("$"), quoting.closed])
}

test_quotes_within_quotes_are_ambiguous if {
	quoting.read(`"'"`) == concat("", [quoting.opened, quoting.ambiguous, quoting.shielded("'"), quoting.closed])
}

test_shielding_can_be_undone[text] if {
	some text in ["", "plain", `$`, `${A:-"b"}`, `a/b\c`, `'"`]
	quoting.unshielded(quoting.shielded(text)) == text
}

test_shielded_text_has_nothing_active if {
	not regex.match(`[${}'"\\/]`, quoting.shielded(`${A}'"\/`))
	quoting.uses_shields(quoting.shielded("$"))
	not quoting.uses_shields("${A} é")
}

test_word_is_sound_when_its_quotes_are_its_own[word] if {
	some word in ["", "a", `"a"`, `'a'b"c"`]
	quoting.is_sound(quoting.read(word))
}

test_word_is_not_sound_with_half_a_quote if {
	not quoting.is_sound(quoting.opened)
	not quoting.is_sound(concat("", ["a", quoting.closed]))
	not quoting.is_sound(quoting.ambiguous)
}
