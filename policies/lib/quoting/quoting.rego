# METADATA
# title: Quotes and escapes in a word
# description: >-
#   The half of BuildKit's shell lexer that is about quotes. Rego has no recursion to read a word from left to right
#   with, so every character that quotes or escapes protect is shielded, that is written as a private-use character, and
#   what is left of `$`, `{` and `}` is active. Marks, private-use characters too, remember where quotes were.
package lib.quoting

# METADATA
# description: Before a character that a backslash protects.
escaped := "\ue00a"

# METADATA
# description: Around what quotes protect.
opened := "\ue00b"

# METADATA
# description: Around what quotes protect.
closed := "\ue00c"

# METADATA
# description: >-
#   Before a quote or a backslash that is itself within double quotes, but would not be in the word of a `${…}` there.
ambiguous := "\ue00d"

# METADATA
# description: Whether a text cannot be told from shields and marks.
uses_shields(text) if regex.match(`[\x{e000}-\x{e00f}]`, text)

# METADATA
# description: The word with its quotes and escapes shielded; undefined when a quote has no end.
read(word) := word if {
	not regex.match(`['"\\]`, word)
} else := concat("", pieces) if {
	matches := regex.find_all_string_submatch_n(`(?s)\\(.)|'([^']*)'|"((?:[^"\\]|\\.)*)"|[^'"\\]+|.`, word, -1)
	pieces := [piece | some match in matches; piece := _piece(match)]
	count(pieces) == count(matches)
}

_piece([_, protected, _, _]) := concat("", [escaped, shielded(protected)]) if protected != ""

_piece([whole, _, protected, _]) := concat("", [opened, shielded(protected), closed]) if {
	startswith(whole, "'")
	endswith(whole, "'")
	count(whole) > 1
}

_piece([whole, _, _, text]) := concat("", [opened, _double_quoted(text), closed]) if {
	startswith(whole, `"`)
	endswith(whole, `"`)
	count(whole) > 1
}

# The backslash at the end of a word goes.
_piece([`\`, _, _, _]) := ""

_piece([whole, _, _, _]) := whole if not regex.match(`['"\\]`, whole)

_double_quoted(text) := text if {
	not regex.match(`['\\]`, text)
} else := concat("", [piece |
	some [whole, protected] in regex.find_all_string_submatch_n(`\\(["$\\])|['\\]|[^'\\]+`, text, -1)
	piece := _double_quoted_piece(whole, protected)
])

_double_quoted_piece(_, protected) := concat("", [escaped, shielded(protected)]) if protected != ""

_double_quoted_piece(whole, "") := concat("", [ambiguous, shielded(whole)]) if whole in {`\`, "'"}

_double_quoted_piece(whole, "") := whole if not whole in {`\`, "'"}

# METADATA
# description: >-
#   Whether the word of a `${…}` means the same now that its quotes are taken off: none of them began or ends elsewhere.
is_sound(word) if regex.match(`^([^\x{e00b}-\x{e00d}]|\x{e00b}[^\x{e00b}\x{e00c}]*\x{e00c})*$`, word)

# METADATA
# description: The text as a literal one among active ones.
shielded(text) := text if {
	not regex.match(`[${}'"\\/]`, text)
} else := strings.replace_n(
	{"$": "\ue000", "{": "\ue001", "}": "\ue002", "'": "\ue003", `"`: "\ue004", `\`: "\ue005", "/": "\ue006"},
	text,
)

# METADATA
# description: What a shielded text says.
unshielded(text) := text if {
	not uses_shields(text)
} else := strings.replace_n(
	{
		"\ue000": "$", "\ue001": "{", "\ue002": "}", "\ue003": "'", "\ue004": `"`, "\ue005": `\`, "\ue006": "/",
		escaped: "", opened: "", closed: "", ambiguous: "", "\ue00e": "",
	},
	text,
)
