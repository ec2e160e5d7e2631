package lib.shell_test

import data.lib.shell

_environment := {"DEPS": "gcc make", "SPACED": " a  b ", "EMPTY": "", "V": "1"}

# The words of each command, parted by `|`; what only assigns has none.
_executed(script) := [concat("|", command.words) |
	some command in shell.commands(script, _environment, [])
	count(command.words) > 0
]

# All by script: what it executes.
test_structure[script] if {
	some script, expected in {
		"": [],
		"   ": [],
		"a": ["a"],
		"a b": ["a|b"],
		"  a\tb  ": ["a|b"],
		"a; b": ["a", "b"],
		"a;b;": ["a", "b"],
		"a && b || c": ["a", "b", "c"],
		"a&&b||c": ["a", "b", "c"],
		"a | b |& c": ["a", "b", "c"],
		"a & b": ["a", "b"],
		"a\nb\n\nc": ["a", "b", "c"],
		"(a; b)": ["a", "b"],
		"(cd /x && make) || exit 1": ["cd|/x", "make", "exit|1"],
		"{ a; b; }": ["a", "b"],
		"{ a; } | b": ["a", "b"],
		"! a": ["a"],
		"time a": ["a"],
		"if a; then b; elif c; then d; else e; fi": ["a", "b", "c", "d", "e"],
		"if ! a; then b; fi && c": ["a", "b", "c"],
		"while a; do b; done < f": ["a", "b"],
		"until a; do b; done": ["a", "b"],
		"for x in 1 2; do a $x; done": ["a|1|2"],
		"for x in $DEPS; do a \"$x\"; done": ["a|gcc make"],
		"for x in 'b c' d; do a \"$x\"; done": ["a|b c|d"],
		"for x; do a $x; done": ["a"],
		"for x in $(ls y); do a $x; done": ["ls|y", "a|$x"],
		"for x in \"$@\"\ndo a; done": ["a"],
		"case $x in a) b ;; c|d) e ;; *) f ;; esac": ["b", "e", "f"],
		"case x in\n(a)\nb\n;;\nesac\n(c)": ["b", "c"],
		"case \"$(a)\" in x) b;; esac; c": ["a", "b", "c"],
		"case x in a) b ;& c) d ;;& e) f; esac": ["b", "d", "f"],
		"f() { a; }; f": ["a", "f"],
		"f () ( a )": ["a"],
		"function f { a; }": ["a"],
		"function f() { a; }": ["a"],
		"[ a ] && b": ["[|a|]", "b"],
		"[[ a == b ]] && c": ["[[|a|==|b|]]", "c"],
	}
	_executed(script) == expected
}

test_comments[script] if {
	some script, expected in {
		"a # b; c": ["a"],
		"# a\nb": ["b"],
		"a#b": ["a#b"],
		"a \\#b": ["a|#b"],
		"a '# b'": ["a|# b"],
	}
	_executed(script) == expected
}

test_quotes[script] if {
	some script, expected in {
		"a 'b c'": ["a|b c"],
		"a \"b c\"": ["a|b c"],
		"a b\\ c": ["a|b c"],
		"a \"b;c\" 'd&&e'": ["a|b;c|d&&e"],
		"a b'c'\"d\"\\e": ["a|bcde"],
		"a '' \"\"": ["a||"],
		"a \"\\$x \\\" \\a\"": ["a|$x \" \\a"],
		"a '\\'": ["a|\\"],
		"a $'b\\n\\'c'": ["a|b\n'c"],
		"a\\\n b": ["a|b"],
		"a b\\\nc": ["a|bc"],
		"a \"b\\\nc\"": ["a|bc"],
		"'if' a": ["if|a"],
		"a \"it's\"": ["a|it's"],
	}
	_executed(script) == expected
}

test_redirections[script] if {
	some script, expected in {
		"a > f": ["a"],
		"a >f 2>&1 b": ["a|b"],
		"a 2>/dev/null": ["a"],
		"a &> f": ["a"],
		"a &>> f b": ["a|b"],
		"a >| f": ["a"],
		"a < f >> g": ["a"],
		"> f a b": ["a|b"],
		"a <<< 'b c' d": ["a|d"],
		"a 3<> f": ["a"],
		"a b2>f": ["a|b2"],
		"> f": [],
	}
	_executed(script) == expected
}

test_parameters[script] if {
	some script, expected in {
		"a $DEPS": ["a|gcc|make"],
		"a ${DEPS}": ["a|gcc|make"],
		"a \"$DEPS\"": ["a|gcc make"],
		"a '$DEPS'": ["a|$DEPS"],
		"a x$SPACED-y": ["a|x|a|b|-y"],
		"a $EMPTY": ["a"],
		"a \"$EMPTY\"": ["a|"],
		"a $UNSET ${UNSET}x \"$UNSET\"": ["a|$UNSET|${UNSET}x|$UNSET"],
		"a ${UNSET:-b c}": ["a|b|c"],
		"a ${UNSET-\"b c\"}": ["a|b|c"],
		"a ${UNSET:-$V}": ["a|1"],
		"a ${UNSET:-$OTHER}": ["a|${UNSET:-$OTHER}"],
		"a ${V:-b}": ["a|1"],
		"a ${V:+b}": ["a|b"],
		"a ${DEPS% *}": ["a|gcc"],
		"a ${UNSET:+b}": ["a|${UNSET:+b}"],
		"a $1 $@ $? $# $$": ["a|$1|$@|$?|$#|$$"],
		"a ${#DEPS}": ["a|${#DEPS}"],
		"a $": ["a|$"],
		"x='b c'; a $x": ["a|b|c"],
		"x=b; x=\"$x c\"; a $x": ["a|b|c"],
		"x=b; x+=' c'; a $x": ["a|b|c"],
		"x=b y=$x; a $y": ["a|b"],
		"x=$(b); a $x": ["b", "a|$x"],
		"x=(b c); a $x": ["a|$x"],
		"export x=b; a $x": ["export|x=b", "a|b"],
		"local x=b y; a $x $y": ["local|x=b|y", "a|b|$y"],
		"x=b a $x": ["a|$x"],
		"a $x; x=b": ["a|$x"],
		"if a; then x=b; fi; c $x": ["a", "c|b"],
		"DEPS=x; a $DEPS": ["a|x"],
	}
	_executed(script) == expected
}

test_braces[script] if {
	some script, expected in {
		"a x{b,c}y": ["a|xby|xcy"],
		"a {b,c}{d,e}": ["a|bd|be|cd|ce"],
		"a '{b,c}' {d} {e": ["a|{b,c}|{d}|{e"],
		"a ${V}{b,c}": ["a|1b|1c"],
		"a {b,'c,d'}": ["a|b|'c|d'"],
	}
	_executed(script) == expected
}

test_patterns[script] if {
	some script, expected in {"a *.b [c]?": ["a|*.b|[c]?"]}
	_executed(script) == expected
}

test_substitutions[script] if {
	some script, expected in {
		"a $(b c) d": ["b|c", "a|$(b c)|d"],
		"a \"$(b c)\"": ["b|c", "a|$(b c)"],
		"a \"$(b \"c d\")\"": ["b|c d", "a|$(b \"c d\")"],
		"a $(b $(c))": ["c", "b|$(c)", "a|$(b $(c))"],
		"a $(b \"$(c \"d\")\")": ["c|d", "b|$(c \"d\")", "a|$(b \"$(c \"d\")\")"],
		"a `b c`": ["b|c", "a|`b c`"],
		"a `b \\`c\\``": ["c", "b|`c`", "a|`b \\`c\\``"],
		"a '$(b)' \\$\\(c\\)": ["a|$(b)|$(c)"],
		"a $((1 + 2))": ["a|$((1 + 2))"],
		"a <(b c) >(d)": ["b|c", "d", "a|<(b c)|>(d)"],
		"a $(b; c | d)": ["b", "c", "d", "a|$(b; c | d)"],
	}
	_executed(script) == expected
}

test_heredocs[script] if {
	some script, expected in {
		"cat <<X > f\nmake don't\nX\na": ["cat", "a"],
		"cat <<-'X'\n\tmake\n\tX\na": ["cat", "a"],
		"sh <<X\na b\nX": ["a|b", "sh"],
		"bash -e <<X\na\nX": ["a", "bash|-e"],
		"python3 <<X\na\nX": ["python3"],
		"sh f <<X\na\nX": ["sh|f"],
	}
	_executed(script) == expected
}

test_scripts[script] if {
	some script, expected in {
		"sh -c 'a b; c'": ["a|b", "c", "sh|-c|a b; c"],
		"/bin/bash -lc \"a $DEPS\"": ["a|gcc|make", "/bin/bash|-lc|a gcc make"],
		"bash -euo pipefail -c a": ["a", "bash|-euo|pipefail|-c|a"],
		"bash f -c a": ["bash|f|-c|a"],
		"sh -c": ["sh|-c"],
		"su -c 'a b' user": ["a|b", "su|-c|a b|user"],
		"su - user -c 'a b'": ["a|b", "su|-|user|-c|a b"],
		"eval \"a b\" c": ["a|b|c", "eval|a b|c"],
		"env -S 'a b'": ["a|b", "env|-S|a b"],
		"sh -c \"sh -c 'a'\"": ["a", "sh|-c|a", "sh|-c|sh -c 'a'"],
	}
	_executed(script) == expected
}

test_wrappers[script] if {
	some script, expected in {
		"sudo a b": ["a|b"],
		"sudo -E -u x -- a -b": ["a|-b"],
		"sudo X=1 a": ["a"],
		"/usr/bin/sudo a": ["a"],
		"env X=1 Y=2 a": ["a"],
		"env -i -u X a": ["a"],
		"exec a": ["a"],
		"command a": ["a"],
		"command -v a": ["command|-v|a"],
		"nice -n 5 ionice -c 3 nohup a": ["a"],
		"timeout -k 3 10 a b": ["a|b"],
		"time -p a": ["-p|a"],
		"gosu u a": ["a"],
		"su-exec u:g a": ["a"],
		"doas -u u a": ["a"],
		"b | xargs -r -n 1 a": ["b", "a"],
		"busybox a": ["a"],
		"runuser -u x -- a": ["a"],
		"sudo env X=1 timeout 3 nice sh -c a": ["a", "sh|-c|a"],
		"chroot /x a": ["chroot|/x|a"],
		"sudo": [],
	}
	_executed(script) == expected
}

# By script: why nobody reads it.
test_unreadable_scripts[note] if {
	some note, script in {
		"a quote without an end": "a; b 'c",
		"a double quote without an end": "a \"b",
		"a backtick without an end": "a `b",
		"too long": concat("", ["a ", _repeated("b", 16384)]),
		"too many substitutions": _repeated("$(a) ", 501),
	}
	shell.commands(script, {}, []) == []
}

test_scripts_that_just_fit if {
	count(shell.commands(concat("", ["a ", _repeated("b", 16382)]), {}, [])) == 1
	count(shell.commands(_repeated("a;", 8192), {}, [])) == 8192
	count(shell.commands(_repeated("$(a) ", 500), {}, [])) == 501
}

test_substitutions_without_an_end_are_subshells if {
	_executed("a $(b $(c") == ["a|$", "b|$", "c"]
	_executed("a ) b }") == ["a", "b|}"]
}

test_values_that_would_make_too_much_text_are_unknown if {
	environment := {"A": _repeated("x ", 2000)}
	[command] := shell.commands(_repeated("$A ", 100), environment, [])
	command.words[0] == "$A"
}

_repeated(text, times) := concat("", [text | some _ in numbers.range(1, times)])

test_commands_are_described if {
	script := "X=1 Y=$DEPS Z=$(d) sudo -u u W=2 a \"b\" $DEPS $UNSET"
	found := shell.commands(script, _environment, [])
	object.remove(found[1], ["script"]) == {
		"words": ["a", "b", "gcc", "make", "$UNSET"],
		"raw": ["a", "\"b\"", "$DEPS", "$DEPS", "$UNSET"],
		"unknown": {4},
		"assignments": {"X": "1", "Y": "gcc make", "Z": null, "W": "2"},
		"skipped": 4,
		"places": [7, 8, 9, 9, 10],
	}
	found[1].script.before == ""
	found[0].script.before == "X=1 Y=$DEPS Z=$("
}

test_assignments_of_declarations if {
	[command] := shell.commands("export X=1 Y=$DEPS X=\"$V\"2", _environment, [])
	command.assignments == {"X": "12", "Y": "gcc make"}
}

test_heredocs_that_the_script_does_not_hold if {
	found := shell.commands("sh <<A && cat <<B && bash <<C", {}, ["a", "b", "c d"])
	[[concat(" ", command.words), object.get(command, "body", -1)] | some command in found] == [
		["a", 0],
		["sh", -1],
		["cat", -1],
		["c d", 2],
		["bash", -1],
	]
}

# By the body of a heredoc that no command reads: what is executed.
test_bare_heredocs[body] if {
	some body, expected in {
		"a\nb": [["a"], ["b"]],
		"#!/bin/sh -e\na": [["a"]],
		"#!/usr/bin/env bash\na": [["a"]],
		"#!/usr/bin/env -S bash -e\na": [["a"]],
		"#!/usr/bin/env python3\na": [],
		"#!/usr/bin/python3\na": [],
	}
	[command.words | some command in shell.commands("<<EOF", {}, [body])] == expected
}

# By argument vector: what it executes.
test_argument_vectors[argv] if {
	some [argv, expected] in [
		[["a", "b c", "$D"], [["a", "b c", "$D"]]],
		[["sudo", "a"], [["a"]]],
		[["/bin/sh", "-c", "a; b"], [["a"], ["b"], ["/bin/sh", "-c", "a; b"]]],
		[["bash", "-lc", "a $(b)"], [["b"], ["a", "$(b)"], ["bash", "-lc", "a $(b)"]]],
		[["env", "X=1", "a"], [["a"]]],
		[[], [[]]],
	]
	[command.words | some command in shell.executed(argv)] == expected
}

test_argument_vectors_are_described if {
	[object.remove(command, ["script"]) | some command in shell.executed(["env", "X=1", "sh", "-c", "a $B"])] == [
		{
			"words": ["a", "$B"],
			"raw": ["a", "$B"],
			"unknown": {1},
			"assignments": {},
			"skipped": 0,
			"places": [0, 1],
			"word": 4,
		},
		{
			"words": ["sh", "-c", "a $B"],
			"raw": ["sh", "-c", "a $B"],
			"unknown": set(),
			"assignments": {"X": "1"},
			"skipped": 2,
		},
	]
}
