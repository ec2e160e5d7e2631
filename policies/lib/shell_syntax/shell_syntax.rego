# METADATA
# title: The syntax of shell scripts
# description: >-
#   A script's simple commands as written, by the grammar of POSIX sh (XCU 2.9, 2.10) and what bash adds. All branches
#   are read, whatever the conditions.
package lib.shell_syntax

# METADATA
# description: >-
#   The simple commands in order, from the tokens of a script: {"at": number of the part, "words": as written, "places":
#   the indices of their tokens, "heredocs": the numbers of those among the script's that it reads}; the head of a `for`
#   is one without words, {"loop": its variable, or "", as for a `case`, "items": the words as written, "places"}.
commands(tokens) := [object.union(command, {"at": at, "heredocs": _within(heredocs, part)}) |
	parts := _parts(tokens)
	heredocs := array.slice(_heredocs(tokens), 0, _most_heredocs)
	patterns := _patterns(parts)
	some at, part in parts
	not patterns[at]
	command := _command(part)
]

_most_heredocs := 32

_heredocs(tokens) := [at |
	some at, [_, redirection, _, _] in tokens
	contains(redirection, "<<")
	not contains(redirection, "<<<")
]

# What stands between two operators, and the operators around it.
_parts(tokens) := [part |
	some number, end in ends
	start := _start(ends, number)
	places := _places(tokens, start, end)
	part := {
		"start": start,
		"end": end,
		"before": _operator(tokens, start - 1),
		"after": _operator(tokens, end),
		"words": [tokens[at][0] | some at in places],
		"places": places,
		"next": _operator(tokens, end + 1),
	}
] if {
	ends := array.concat([at | some at, [_, _, operator, _] in tokens; operator != ""], [count(tokens)])
}

_start(ends, number) := ends[number - 1] + 1 if {
	number > 0
} else := 0

default _operator(_, _) := ""

_operator(tokens, at) := tokens[at][2] if at >= 0

# What stands behind a redirection is its file.
_places(tokens, start, end) := [at |
	some offset, [word, _, _, _] in array.slice(tokens, start, end)
	word != ""
	at := start + offset
	not _is_redirection(tokens, at - 1)
]

_is_redirection(tokens, at) if {
	at >= 0
	tokens[at][1] != ""
}

_within(heredocs, part) := [number |
	some number, at in heredocs
	at >= part.start
	at < part.end
]

# The parts that belong to the patterns of a `case`: from behind `in` or `;;` to the next closing parenthesis.
_patterns(parts) := {at |
	some start in _first_patterns(parts)
	ends := [at | some at in numbers.range(start, start + _most_alternatives); parts[at].after == ")"]
	some at in numbers.range(start, min(ends))
	not _is_case(parts[at])
}

_most_alternatives := 30

_first_patterns(parts) := {at |
	some at, part in parts
	_is_case(part)
} | {at |
	some at, part in parts
	part.before in {";;", ";&", ";;&"}
	not _ends_case(parts, at)
}

# Newlines may stand before the `esac`.
_ends_case(parts, at) if {
	words := [part.words[0] | some part in array.slice(parts, at, at + _most_alternatives)]
	words[0] == "esac"
}

_opening := {"!", "{", "if", "then", "elif", "else", "while", "until", "do", "time", "coproc"}

_closing := {"fi", "done", "esac", "}", "]]"}

_is_case(part) if _rest(part.words)[0] == "case"

_command(part) := {"words": [], "loop": "", "items": [words[1]], "places": _last(part.places, count(words) - 1)} if {
	words := _rest(part.words)
	words[0] == "case"
} else := {"words": [], "loop": words[1], "items": items, "places": _last(part.places, count(items))} if {
	words := _rest(part.words)
	words[0] in {"for", "select"}
	items := array.slice(words, 3, count(words))
} else := {"words": words, "places": _last(part.places, count(words))} if {
	words := _rest(part.words)
	not _closes(words)
	not _names_function(part)
	count(words) + count(_redirected(part)) > 0
}

_last(places, number) := array.slice(places, count(places) - number, count(places))

_redirected(part) := [1 | part.end - part.start > count(part.words)]

_closes(words) if words[0] in _closing

# f() …; `function f` has no parentheses.
_names_function(part) if {
	part.after == "("
	part.next == ")"
	count(part.words) > 0
}

# The words without the reserved ones before them.
_rest(words) := array.slice(words, start, count(words)) if {
	words[0] in _opening
	start := min(array.concat([count(words)], [at | some at, word in words; not word in _opening]))
} else := array.slice(words, start, count(words)) if {
	words[0] == "function"
	start := min(array.concat([count(words)], [at | some at, word in words; at > 1; not word in _opening]))
} else := words
