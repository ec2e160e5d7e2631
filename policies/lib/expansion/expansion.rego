# METADATA
# title: Build-time variables
# description: >-
#   What BuildKit's shell lexer (frontend/dockerfile/shell/lex.go) makes of a word: `$X`, `${X}`, `${X:-word}` and its
#   kin, nested; double quotes, single quotes and escapes. Rego has no recursion, so a text is expanded in rounds from
#   the outside in: a round settles every quote and variable on the outermost level and splices in the word that a
#   substitution chose, which is the next round's outermost level. What is settled is shielded from later rounds.
package lib.expansion

# Longer texts are not expanded: a few definitions that double each other would take minutes and gigabytes.
_longest := 4096

# METADATA
# description: >-
#   The text with its variables replaced; `values` maps the names that are set to their text, or to null where that
#   is unknown. Undefined when the result is unknown, too long, or BuildKit would refuse the text.
expand(text, values) := text if {
	not regex.match(`[$'"\\]`, text)
} else := result if {
	not regex.match(`['"\\]`, text)
	result := _simple(text, values)
} else := _unshield(result) if {
	count(text) <= _longest
	not regex.match(`[\x{e000}-\x{e005}]`, text)
	result := _round(_round(_round(_round(_round(text, values), values), values), values), values)
	not regex.match(`[$'"\\]`, result)
}

# METADATA
# description: The names of the variables that a text may read.
names(text) := {match[1] | some match in regex.find_all_string_submatch_n(`\$\{?([A-Za-z_][A-Za-z0-9_]*)`, text, -1)}

# METADATA
# description: >-
#   The values of a program of definitions: {id: {"value": text}} is settled, {id: {"text": text, "reads": {name: id}}}
#   is expanded from the definitions that it reads. Returns {id: text or null}, null for what is unknown, a chain of
#   more than 64 definitions included.
evaluate(program) := {id: value |
	some id, _ in program
	value := object.get(state.known, id, null)
} if {
	state := _steps64({
		"known": {id: definition.value | some id, definition in program},
		"open": {id: definition | some id, definition in program; definition.text},
	})
}

# A step settles the definitions that read settled ones only.
_step(state) := state if {
	count(state.open) == 0
} else := {
	"known": object.union(state.known, {id: _value(definition, state.known) | some id, definition in ready}),
	"open": object.remove(state.open, {id | some id, _ in ready}),
} if {
	ready := {id: definition | some id, definition in state.open; _is_ready(definition, state.known)}
}

_is_ready(definition, known) if {
	every id in definition.reads {
		_ = known[id]
	}
}

_value(definition, known) := text if {
	text := expand(definition.text, {name: known[id] | some name, id in definition.reads})
} else := null

_steps4(state) := _step(_step(_step(_step(state))))

_steps16(state) := state if {
	count(state.open) == 0
} else := _steps4(_steps4(_steps4(_steps4(state))))

_steps64(state) := _steps16(_steps16(_steps16(_steps16(state))))

# Plain `$X` and `${X}` without quotes, which is nearly every text.
_simple(text, values) := _join(matches, pieces) if {
	matches := regex.find_all_string_submatch_n(`\$(?:([A-Za-z_][A-Za-z0-9_]*)|\{([A-Za-z_][A-Za-z0-9_]*)\})|([^$]+)|\$`, text, -1)
	pieces := [piece |
		some match in matches
		match[0] != "$"
		piece := _simple_piece(match, values)
	]
}

_simple_piece(match, values) := match[3] if {
	match[3] != ""
} else := _get(concat("", [match[1], match[2]]), values)

# Undefined when one of the matches gave no piece.
_join(matches, pieces) := concat("", pieces) if {
	count(pieces) == count(matches)
	sum([count(piece) | some piece in pieces]) <= _longest
}

# Undefined when the variable's value is unknown; a variable without a value is empty.
_get(name, values) := value if {
	value := object.get(values, name, "")
	value != null
}

_name := `[A-Za-z_][A-Za-z0-9_]*|[0-9]+|[@*#?!$-]`

# `${name<operator>word}` whose word holds no further `${`, then such with up to three more levels inside.
_braces0 := _braces(`\$[A-Za-z_]`)

_braces1 := _braces(_braces0)

_braces2 := _braces(_braces1)

_braces(inner) := concat("", [`\$\{(?:`, _name, `)(?:(?::?[-+?]|[#%/])`, _word(inner), `)?\}`])

_word(inner) := concat("", [
	`(?:[^}'"\\$]|\\.|'[^']*'|"(?:[^"\\$]|\\.|\$[^{"\\]|`,
	inner,
	`)*"|\$[^{}'"\\]|`,
	inner,
	`)*`,
])

_variable := concat("", [`\$\{(`, _name, `)(?:(:?[-+?]|[#%/])(`, _word(_braces2), `))?\}|\$(`, _name, `)`])

_outer := concat("", [`(?s)`, _variable, `|\\(.)|'([^']*)'|"((?:[^"\\$]|\\.|`, _braces(_braces2), `|\$[^{"\\])*\$?)"|([^'"\\$]+)|\$\{|.`])

_inner := concat("", [`(?s)`, _variable, `|\\(["$\\])|([^\\$]+)|\$\{|.`])

_round(text, values) := text if {
	not regex.match(`[$'"\\]`, text)
} else := _join(matches, [piece | some match in matches; piece := _outer_piece(match, values)]) if {
	matches := regex.find_all_string_submatch_n(_outer, text, -1)
}

_outer_piece(match, values) := match[8] if {
	match[8] != ""
} else := _shield(match[5]) if {
	match[5] != ""
} else := _double_quoted(match[7], values) if {
	regex.match("(?s)^\".*\"$", match[0])
} else := _shield(match[6]) if {
	regex.match("(?s)^'.*'$", match[0])
} else := "" if {
	match[0] == "\\"
} else := _settle(match, values)

# Single quotes are themselves here, and a backslash escapes only what is special.
_double_quoted(text, values) := _join(matches, [piece | some match in matches; piece := _inner_piece(match, values)]) if {
	matches := regex.find_all_string_submatch_n(_inner, text, -1)
}

_inner_piece(match, values) := _shield(concat("", [match[5], match[6]])) if {
	concat("", [match[5], match[6]]) != ""
} else := _shield(`\`) if {
	match[0] == "\\"
} else := _settle(match, values)

# What a variable becomes; undefined for what BuildKit refuses. A dollar sign before nothing is itself.
_settle(match, values) := _shield("$") if {
	match[0] == "$"
} else := _shield(_get(match[4], values)) if {
	match[4] != ""
} else := _substitute(match[2], match[1], match[3], values) if {
	match[1] != ""
}

_substitute("", name, _, values) := _shield(_get(name, values))

_substitute(":-", name, word, values) := _shield(_filled(name, values)) if {
	_filled(name, values)
} else := word if {
	_get(name, values) == ""
}

_substitute("-", name, word, values) := _shield(_get(name, values)) if {
	_is_set(name, values)
} else := word if {
	_is_unset(name, values)
}

_substitute(":+", name, word, values) := word if {
	_filled(name, values)
} else := "" if {
	_get(name, values) == ""
}

_substitute("+", name, word, values) := word if {
	_is_set(name, values)
} else := "" if {
	_is_unset(name, values)
}

_substitute(":?", name, _, values) := _shield(_filled(name, values))

_substitute("?", name, _, values) := _shield(_get(name, values)) if {
	_is_set(name, values)
}

_substitute("#", name, word, values) := _shield(_without(`(?s)^(?:%s)(.*)$`, {"#": ".*", "": ".*?"}, "#", name, word, values))

_substitute("%", name, word, values) := _shield(_without(`(?s)^(.*)(?:%s)$`, {"": ".*"}, "%", name, word, values)) if {
	not startswith(word, "%")
} else := _shield(_without(`(?s)^(.*?)(?:%s)$`, {"%": ".*"}, "%", name, word, values))

_substitute("/", name, word, values) := _shield(_replace(_get(name, values), _plain(trim_prefix(word, "/"), values))) if {
	startswith(word, "/")
} else := _shield(_replace_first(_get(name, values), _plain(word, values)))

_is_set(name, values) if values[name] != null

_is_unset(name, values) if object.get(values, name, {}) == {}

_filled(name, values) := value if {
	value := _get(name, values)
	value != ""
}

# The value without the prefix or suffix that the pattern matches; a doubled operator means the longest.
_without(shape, stars, operator, name, word, values) := trimmed if {
	pattern := _plain(word, values)
	doubled := {true: operator, false: ""}[startswith(pattern, operator)]
	expression := sprintf(shape, [_expression(substring(pattern, count(doubled), -1), stars[doubled])])
	trimmed := _first_group(expression, _get(name, values))
}

_first_group(expression, value) := match[1] if {
	[match] := regex.find_all_string_submatch_n(expression, value, 1)
} else := value

_replace(value, word) := concat("", [piece |
	some match in regex.find_all_string_submatch_n(sprintf(`(?s)(%s)|.`, [_expression(pattern, ".*")]), value, -1)
	piece := {true: match[0], false: replacement}[match[1] == ""]
]) if {
	[pattern, replacement] := _pattern_and_replacement(word)
	pattern != ""
}

_replace_first(value, word) := concat("", [match[1], replacement, match[2]]) if {
	[pattern, replacement] := _pattern_and_replacement(word)
	[match] := regex.find_all_string_submatch_n(sprintf(`(?s)^(.*?)(?:%s)(.*)$`, [_expression(pattern, ".*")]), value, 1)
} else := value if {
	contains(word, "/")
}

_pattern_and_replacement(word) := [substring(word, 0, slash), substring(word, slash + 1, -1)] if {
	slash := indexof(word, "/")
	slash >= 0
}

# A pattern with quotes, escapes or nested substitutions is not understood.
_plain(word, values) := _simple(word, values) if not regex.match(`['"\\]`, word)

_expression(pattern, star) := strings.replace_n(
	{
		"*": star, "?": ".", ".": `\.`, "+": `\+`, "(": `\(`, ")": `\)`, "[": `\[`, "]": `\]`,
		"{": `\{`, "}": `\}`, "|": `\|`, "^": `\^`, "$": `\$`,
	},
	pattern,
)

_shield(text) := text if {
	not regex.match(`[${}'"\\]`, text)
} else := strings.replace_n(
	{"$": "\ue000", "{": "\ue001", "}": "\ue002", "'": "\ue003", "\"": "\ue004", "\\": "\ue005"},
	text,
)

_unshield(text) := text if {
	not regex.match(`[\x{e000}-\x{e005}]`, text)
} else := strings.replace_n(
	{"\ue000": "$", "\ue001": "{", "\ue002": "}", "\ue003": "'", "\ue004": "\"", "\ue005": "\\"},
	text,
)
