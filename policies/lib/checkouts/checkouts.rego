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
	checkouts := [object.union(checkout, {"at": at}) |
		some at, command in run.commands
		checkout := _checkout(command)
	]
	count(checkouts) > 0
	mounted := mounts.targets(run.step)
	some checkout in array.slice(checkouts, 0, _most)
	places := _places(run, checkout)
	not _is_deleted(places, _deleted_after(run, checkout.at))
	not _is_mounted(places, mounted)
]

# Nobody clones as many in one RUN.
_most := 64

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

# How a checkout may be called: as it is written, and from where the run stands.
_places(run, checkout) := {_trimmed(place) |
	written := trim_prefix(checkout.directory, "./")
	from_here := [concat("/", [trim_right(here, "/"), written]) | here := _here(run, checkout.at)]
	some place in array.concat([written], from_here)
}

_trimmed(place) := trim_right(trim_suffix(place, "/."), "/")

# The directory that the run has changed to before, or that it starts in.
_here(run, at) := changes[count(changes) - 1] if {
	changes := array.concat(
		[directory | directory := mounts.directory(run.step)],
		[command.words[1] |
			some before, command in run.commands
			before < at
			command.words[0] in {"cd", "pushd"}
		],
	)
}

# The paths that a run deletes after one of its commands.
_deleted_after(run, at) := {trim_right(trim_prefix(word, "./"), "/") |
	some later, command in run.commands
	later > at
	shell_wrappers.program(command.words[0]) == "rm"
	some word in array.slice(command.words, 1, count(command.words))
}

# By its own name, with a folder above it, or with everything that is there.
_is_deleted(places, deleted) if {
	some place in places
	parts := split(place, "/")
	some size in numbers.range(1, count(parts))
	some ending in ["", "/*"]
	path := concat("", [concat("/", array.slice(parts, 0, size)), ending])
	path != ""
	deleted[path]
}

_is_deleted(places, deleted) if {
	deleted["*"]
	some place in places
	not startswith(place, "/")
}

# `rm -rf b` where nobody knows the way to b.
_is_deleted(places, deleted) if {
	some place in places
	parts := split(place, "/")
	deleted[parts[count(parts) - 1]]
}

_is_mounted(places, mounted) if {
	some place in places
	some target in mounted
	startswith(concat("", [place, "/"]), concat("", [trim_right(target, "/"), "/"]))
}
