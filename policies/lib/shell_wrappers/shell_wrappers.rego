# METADATA
# title: Commands that run commands
# description: What sudo, env, sh -c and their kind execute.
package lib.shell_wrappers

# METADATA
# description: The shells whose scripts are read, by the names of their programs.
shells := {"sh", "bash", "ash", "dash", "zsh", "ksh", "ksh93", "mksh"}

# METADATA
# description: The program that a word names, without its folder.
program(word) := parts[count(parts) - 1] if parts := split(word, "/")

# METADATA
# description: >-
#   Where the command begins that words execute in the end, behind wrappers such as `sudo -u x`: the index of its first
#   word, the number of words where that is none.
start(words) := _start(words, _start(words, _start(words, _start(words, 0))))

# METADATA
# description: >-
#   The index of the word that is a script for a shell, in words from which wrappers are gone: that of `sh -c` and `su
#   -c`.
script(words) := at + 1 if {
	shells[program(words[0])]
	at := min([at | some at, word in words; regex.match(`^-[A-Za-z]*c[A-Za-z]*$`, word)])
	regex.match(`^[-+]`, words[1])
	at + 1 < count(words)
} else := at + 1 if {
	program(words[0]) in {"su", "runuser"}
	at := min([at | some at, word in words; word in {"-c", "--command"}])
	at + 1 < count(words)
} else := at + 1 if {
	program(words[0]) == "env"
	at := min([at | some at, word in words; word in {"-S", "--split-string"}])
	at + 1 < count(words)
}

# METADATA
# description: Whether words, from which wrappers are gone, start a shell that reads its script from its input.
reads_script(words) if {
	shells[program(words[0])]
	every word in array.slice(words, 1, count(words)) {
		regex.match(`^(-[a-bd-z]*|-|pipefail)$`, word)
	}
}

# By program: its options that take the next word for a value, how many words stand before the command, and whether
# assignments may. From the manuals: sudo(8), doas(1), env(1), and so on.
_wrappers := {
	"sudo": {
		"valued": {
			"-C", "-D", "-g", "-h", "-p", "-R", "-r", "-T", "-t", "-U", "-u", "--chdir", "--chroot", "--close-from",
			"--group", "--host", "--prompt", "--role", "--type", "--user",
		},
		"operands": 0,
		"assignments": true,
	},
	"doas": {"valued": {"-C", "-u"}, "operands": 0, "assignments": false},
	"env": {"valued": {"-C", "-u", "--chdir", "--unset"}, "operands": 0, "assignments": true},
	"exec": {"valued": {"-a"}, "operands": 0, "assignments": false},
	"command": {"valued": set(), "operands": 0, "assignments": false},
	"builtin": {"valued": set(), "operands": 0, "assignments": false},
	"time": {"valued": {"-f", "-o", "--format", "--output"}, "operands": 0, "assignments": false},
	"nice": {"valued": {"-n", "--adjustment"}, "operands": 0, "assignments": false},
	"ionice": {"valued": {"-c", "-n", "--class", "--classdata"}, "operands": 0, "assignments": false},
	"nohup": {"valued": set(), "operands": 0, "assignments": false},
	"setsid": {"valued": set(), "operands": 0, "assignments": false},
	"eatmydata": {"valued": set(), "operands": 0, "assignments": false},
	"busybox": {"valued": set(), "operands": 0, "assignments": false},
	"timeout": {"valued": {"-k", "-s", "--kill-after", "--signal"}, "operands": 1, "assignments": false},
	"stdbuf": {"valued": {"-e", "-i", "-o", "--error", "--input", "--output"}, "operands": 0, "assignments": false},
	"xargs": {
		"valued": {"-a", "-d", "-E", "-I", "-L", "-n", "-P", "-s", "--arg-file", "--delimiter", "--max-args", "--max-procs"},
		"operands": 0,
		"assignments": false,
	},
	"gosu": {"valued": set(), "operands": 1, "assignments": false},
	"su-exec": {"valued": set(), "operands": 1, "assignments": false},
	"setpriv": {"valued": {"--reuid", "--regid", "--groups"}, "operands": 0, "assignments": false},
	"runuser": {"valued": {"-g", "-G", "-u", "--group", "--supp-group", "--user"}, "operands": 0, "assignments": false},
}

_start(words, from) := at if {
	wrapper := _wrappers[program(words[from])]
	not _is_no_wrapper(words, from)
	first := min(array.concat([count(words)], [at |
		some at, _ in words
		at > from
		_is_operand(words, at, wrapper)
	]))
	at := min([count(words), first + wrapper.operands])
} else := from

_is_operand(words, at, wrapper) if {
	not startswith(words[at], "-")
	not wrapper.valued[words[at - 1]]
	not _is_assignment(words[at], wrapper.assignments)
}

_is_assignment(word, true) if regex.match(`^[A-Za-z_][A-Za-z0-9_]*\+?=`, word)

# `command -v` only tells; the others have a script, or nothing, to run.
_is_no_wrapper(words, from) if {
	words[from] == "command"
	regex.match(`^-p?[vV]`, words[from + 1])
}

_is_no_wrapper(words, from) if {
	program(words[from]) == "env"
	words[from + 1] in {"-S", "--split-string"}
}

_is_no_wrapper(words, from) if {
	program(words[from]) == "runuser"
	not words[from + 1] in {"-u", "--user"}
}
