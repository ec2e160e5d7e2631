# METADATA
# title: Packages
# description: >-
#   What the runs of the final image install and keep. An installation is {"manager", "verb": install or build-dep,
#   "name", "group": the virtual package of apk, or "", "command": that of lib.commands, "number": the index of its
#   word, "at": the command's index in its run}.
package lib.packages

import data.lib.commands
import data.lib.package_managers
import data.lib.package_names
import data.lib.patterns

# METADATA
# description: >-
#   The runs of the final image that use a package manager: {"step", "commands", "uses": what commands say, as
#   package_managers has it, with "at", the command's index, and "kept": the installations that the run does not undo}.
final := [object.union(run, {"kept": kept}) |
	some number, run in _runs
	kept := [installation |
		some use in run.uses
		some installation in _installations(run.commands[use.at], use)
		not _is_undone(number, installation)
	]
]

_runs := [object.union(run, {"uses": uses}) |
	some run in commands.final
	uses := [object.union(use, {"at": at}) |
		some at, command in run.commands
		use := package_managers.use(command.words)
	]
	count(uses) > 0
]

_installations(command, use) := [installation |
	use.verb in {"install", "build-dep"}
	group := _group(command, use)
	some number in use.operands
	not package_names.is_removal(use.manager, command.words[number])
	installation := {
		"manager": use.manager,
		"verb": use.verb,
		"name": _name(command, use, number),
		"group": group,
		"command": command,
		"number": number,
		"at": use.at,
	}
]

default _group(_, _) := ""

_group(command, use) := package_managers.value(command.words, use, {"-t", "--virtual"}) if use.manager == "apk"

_name(command, use, number) := package_names.name(use.manager, command.words[number]) if {
	not _installs_groups(command, use)
} else := concat("", ["@", trim_prefix(command.words[number], "@")]) if {
	_installs_groups(command, use)
}

_installs_groups(_, use) if startswith(use.said, "group")

_installs_groups(command, use) if {
	use.manager == "zypper"
	package_managers.value(command.words, use, {"-t", "--type"}) == "pattern"
}

_is_undone(number, installation) if {
	some name in [installation.name, installation.group]
	max(_removals[number][installation.manager][name]) > installation.at
}

_is_undone(number, installation) if {
	some [at, pattern] in _first_patterns[number][installation.manager]
	at > installation.at
	patterns.may_match(pattern, installation.name)
}

_is_undone(number, installation) if {
	max(_total_removals[number][installation.manager]) > installation.at
	not _is_kept_by_hand(number, installation)
}

_is_kept_by_hand(number, installation) if max(_kept_by_hand[number][installation.name]) > installation.at

# By run, manager and name: the indices of the commands that remove the package.
_removals[number][manager][name] contains at if some [number, manager, name, at] in _all_removals

# The same where names are patterns, as many as anybody writes.
_first_patterns[number][manager] := array.slice(sort(found), 0, 64) if {
	some number, by_manager in _patterns
	some manager, found in by_manager
}

_patterns[number][manager] contains [at, name] if {
	some [number, manager, name, at] in _all_removals
	patterns.has_wildcard(name)
}

_all_removals contains [number, use.manager, name, use.at] if {
	some number, run in _runs
	some use in run.uses
	use.verb in {"remove", "autoremove"}
	command := run.commands[use.at]
	some operand in use.operands
	name := _name(command, use, operand)
}

_all_removals contains [number, use.manager, name, use.at] if {
	some number, run in _runs
	some use in run.uses
	use.verb == "install"
	words := run.commands[use.at].words
	some operand in use.operands
	package_names.is_removal(use.manager, words[operand])
	name := package_names.name(use.manager, words[operand])
}

# What is marked as installed automatically goes with the next autoremove.
_all_removals contains [number, "apt", name, use.at] if {
	some [number, use] in _marks
	some operand in use.operands
	name := package_names.name("apt", _runs[number].commands[use.at].words[operand])
}

_total_removals[number].apt contains use.at if {
	some [number, use] in _marks
	command := _runs[number].commands[use.at]
	names := [name | some operand in use.operands; name := package_names.name("apt", command.words[operand])]
	count(names) == 0 # `.*`, or what a variable holds, or standard input
}

_total_removals[number][use.manager] contains use.at if {
	some number, run in _runs
	some use in run.uses
	use.verb == "undo"
}

# What a command found out, such as what was not there before: it may be anything.
_total_removals[number][use.manager] contains use.at if {
	some number, run in _runs
	some use in run.uses
	use.verb in {"remove", "autoremove"}
	some operand in use.operands
	run.commands[use.at].unknown[operand]
}

_marks contains [number, use] if {
	some number, run in _runs
	some use in run.uses
	use.verb == "mark"
	use.at < max([other.at | some other in run.uses; _removes_unneeded(run.commands[other.at], other)])
}

_removes_unneeded(_, use) if {
	use.manager == "apt"
	use.verb == "autoremove"
}

_removes_unneeded(command, use) if {
	use.manager == "apt"
	use.verb == "remove"
	package_managers.has(command.words, use, {"--auto-remove", "--autoremove"})
}

_kept_by_hand[number][name] contains use.at if {
	some number, run in _runs
	some use in run.uses
	use.verb == "keep"
	some operand in use.operands
	name := package_names.name("apt", run.commands[use.at].words[operand])
}
