# METADATA
# title: Where the words of shell scripts stand
# description: >-
#   What stands before a token of a script in the text that the script comes from, which tells a word from others like
#   it. A script is {"tokens": as shell_tokens has them, "blocks": their texts in dozens, "before": what stands before
#   the script in that text, "separated": as shell_heredocs has it}. Where the script was written with escapes the text
#   is as near as can be.
package lib.shell_places

import data.lib.shell_heredocs

# METADATA
# description: A script, from what split_off has given.
script(separated, tokens, before) := {
	"tokens": tokens,
	"blocks": _blocks(tokens),
	"before": before,
	"separated": separated,
}

_size := 64

# Joined once: every finding in a long script needs what stands before it.
_blocks(tokens) := [] if {
	count(tokens) < _size
} else := [_written(tokens, number * _size, (number + 1) * _size) |
	some number in numbers.range(0, floor(count(tokens) / _size) - 1)
]

_written(tokens, start, end) := concat("", [text | some [_, _, _, text] in array.slice(tokens, start, end)])

# METADATA
# description: What stands before the token of an index.
before(script, at) := concat("", [script.before, shell_heredocs.restored(script.separated, concat("", written))]) if {
	number := floor(at / _size)
	[word, redirection, operator, own] := script.tokens[at]
	gap := trim_suffix(own, concat("", [word, redirection, operator]))
	written := array.concat(array.slice(script.blocks, 0, number), [_written(script.tokens, number * _size, at), gap])
}

# METADATA
# description: >-
#   What stands before a text where the last word before the token of an index has it that gives a variable its value:
#   an assignment, or the head of a loop. Undefined where none has it as a word of its own.
before_in_definition(script, at, text) := concat("", [before(script, last), name, _before_word(value, text)]) if {
	last := max({earlier |
		some earlier, [word, _, _, _] in array.slice(script.tokens, 0, at)
		contains(word, text)
		[_, value] := _definition(script.tokens, earlier)
		_before_word(value, text)
	})
	[name, value] := _definition(script.tokens, last)
}

# A token that gives a variable a value, as what stands before the value in it, and the value.
_definition(tokens, at) := [name, value] if {
	[[_, name, value]] := regex.find_all_string_submatch_n(`(?s)^([A-Za-z_]\w*(?:\[[^\]]*\])?\+?=)(.*)$`, tokens[at][0], 1)
} else := ["", tokens[at][0]] if {
	loop := max({before | some before, [word, _, _, _] in array.slice(tokens, 0, at); word in {"for", "select"}})
	tokens[loop + 2][0] == "in"
	at > loop + 2
	every token in array.slice(tokens, loop, at) {
		token[2] == "" # no operator
	}
}

# As `make` does not stand in `cmake`.
_before_word(word, text) := concat(text, array.slice(pieces, 0, first)) if {
	pieces := split(word, text)
	first := min({at |
		some at, piece in pieces
		at > 0
		not _joins(substring(pieces[at - 1], max([0, count(pieces[at - 1]) - 1]), -1))
		not _joins(substring(piece, 0, 1))
		not _is_between(pieces, at)
		not _is_between(pieces, at - 1)
	})
}

_joins(character) if {
	character != ""
	contains("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.+-", character)
}

# Where the text follows itself.
_is_between(pieces, at) if {
	pieces[at] == ""
	at > 0
	at < count(pieces) - 1
}
