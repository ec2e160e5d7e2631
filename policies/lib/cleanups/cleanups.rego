# METADATA
# title: Cleaning up after package managers
# description: >-
#   The edits of a RUN that keep a cache out of the image, given only where they change nothing else: an option where
#   the command is written as such, or a command at the end of a script that may go on there.
package lib.cleanups

import data.lib.commands
import data.lib.dockerfile
import data.lib.fixes
import data.lib.shell_wrappers

# METADATA
# description: 'The fix for what lib.caches has found: {"fix"}; nothing where none is safe.'
fix(leftover) := fixes.offer(concat(" ", ["Add", option]), edits) if {
	option := _options[leftover.manager]
	edits := [fixes.insert(place, "after", concat(" ", ["", option])) |
		some filling in leftover.filling
		_is_plain(filling.command, filling.number)
		place := commands.place(filling.command, filling.number)
	]
	count(edits) == count(leftover.filling)
} else := fixes.offer(concat(" ", ["End the RUN with", cleaning]), [fixes.insert(place, "after", text)]) if {
	_may_go_on(leftover)
	not _is_needed_later(leftover)
	cleaning := concat(" ", array.concat(_wrapper(leftover.command), [_cleaning(leftover)]))
	text := concat(" ", [" &&", cleaning])
	place := {"path": [leftover.step.at, "Value", 0]}
} else := {}

_options := {"apk": "--no-cache", "pip": "--no-cache-dir", "uv": "--no-cache"}

_cleaning(leftover) := "rm -rf /var/lib/apt/lists/*" if {
	leftover.manager == "apt"
} else := concat(" ", [shell_wrappers.program(leftover.command.words[0]), "clean all"]) if {
	leftover.manager == "dnf"
} else := "zypper clean --all" if {
	leftover.manager == "zypper"
}

# A word of the script itself, which no variable hides and no quotes surround.
_is_plain(command, number) if {
	_is_direct(command)
	command.raw[number] == command.words[number]
	commands.place(command, number).token == command.raw[number]
}

_is_direct(command) if {
	command.source
	not command.word
	command.script.before == ""
}

# What the script ends with must be a word, or a parenthesis: not an operator, nor a comment.
_may_go_on(leftover) if {
	leftover.step.rests_on == "nothing"
	every filling in leftover.filling {
		_is_direct(filling.command)
	}
	tokens := leftover.command.script.tokens
	leftover.command.source == concat("", [text | some [_, _, _, text] in tokens])
	[word, redirection, operator, _] := tokens[count(tokens) - 1]
	concat("", [word, redirection, operator]) in {word, ")"}
}

_wrapper(command) := [] if {
	command.skipped == 0
} else := ["sudo"] if {
	command.skipped == 1
	command.script.tokens[command.places[0] - 1][0] == "sudo"
}

# Lists that were fetched for another RUN have to stay. conftest does not know what is in heredocs.
_is_needed_later(leftover) if {
	leftover.manager == "apt"
	_last_reader > leftover.step.at
}

_is_needed_later(leftover) if {
	leftover.manager == "apt"
	not _is_used_at_once(leftover)
}

# Defined in any case, as what is undefined would be looked for anew each time.
_last_reader := max(array.concat([-1], [at |
	some at, instruction in dockerfile.instructions
	instruction.Cmd in {"run", "onbuild"}
	_may_read_lists(concat(" ", instruction.Value))
]))

_may_read_lists(text) if contains(text, "<<")

_may_read_lists(text) if {
	contains(text, "apt")
	regex.match(`\b(apt|apt-get|aptitude)\b`, text)
	not regex.match(`\bupdate\b`, text)
}

_is_used_at_once(leftover) if {
	some use in leftover.uses
	use.verb in {"install", "build-dep", "upgrade"}
}
