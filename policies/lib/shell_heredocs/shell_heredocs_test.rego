package lib.shell_heredocs_test

import data.lib.shell_heredocs

# By script: what is left of it, and the heredocs.
test_scripts[script] if {
	some script, expected in {
		"a": ["a", []],
		"a <<X": ["a <<X", []],
		"a <<X\nb\nX\nc": ["a <<X\nc", ["b"]],
		"a <<X\nX\nc": ["a <<X\nc", [""]],
		"a <<'X' b\nc\nd\nX": ["a <<'X' b", ["c\nd"]],
		"a <<\"X\"\nc\nX": ["a <<\"X\"", ["c"]],
		"a <<-X\n\tb\n\tX\nc": ["a <<-X\nc", ["\tb"]],
		"a <<X\n\tX\nX": ["a <<X", ["\tX"]],
		"a <<X <<Y\nb\nX\nc\nY\nd": ["a <<X <<Y\nd", ["b", "b\nX\nc"]],
		"a <<X\nb\nX\nc <<X\nd\nX": ["a <<X\nc <<X", ["b", "d"]],
		"a <<X\nb": ["a <<X\nb", []],
		"a <<< X\nX": ["a <<< X\nX", []],
	}
	separated := shell_heredocs.split_off(script)
	[separated.script, [body.text | some body in separated.bodies]] == expected
	every body in separated.bodies {
		startswith(script, concat("", [body.before, body.text]))
	}
}

test_restored_beginnings[beginning] if {
	separated := shell_heredocs.split_off("a <<X\nb\nX\nc <<X\nd\nX\ne f")
	some beginning, expected in {
		"": "",
		"a ": "a ",
		"a <<X\nc ": "a <<X\nb\nX\nc ",
		"a <<X\nc <<X\ne ": "a <<X\nb\nX\nc <<X\nd\nX\ne ",
	}
	shell_heredocs.restored(separated, beginning) == expected
}

test_nothing_to_restore if {
	shell_heredocs.restored(shell_heredocs.split_off("a\nb c"), "a\nb ") == "a\nb "
}

test_too_many_heredocs_are_not_read if {
	most := concat("", ["a <<X\nX\n" | some _ in numbers.range(1, 32)])
	count(shell_heredocs.split_off(most).bodies) == 32
	more := concat("", ["a <<X\nX\n", most])
	not shell_heredocs.split_off(more)
}
