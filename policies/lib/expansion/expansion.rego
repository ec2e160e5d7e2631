# METADATA
# title: Variables in a word
# description: >-
#   What BuildKit's shell lexer (frontend/dockerfile/shell/lex.go) makes of a word: `$X`, `${X}`, `${X:-word}` and its
#   kin, nested, with quotes and escapes. Rego has no recursion, so this works from the inside out, round by round: each
#   replaces the innermost `${…}` by shielded text.
package lib.expansion

import data.lib.quoting

# Longer texts are not expanded: a few definitions that double each other would take minutes and gigabytes.
_longest := 4096

# METADATA
# description: >-
#   The text with its variables replaced; `values` maps the names that are set to their text, or to null where that is
#   unknown. Undefined when the result is unknown or too long, when BuildKit would refuse the text, and for what is too
#   intricate: more than eight levels, escapes in patterns, quotes within `"${…}"`.
expand(text, values) := text if {
	not regex.match(`[$'"\\]`, text)
} else := quoting.unshielded(result) if {
	count(text) <= _longest
	not quoting.uses_shields(text)
	not regex.match(`\$\{?[A-Za-z0-9_]*[^\x00-\x7f]`, text) # other letters in names
	result := _four_rounds(_four_rounds(quoting.read(text), values), values)
	not contains(result, "$")
	not contains(result, _unknown)
}

# METADATA
# description: The names of the variables that the expansion of a text may read.
names(text) := {match[1] |
	count(text) <= _longest
	some match in regex.find_all_string_submatch_n(`\$\{?([A-Za-z_][A-Za-z0-9_]*)`, text, -1)
}

# Stands for the value that nobody knows, so that it may yet turn out not to matter.
_unknown := "\ue00f"

# Keeps what stands before a value from making a name of it.
_edge := "\ue00e"

_four_rounds(text, values) := _round(_round(_round(_round(text, values), values), values), values)

_round(text, values) := text if {
	not contains(text, "$")
} else := concat("", pieces) if {
	matches := regex.find_all_string_submatch_n(_pattern, text, -1)
	pieces := [piece | some match in matches; piece := _settled(match, values)]
	count(pieces) == count(matches)
	sum([count(piece) | some piece in pieces]) <= _longest
}

# An innermost `${…}`, whose word has no variable; `$X`; the start of an outer one; a dollar sign that is itself.
_pattern := concat("", [
	`\$\{([A-Za-z_][A-Za-z0-9_]*|[0-9]+|[@*#?!$-])(?:(:?[-+?]|[#%/])([^$}]*))?\}`,
	`|\$([A-Za-z_][A-Za-z0-9_]*|[0-9]+|[@*#?!$-])|\$\{|\$|[^$]+`,
])

_settled([_, name, operator, word, _], values) := concat("", [_edge, _substituted(name, operator, word, values)]) if {
	name != ""
}

_settled([_, _, _, _, name], values) := concat("", [_edge, quoting.shielded(_value(name, values))]) if name != ""

_settled(["$", _, _, _, _], _) := quoting.shielded("$")

_settled([whole, "", _, _, ""], _) := whole if whole != "$"

# What is not set is empty.
_value(name, values) := value if {
	value := object.get(values, name, "")
	value != null
} else := _unknown

# What `${name<operator>word}` becomes; undefined for what BuildKit refuses.
_substituted(name, operator, word, values) := _unknown if {
	values[name] == null
} else := quoting.shielded(_trimmed(operator, _literal(word), _value(name, values))) if {
	operator in {"#", "%"}
} else := quoting.shielded(_replaced(word, _value(name, values))) if {
	operator == "/"
} else := quoting.shielded({"value": _value(name, values), "word": word, "nothing": ""}[outcome]) if {
	quoting.is_sound(word)
	outcome := _outcomes[trim_left(operator, ":")][_is_there(name, operator, values)]
}

# By operator, and by whether the variable is there.
_outcomes := {
	"": {true: "value", false: "nothing"},
	"-": {true: "value", false: "word"},
	"+": {true: "word", false: "nothing"},
	"?": {true: "value"},
}

default _is_there(_, _, _) := false

_is_there(name, operator, values) if {
	values[name]
	not startswith(operator, ":")
}

_is_there(name, operator, values) if {
	startswith(operator, ":")
	object.get(values, name, "") != ""
}

# A word that is a pattern. Escapes, and what is unknown, are not understood there.
_literal(word) := text if {
	quoting.is_sound(word)
	every mark in {quoting.escaped, quoting.ambiguous, _unknown} {
		not contains(word, mark)
	}
	text := quoting.unshielded(word)
	not contains(text, `\`)
}

# `#` takes the shortest prefix away, `##` the longest; `%` and `%%` do so with suffixes.
_trimmed(operator, word, value) := _rest(_shapes[doubled], trim_prefix(word, operator), value) if {
	startswith(word, operator)
	doubled := concat("", [operator, operator])
} else := _rest(_shapes[operator], word, value)

_shapes := {
	"#": {"before": "(?s)^", "star": ".*?", "after": "(.*)$"},
	"##": {"before": "(?s)^", "star": ".*", "after": "(.*)$"},
	"%": {"before": "(?s)^(.*)", "star": ".*", "after": "$"},
	"%%": {"before": "(?s)^(.*?)", "star": ".*", "after": "$"},
}

_rest(shape, pattern, value) := match[1] if {
	expression := concat("", [shape.before, _expression(pattern, shape.star), shape.after])
	[match] := regex.find_all_string_submatch_n(expression, value, 1)
} else := value

_expression(pattern, star) := strings.replace_n(
	{
		"*": star, "?": ".", ".": `\.`, "+": `\+`, "(": `\(`, ")": `\)`, "[": `\[`, "]": `\]`,
		"{": `\{`, "}": `\}`, "|": `\|`, "^": `\^`, "$": `\$`,
	},
	pattern,
)

# `${name/pattern/replacement}`, the first one, and `${name//pattern/replacement}`, all; without wildcards.
_replaced(word, value) := concat(replacement, parts) if {
	body := trim_prefix(word, "/")
	slash := indexof(body, "/")
	slash >= 0
	pattern := _literal(substring(body, 0, slash))
	replacement := _literal(substring(body, slash + 1, -1))
	pattern != ""
	not regex.match(`[*?]`, pattern)
	not contains(replacement, "$")
	parts := _parts(split(value, pattern), pattern, startswith(word, "/"))
}

_parts(parts, _, true) := parts

_parts(parts, _, false) := parts if count(parts) == 1

_parts(parts, pattern, false) := [parts[0], concat(pattern, array.slice(parts, 1, count(parts)))] if count(parts) > 1
