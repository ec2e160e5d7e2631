# METADATA
# title: The words of shell scripts
# description: >-
#   What a shell makes of a word (POSIX XCU 2.6): braces, as in bash, then parameters, field splitting and quote
#   removal. A pattern of file names stays as it is.
package lib.shell_words

import data.lib.expansion
import data.lib.shell_tokens

# METADATA
# description: >-
#   Between the values of a parameter that holds several words, whether quoted or not.
between := "\ue010"

# Before what is not known and stays as written.
_unknown := "\ue011"

# METADATA
# description: >-
#   The fields that a word becomes, as [text, whether all of it is known]. `values` is {name: text, or null where that
#   is unknown}; a parameter that has no value there, and a substitution, stay in the text as written.
fields(word, values) := [[word, true]] if {
	not regex.match(`['"\\$\x60{(]`, word)
} else := [[replace(field, _unknown, ""), not_unknown] |
	some alternative in _alternatives(word)
	some field in _fields(alternative, values)
	not_unknown := contains(field, _unknown) == false
]

# METADATA
# description: >-
#   The scripts of the substitutions in a word, of commands and of processes: {"text", "before": what stands before
#   it in the word}.
substituted(word) := [{"text": _script(whole), "before": concat("", [outside, inside, _opening(whole)])} |
	pieces := _pieces(word)
	some number, piece in pieces
	inner := _substitutions(piece)
	some at, [whole, _, _, substitution, _] in inner
	substitution != ""
	not startswith(whole, "$((") # arithmetic
	substring(whole, 0, 1) in {"$", "<", ">", "\u0060"} # what an array holds are words
	outside := concat("", [text | some [text, _, _, _, _, _, _, _] in array.slice(pieces, 0, number)])
	inside := concat("", array.concat(_quote(piece), [text | some [text, _, _, _, _] in array.slice(inner, 0, at)]))
] if {
	regex.match(`[$<>=]\(|\x60`, word)
} else := []

# The substitution itself, or those within double quotes.
_substitutions([_, _, _, _, double, _, _, _]) := _pieces_in_double_quotes(double) if double != ""

_substitutions([whole, _, _, _, _, _, substitution, _]) := [[whole, "", "", whole, ""]] if substitution != ""

_quote(piece) := [`"` | startswith(piece[0], `"`)]

_opening(substitution) := substring(substitution, 0, 1) if {
	startswith(substitution, "\u0060")
} else := substring(substitution, 0, 2)

_script(substitution) := replace(substring(substitution, 1, count(substitution) - 2), "\\\u0060", "\u0060") if {
	startswith(substitution, "\u0060")
} else := substring(substitution, 2, count(substitution) - 3)

# METADATA
# description: The names of the parameters in a text.
parameters(text) := {name |
	some [_, name] in regex.find_all_string_submatch_n(`\$\{?([A-Za-z_][A-Za-z0-9_]*)`, text, -1)
}

_alternatives(word) := [word] if {
	not _has_braces(word)
} else := _braces(_braces(_braces([word])))

# Longer words would become too many.
_has_braces(word) if {
	count(word) <= 128
	regex.match(`\{[^{}]*,[^{}]*\}`, word)
}

# The innermost and leftmost braces of each word.
_braces(words) := words if {
	count(words) > _most_alternatives
} else := [alternative |
	some word in words
	some alternative in _opened(word)
]

_most_alternatives := 8

_opened(word) := [concat("", [before, choice, after]) | some choice in split(choices, ",")] if {
	[[_, before, choices, after]] := regex.find_all_string_submatch_n(_brace, word, 1)
} else := [word]

_brace := concat("", [
	`(?s)^((?:\\.|'[^']*'|"(?:[^"\\]|\\.)*"|\$\{[^}]*\}|\$[^{]|[^'"\\$])*?)`,
	`\{((?:[^{}'"\\]|\\.|'[^']*'|"(?:[^"\\]|\\.)*")*,(?:[^{}'"\\]|\\.|'[^']*'|"(?:[^"\\]|\\.)*")*)\}(.*)$`,
])

# [all of it, escaped, single-quoted, in $'', double-quoted, a parameter, a substitution, plain]; one of them has text.
_pieces(word) := regex.find_all_string_submatch_n(expression, word, -1) if {
	grammar := shell_tokens.grammar(word)
	expression := concat("", [
		`(?s)\\(.)|('[^']*')|(\$'(?:[^'\\]|\\.)*')|(`, grammar.double_quoted, `)|`,
		`(`, grammar.parameter, _name, `)|(`, grammar.substitution, `|[<>=]\(.*)|([^'"\\$\x60<>=]+|.)`,
	])
}

# [all of it, escaped, a parameter, a substitution, plain].
_pieces_in_double_quotes(quoted) := regex.find_all_string_submatch_n(expression, inner, -1) if {
	inner := substring(quoted, 1, count(quoted) - 2)
	grammar := shell_tokens.grammar(inner)
	active := concat("", [`(`, grammar.parameter, _name, `)|(`, grammar.substitution, `)`])
	expression := concat("|", [`(?s)\\(["$\\\x60\n])`, active, `([^\\$\x60]+|.)`])
}

_name := `|\$[A-Za-z_][A-Za-z0-9_]*|\$[0-9@*#?!$-]`

_fields(word, values) := [field | some field in split(text, between); field != ""] if {
	text := _text(word, values)
	contains(text, between)
} else := [] if {
	_text(word, values) == ""
	not regex.match(`['"]`, word) # quotes make a word of nothing
} else := [_text(word, values)]

_text(word, values) := concat("", [text | some piece in _pieces(word); text := _unquoted(piece, values)])

_unquoted([_, escaped, _, _, _, _, _, _], _) := _unescaped(escaped) if escaped != ""

_unquoted([_, _, single, _, _, _, _, _], _) := substring(single, 1, count(single) - 2) if single != ""

_unquoted([_, _, _, ansi, _, _, _, _], _) := text if {
	ansi != ""
	inner := substring(ansi, 2, count(ansi) - 3)
	text := strings.replace_n({`\n`: "\n", `\t`: "\t", `\'`: "'", `\"`: `"`, `\\`: `\`}, inner)
}

_unquoted([_, _, _, _, double, _, _, _], values) := concat("", texts) if {
	double != ""
	texts := [text | some piece in _pieces_in_double_quotes(double); text := _double_unquoted(piece, values)]
}

_unquoted([_, _, _, _, _, parameter, _, _], values) := _divided(_value(parameter, values)) if parameter != ""

_unquoted([_, _, _, _, _, _, substitution, _], _) := concat("", [_unknown, substitution]) if substitution != ""

_unquoted([_, _, _, _, _, _, _, plain], _) := plain if plain != ""

_divided(value) := value if {
	startswith(value, _unknown)
} else := strings.replace_n({" ": between, "\t": between, "\n": between}, value)

_double_unquoted([_, escaped, _, _, _], _) := _unescaped(escaped) if escaped != ""

_double_unquoted([_, _, parameter, _, _], values) := _value(parameter, values) if parameter != ""

_double_unquoted([_, _, _, substitution, _], _) := concat("", [_unknown, substitution]) if substitution != ""

_double_unquoted([_, _, _, _, plain], _) := plain if plain != ""

# An escaped end of a line is none.
_unescaped(char) := char if {
	char != "\n"
} else := ""

# What is not set may yet come from the base image, so only a default makes it known.
_value(parameter, values) := value if {
	names := parameters(parameter)
	unset := {name | some name in names; object.get(values, name, "") != object.get(values, name, null)}
	_may_be_unset(parameter, unset)
	count(names) > 0
	value := expansion.expand(parameter, values)
} else := concat("", [_unknown, parameter])

_may_be_unset(_, unset) if count(unset) == 0

_may_be_unset(parameter, unset) if {
	count(unset) == 1
	some name in unset
	some operator in ["-", ":-"]
	startswith(parameter, concat("", ["${", name, operator]))
}
