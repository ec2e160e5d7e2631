package lib.shell_syntax_test

import data.lib.shell_syntax

test_commands_are_described if {
	shell_syntax.commands("if a \"b\" > c; then sh <<X | d <<-Y; fi") == [
		{"at": 0, "words": ["a", "\"b\""], "heredocs": []},
		{"at": 1, "words": ["sh"], "heredocs": [0]},
		{"at": 2, "words": ["d"], "heredocs": [1]},
	]
}

test_heads_are_described if {
	shell_syntax.commands("for x in a \"b\"; do c; done; case $y in z) d ;; esac") == [
		{"at": 0, "words": [], "loop": "x", "items": ["a", "\"b\""], "heredocs": []},
		{"at": 1, "words": ["c"], "heredocs": []},
		{"at": 3, "words": [], "loop": "", "items": ["$y"], "heredocs": []},
		{"at": 4, "words": ["d"], "heredocs": []},
	]
}

test_commands_without_words if {
	shell_syntax.commands("> a; <<X") == [
		{"at": 0, "words": [], "heredocs": []},
		{"at": 1, "words": [], "heredocs": [0]},
	]
}

test_unreadable_script_has_no_commands if {
	not shell_syntax.commands("a 'b")
}
