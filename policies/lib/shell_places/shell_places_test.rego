package lib.shell_places_test

import data.lib.shell_heredocs
import data.lib.shell_places
import data.lib.shell_tokens

_script(text, before) := shell_places.script(separated, shell_tokens.all(separated.script), before) if {
	separated := shell_heredocs.split_off(text)
}

# By script: what stands before its last token.
test_before[text] if {
	some text, expected in {
		"a": "",
		"  a 'b c'": "  a ",
		"a;b": "a;",
		"a # b\n\n c": "a # b\n\n ",
		"a > b": "a > ",
		"a 2>": "a ",
		"a \\\n b": "a \\\n ",
		"cat <<E; a <<F\nx\nE\ny\nF\nb c": "cat <<E; a <<F\nx\nE\ny\nF\nb ",
	}
	script := _script(text, "")
	shell_places.before(script, count(script.tokens) - 1) == expected
}

test_before_in_a_long_script[size] if {
	some size in [62, 63, 64, 65, 126, 127, 128, 129, 200]
	beginning := concat("", ["a ;" | some _ in numbers.range(1, size)])
	script := _script(concat("", [beginning, " b"]), "")
	shell_places.before(script, count(script.tokens) - 1) == concat("", [beginning, " "])
	shell_places.before(script, size) == substring(beginning, 0, floor((3 * size) / 2) + (size % 2))
}

test_before_in_a_script_within_another if {
	shell_places.before(_script("a b", "sh -c '"), 1) == "sh -c 'a "
}

# By script: what stands before the `x` that a variable takes to its last token.
test_before_in_definition[text] if {
	some text, expected in {
		"y=x; a": "y=",
		"y='z x' a": "y='z ",
		"x=xx-x+x.x,x a": "x=xx-x+x.x,",
		"y=(x) a": "y=(",
		"y+=x a": "y+=",
		"y[0]=x a": "y[0]=",
		"y=x; y='x x'; a": "y=x; y='",
		"for y in x x; do a": "for y in x ",
		"select y in x; do a": "select y in ",
	}
	script := _script(text, "")
	shell_places.before_in_definition(script, count(script.tokens) - 1, "x") == expected
}

test_nothing_before_in_definition[text] if {
	some text in ["a", "x a", "y=xx a", "x= a", "a y=x", "for y in z; do x; a", "for x in z; do a", "for x; do a"]
	script := _script(text, "")
	not shell_places.before_in_definition(script, count(script.tokens) - 1, "x")
}
