package lib.shell_syntax_test

import data.lib.shell_syntax
import data.lib.shell_tokens

_commands(script) := shell_syntax.commands(shell_tokens.all(script))

test_commands_are_described if {
	_commands("if a \"b\" > c; then sh <<X | d <<-Y; fi") == [
		{"at": 0, "words": ["a", "\"b\""], "places": [1, 2], "heredocs": []},
		{"at": 1, "words": ["sh"], "places": [7], "heredocs": [0]},
		{"at": 2, "words": ["d"], "places": [11], "heredocs": [1]},
	]
}

test_heads_are_described if {
	_commands("for x in a \"b\"; do c; done; case $y in z) d ;; esac") == [
		{"at": 0, "words": [], "loop": "x", "items": ["a", "\"b\""], "places": [3, 4], "heredocs": []},
		{"at": 1, "words": ["c"], "places": [7], "heredocs": []},
		{"at": 3, "words": [], "loop": "", "items": ["$y"], "places": [12, 13, 14], "heredocs": []},
		{"at": 4, "words": ["d"], "places": [16], "heredocs": []},
	]
}

test_commands_without_words if {
	_commands("> a; <<X") == [
		{"at": 0, "words": [], "places": [], "heredocs": []},
		{"at": 1, "words": [], "places": [], "heredocs": [0]},
	]
}

test_unreadable_script_has_no_commands if {
	not _commands("a 'b")
}
