package lib.expansion_test

import data.lib.expansion

_values := {
	"A": "a",
	"B": "b",
	"EMPTY": "",
	"UNKNOWN": null,
	"PATH": "docker.io/library/app.tar.gz",
	"QUOTES": `"$A"`,
}

_repeated(text, times) := concat("", [text | some _ in numbers.range(1, times)])

test_variables_are_replaced[text] if {
	some text, expanded in {
		"": "",
		"plain": "plain",
		"$A": "a",
		"${A}": "a",
		"$A$B": "ab",
		"${A}B": "aB",
		"$AB": "",
		"$A-1": "a-1",
		"x/$A:${B}": "x/a:b",
		"$UNSET": "",
		"${UNSET}": "",
		"$1": "",
		"${1}": "",
		"$@": "",
		"$$A": "A",
		"$": "$",
		"a$": "a$",
		"$/": "$/",
		"$EMPTY": "",
		# What a variable holds is not expanded again.
		"$QUOTES": `"$A"`,
	}
	expansion.expand(text, _values) == expanded
}

test_defaults_and_alternatives[text] if {
	some text, expanded in {
		"${A:-w}": "a",
		"${A-w}": "a",
		"${EMPTY:-w}": "w",
		"${EMPTY-w}": "",
		"${UNSET:-w}": "w",
		"${UNSET-w}": "w",
		"${UNSET:-}": "",
		"${A:+w}": "w",
		"${A+w}": "w",
		"${EMPTY:+w}": "",
		"${EMPTY+w}": "w",
		"${UNSET:+w}": "",
		"${UNSET+w}": "",
		"${A:?w}": "a",
		"${A?w}": "a",
		"${EMPTY?w}": "",
		"${UNSET:-$A}": "a",
		"${UNSET:-x${A}y}": "xay",
		"${UNSET:-a:b/c-d}": "a:b/c-d",
	}
	expansion.expand(text, _values) == expanded
}

test_nesting[text] if {
	some text, expanded in {
		"${W:-${X:-${Y:-${Z:-end}}}}": "end",
		"${W:-${X:-${Y:-${A:-end}}}}": "a",
		"${A:+${B:+${W:-$A}}}": "a",
		"${W:-1${X:-2${Y:-3}2}1}": "12321",
		"${W:-${A}}/${X:-${B}}": "a/b",
	}
	expansion.expand(text, _values) == expanded
}

test_eight_levels_are_followed_and_more_are_not if {
	expansion.expand(concat("", [_repeated("${X:-", 8), "w", _repeated("}", 8)]), {}) == "w"
	not expansion.expand(concat("", [_repeated("${X:-", 9), "w", _repeated("}", 9)]), {})
}

test_quotes_and_escapes[text] if {
	some text, expanded in {
		`"$A"`: "a",
		`'$A'`: "$A",
		`\$A`: "$A",
		`"\$A"`: "$A",
		`\\$A`: `\a`,
		`"a"'b'c`: "abc",
		`"${A}"-'${A}'`: "a-${A}",
		`${X:-"w"}`: "w",
		`${X:-'$A'}`: "$A",
		`${X:-"$A"}`: "a",
		`${X:-'}'}`: "}",
		`${X:-\}}`: "}",
		`"${X:-w}"`: "w",
		`a\`: "a",
	}
	expansion.expand(text, _values) == expanded
}

test_patterns[text] if {
	some text, expanded in {
		"${PATH#*/}": "library/app.tar.gz",
		"${PATH##*/}": "app.tar.gz",
		"${PATH#docker.io/}": "library/app.tar.gz",
		"${PATH#dockerXio/}": "docker.io/library/app.tar.gz",
		"${PATH#?}": "ocker.io/library/app.tar.gz",
		"${PATH#io}": "docker.io/library/app.tar.gz",
		"${PATH%.*}": "docker.io/library/app.tar",
		"${PATH%%.*}": "docker",
		"${PATH%.gz}": "docker.io/library/app.tar",
		"${PATH%tar}": "docker.io/library/app.tar.gz",
		"${PATH/r/R}": "dockeR.io/library/app.tar.gz",
		"${PATH//r/R}": "dockeR.io/libRaRy/app.taR.gz",
		"${PATH/.tar.gz/}": "docker.io/library/app",
		"${PATH//x/y}": "docker.io/library/app.tar.gz",
		"${PATH/x/y}": "docker.io/library/app.tar.gz",
		"${UNSET#a}": "",
		"${A%$A}": "",
		"${A/a/$B}": "b",
		`${PATH%".gz"}`: "docker.io/library/app.tar",
	}
	expansion.expand(text, _values) == expanded
}

test_unknown_values_make_the_text_unknown[text] if {
	some text in ["$UNKNOWN", "x${UNKNOWN}", "${UNKNOWN:-w}", "${UNKNOWN+w}", "${UNKNOWN#w}", "${X:-$UNKNOWN}"]
	not expansion.expand(text, _values)
}

test_unknown_values_may_not_matter if {
	expansion.expand("${A:-$UNKNOWN}", _values) == "a"
	expansion.expand("x${UNSET:+$UNKNOWN}", _values) == "x"
}

test_refused_texts[text] if {
	some text in [
		"${A", "${}", "${A:", "${A:x}", "${A^}", "${A!}", "${-A}", "${UNSET:?w}", "${UNSET?w}", "${EMPTY:?w}",
		`"$A`, `'$A`, "${A/b}", "${A//b}",
	]
	not expansion.expand(text, _values)
}

test_intricate_texts_are_left_alone[text] if {
	some text in [
		`"${X:-"w"}"`, `${A#\*}`, `${A/[*]/b}`, "${A/?/b}", "${A/$UNKNOWN/b}", "$Aé", "${é}", "\ue000$A",
		"${A//a/'$'}",
		`"${X:-it's}"`,
	]
	not expansion.expand(text, _values)
}

test_long_texts_are_not_expanded if {
	expansion.expand(concat("", [_repeated("x", 4094), "$A"]), {"A": ""}) == _repeated("x", 4094)
	not expansion.expand(concat("", [_repeated("x", 4095), "$A"]), {"A": ""})
	not expansion.expand("$A$A", {"A": _repeated("x", 3000)})
}

test_long_texts_without_variables_are_themselves if {
	expansion.expand(_repeated("x", 5000), {}) == _repeated("x", 5000)
}

test_names_are_those_that_a_text_may_read if {
	expansion.names("$A ${B:-$C} ${D:+${_e1}} $1 $ ${") == {"A", "B", "C", "D", "_e1"}
	expansion.names("plain") == set()
}
