package lib.commands_test

import data.lib.commands

_input(instructions) := {"review": {"object": instructions}, "settings": {}}

_instruction(command, values, more) := object.union(
	{"Cmd": command, "SubCmd": "", "Flags": [], "JSON": false, "Value": values, "Stage": 0},
	more,
)

_from := _instruction("from", ["a"], {})

_run(script) := _instruction("run", [script], {})

_json(argv) := _instruction("run", argv, {"JSON": true})

_heredoc(script, bodies) := _instruction("run", [script], {"Heredocs": [heredoc |
	some body in bodies
	heredoc := {"Name": "EOF", "Content": body, "Expand": true}
]})

_executed(runs) := [command.words | some run in runs; some command in run.commands]

# By what follows FROM: what is executed.
test_executed[note] if {
	some note, [instructions, expected] in {
		"nothing": [[], []],
		"a script": [[_run("a b; c")], [["a", "b"], ["c"]]],
		"several": [[_run("a"), _run("b")], [["a"], ["b"]]],
		"JSON": [[_json(["a", "b;c", "$D"])], [["a", "b;c", "$D"]]],
		"a script in JSON": [[_json(["sh", "-c", "a; b"])], [["a"], ["b"], ["sh", "-c", "a; b"]]],
		"other instructions": [[_instruction("cmd", ["a"], {}), _instruction("copy", ["a", "b"], {})], []],
		"no value": [[_instruction("run", null, {})], []],
		"ENV": [[_instruction("env", ["D", "x y", "="], {}), _run("a $D")], [["a", "x", "y"]]],
		"ARG": [[_instruction("arg", ["D=x"], {}), _run("a $D")], [["a", "x"]]],
		"a later ENV": [[_run("a $D"), _instruction("env", ["D", "x", "="], {})], [["a", "$D"]]],
		"a heredoc": [[_heredoc("<<EOF", ["a\nb"])], [["a"], ["b"]]],
		"a heredoc for a shell": [[_heredoc("bash <<EOF", ["a"])], [["a"], ["bash"]]],
		"a heredoc for something else": [[_heredoc("cat <<EOF > f", ["a"])], [["cat"]]],
		"a heredoc's variables": [
			[_instruction("env", ["D", "x", "="], {}), _heredoc("<<EOF", ["a $D"])],
			[["a", "x"]],
		],
		"a heredoc that conftest drops": [[_run("<<EOF")], []],
		"SHELL": [[_shell(["/bin/bash", "-c"]), _run("a; b")], [["a"], ["b"]]],
		"a wrapped SHELL": [[_shell(["conda", "run", "bash", "-c"]), _run("a")], [["a"]]],
		"another SHELL": [[_shell(["powershell"]), _run("a")], []],
		"the latest SHELL": [[_shell(["cmd"]), _shell(["sh", "-c"]), _run("a"), _shell(["cmd"])], [["a"]]],
		"JSON with another SHELL": [[_shell(["cmd"]), _json(["a"])], [["a"]]],
	}
	found := commands.final with input as _input(array.concat([_from], instructions))
	_executed(found) == expected
}

_shell(argv) := _instruction("shell", argv, {"JSON": true})

test_windows_has_another_shell if {
	given := object.union(_input([_from, _run("a")]), {"settings": {"platform": "windows/amd64"}})
	found := commands.final with input as given
	_executed(found) == []
}

_staged := [
	_instruction("from", ["a", "AS", "one"], {}),
	_instruction("env", ["D", "x", "="], {}),
	_instruction("shell", ["cmd"], {"JSON": true}),
	_instruction("onbuild", ["t $D"], {"SubCmd": "RUN", "SubFlags": []}),
	_instruction("from", ["b", "AS", "two"], {"Stage": 1}),
	_instruction("run", ["b $D"], {"Stage": 1}),
	_instruction("from", ["one", "AS", "three"], {"Stage": 2}),
	_instruction("shell", ["sh"], {"Stage": 2, "JSON": true}),
	_instruction("run", ["c $D"], {"Stage": 2}),
	_instruction("from", ["one"], {"Stage": 3}),
	_instruction("run", ["d $D"], {"Stage": 3}),
	_instruction("from", ["three"], {"Stage": 4}),
	_instruction("run", ["e $D"], {"Stage": 4}),
]

# A trigger runs in the shell of the stage it came from, and once.
test_stages if {
	found := commands.by_stage with input as _input(_staged)
	{index: _executed(runs) | some index, runs in found} == {
		0: [],
		1: [["b", "$D"]],
		2: [["c", "x"]],
		3: [],
		4: [["e", "x"]],
	}
	{index: count(runs) | some index, runs in found} == {0: 0, 1: 1, 2: 2, 3: 1, 4: 1}
	final := commands.final with input as _input(_staged)
	_executed(final) == [["c", "x"], ["e", "x"]]
}

_place(at, number) := commands.place(commands.final[0].commands[at], number)

# By what is run, the command and its word: the place.
test_places[note] if {
	some note, [run, at, number, expected] in {
		"a word": [_run("a; b c"), 1, 1, {"path": [1, "Value", 0], "subject": "stage 0", "token": "c"}],
		"behind a wrapper": [_run("sudo a 'b'"), 0, 1, {"path": [1, "Value", 0], "subject": "stage 0", "token": "'b'"}],
		"a variable": [_run("d=x; a $d"), 1, 1, {"path": [1, "Value", 0], "subject": "stage 0", "token": "$d"}],
		"a script": [_run("sh -c 'a b'"), 0, 1, {"path": [1, "Value", 0], "subject": "stage 0", "token": "b"}],
		"with quotes in quotes": [
			_run(`sh -c "a \"b\""`), 0, 1,
			{"path": [1, "Value", 0], "subject": "stage 0", "token": "b"},
		],
		"not as written": [_run("X=a; eval \"${X}b c\""), 1, 0, {"path": [1, "Value", 0], "subject": "stage 0"}],
		"JSON": [_json(["sudo", "a", "b"]), 0, 1, {"path": [1, "Value", 2], "subject": "stage 0", "token": "b"}],
		"a script in JSON": [
			_json(["env", "sh", "-c", "a b"]), 0, 1,
			{"path": [1, "Value", 3], "subject": "stage 0", "token": "b"},
		],
		"a heredoc": [
			_heredoc("sh <<A; sh <<B", ["a", "b $(c)"]), 2, 0,
			{"path": [1, "Heredocs", 1, "Content"], "subject": "stage 0", "extra": "heredoc", "token": "c"},
		],
		"beside a heredoc": [
			_heredoc("cat <<A && b", ["a"]), 1, 0,
			{"path": [1, "Value", 0], "subject": "stage 0", "extra": "heredoc", "token": "b"},
		],
	}
	_place(at, number) == expected with input as _input([_from, run])
}

# By script, where the last `x` of `a` is meant, once quotes are gone and variables replaced: its token, and how often
# that stands before it.
test_occurrences[script] if {
	some script, expected in {
		"a x": ["x", 0],
		"x=1 b xx x-y; a x": ["x", 4],
		"echo x; a x": ["x", 1],
		"echo 'x' \"x\" x\\x # x\na x": ["x", 5],
		"echo 'x'; a 'x'": ["x", 1],
		"echo x && sudo -u x a x": ["x", 2],
		"echo x > x; a < x x": ["x", 3],
		"echo x; (if x; then a x; fi)": ["x", 2],
		"case x in x) a x ;; esac": ["x", 2],
		"echo x; sh -c 'x; a x'": ["x", 2],
		`echo x; sh -c "x; a \"x\""`: ["x", 2],
		"echo x $(x; a x)": ["x", 2],
		"echo \"x$(x; a x)\"": ["x", 2],
		"echo x `x; a x`": ["x", 2],
		"y=x$(a x)": ["x", 1],
		"for x in $(a x); do y; done": ["x", 1],
		"eval x; eval a x": ["x", 1],
		"for y in x z; do echo x; a $y; done": ["x", 0],
		"echo x; y=x; a $y; echo x": ["x", 1],
		"echo xx x; y='xx x'; echo x; a $y": ["x", 5],
		"export y=\"z x\"; echo x; y=z; a $y x": ["x", 3],
		"y=$z; z=x; a $y x": ["x", 1],
		"y=(x); a ${y[0]} x": ["x", 1],
		"cat <<E\nx\nE\nx; a x": ["x", 2],
	}
	some command in commands.final[0].commands with input as _input([_from, _json(["sh", "-c", script])])
	command.words[0] == "a"
	at := max([at | some at, word in command.words; contains(word, "x")])
	details := commands.place_of_part(command, at, "x") with input as _input([_from, _json(["sh", "-c", script])])
	[details.token, object.get(details, "occurrence", 0)] == expected
}
