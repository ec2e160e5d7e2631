# METADATA
# title: Checkouts
# description: Repositories that the final image's runs clone and keep.
package lib.checkouts

import data.lib.commands
import data.lib.mounts
import data.lib.shell_wrappers

# METADATA
# description: >-
#   The checkouts: {"command": that of lib.commands, "number": the index of the word that names the repository, "shown":
#   how a message names the command}.
kept := [checkout |
	some run in commands.final
	some at, command in run.commands
	checkout := _checkout(command)
	not _is_deleted(run, at, checkout.directory)
	not _is_mounted(run.step, checkout.directory)
]

# METADATA
# description: >-
#   Whether an ADD of this source clones a repository, as BuildKit tells
#   (https://github.com/moby/buildkit/blob/master/util/gitutil/git_ref.go).
is_repository(source) if regex.match(`^(git|ssh)://`, source)

is_repository(source) if regex.match(`^[a-zA-Z0-9_-]+@[a-zA-Z0-9.-]+:`, source)

is_repository(source) if startswith(source, "github.com/")

is_repository(source) if {
	regex.match(`^https?://`, source)
	endswith(split(split(source, "#")[0], "?")[0], ".git")
}

_checkout(command) := {
	"command": command,
	"number": repository,
	"shown": concat(" ", [shell_wrappers.program(command.words[0]), command.words[verb]]),
	"directory": _directory(command.words, operands),
} if {
	table := _table[shell_wrappers.program(command.words[0])]
	operands := _operands(command.words, table.valued)
	verb := operands[0]
	table.verbs[command.words[verb]]
	repository := operands[1]
	not _asks_for_no_files(command.words)
}

# git-clone(1), hg(1), svn(1): what clones, and the options that take the next word for a value
_table := {
	"git": {
		"verbs": {"clone"},
		"valued": {
			"-C", "-c", "-b", "-j", "-o", "-u", "--branch", "--bundle-uri", "--config", "--depth", "--filter", "--git-dir",
			"--jobs", "--origin", "--reference", "--reference-if-able", "--revision", "--separate-git-dir", "--server-option",
			"--shallow-exclude", "--shallow-since", "--template", "--upload-pack", "--work-tree",
		},
	},
	"hg": {"verbs": {"clone"}, "valued": {"-u", "-r", "-b", "-e", "--updaterev", "--rev", "--branch", "--ssh"}},
	"svn": {
		"verbs": {"checkout", "co", "export"},
		"valued": {"-r", "--revision", "--depth", "--username", "--password"},
	},
}

_asks_for_no_files(words) if {
	some word in words
	word in {"--help", "-h"}
}

_operands(words, valued) := [at |
	some at, word in words
	at > 0
	not startswith(word, "-")
	not valued[words[at - 1]]
]

# Where to, or else named after the repository.
_directory(words, operands) := words[operands[2]] if {
	operands[2]
} else := trim_suffix(name, ".git") if {
	parts := split(trim_right(split(words[operands[1]], "#")[0], "/"), "/")
	name := parts[count(parts) - 1]
}

# Deleted or moved, by its own name or with a folder above it.
_is_deleted(run, at, directory) if {
	some later, command in run.commands
	later > at
	shell_wrappers.program(command.words[0]) in {"rm", "mv"}
	some word in array.slice(command.words, 1, count(command.words))
	_covers(word, directory)
}

_covers(word, directory) if _name(word) == _name(directory)

_covers(word, directory) if startswith(directory, concat("", [trim_right(word, "/*"), "/"]))

# `rm -rf *`, or a pattern over the name.
_covers(word, directory) if {
	contains(word, "*")
	glob.match(_name(word), [], _name(directory))
}

_name(path) := parts[count(parts) - 1] if parts := split(trim_right(path, "/."), "/")

_is_mounted(step, directory) if {
	some target in mounts.targets(step)
	startswith(concat("", [directory, "/"]), concat("", [trim_right(target, "/"), "/"]))
}
