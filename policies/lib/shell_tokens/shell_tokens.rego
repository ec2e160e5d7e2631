# METADATA
# title: The tokens of shell scripts
# description: >-
#   What POSIX sh (XCU 2.2, 2.3, 2.10) and bash take for operators, redirections and words. Rego has no recursion, so
#   an expression takes a word with its quotes and substitutions whole, two levels deep: a substitution that is nested
#   deeper reads as a subshell.
package lib.shell_tokens

# Longer scripts are not read, nor are those with more beginnings of substitutions: each without an end costs a scan.
_longest := 16384

_most_openings := 500

# METADATA
# description: >-
#   The tokens in order, as arrays: a word, or a redirection, or an operator, each as written; "" in the other places;
#   and last the text from the end of the token before to the end of this one. Undefined for a script that is too long,
#   and where a quote has no end.
all(script) := [[concat("", [list, word]), redirection, operator, written] |
	some [written, list, redirection, operator, word, _] in found
	concat("", [list, redirection, operator, word]) != ""
] if {
	count(script) <= _longest
	count(regex.find_all_string_submatch_n(_opening, script, _most_openings + 1)) <= _most_openings
	found := regex.find_all_string_submatch_n(_expression(script), script, -1)
	{stray | some [_, _, _, _, _, stray] in found} & {"'", `"`, "\u0060"} == set()
}

_opening := `[$<>=]\(|\$\{`

# Space and a comment, then a substitution of processes or an array, a redirection, an operator, a word, something else.
_expression(script) := concat("", [
	`(?s)(?:[ \t\r\f]|\\\n)*(?:#[^\n]*)?(?:`, _list(script, grammar(script).body), `|`,
	`([0-9]*(?:<<<|<<-|<<|<>|<&|>>|>&|>\||<|>)|&>>|&>)|(\n|;;&|;;|;&|;|&&|\|\||\|&|&|\||\(|\))|(`,
	concat("|", [`(?:[^\s;&|()<>'"\\$\x60]+|\\.|'[^']*'|\$'(?:[^'\\]|\\.)*'`, grammar(script).double_quoted]),
	concat("|", ["", grammar(script).substitution, grammar(script).parameter, `\$)+)|(.))?`]),
])

_list(script, body) := concat("", [`((?:[<>]|[A-Za-z_][A-Za-z0-9_]*\+?=)\(`, body, `\))`]) if {
	regex.match(`[<>=]\(`, script)
} else := "(none^)"

# METADATA
# description: >-
#   The expressions for what may nest: {"double_quoted", "parameter": one in braces, "substitution": of a command,
#   "body": what stands in one}. The time to compile them is what counts, and it grows with their length, so a text gets
#   those of the depth that it needs.
grammar(text) := _grammars[2] if {
	regex.match(`\$\([^)]*(?:\$\(|\x60)|\$\{[^}]*['"$\x60(]`, text)
} else := _grammars[1] if {
	regex.match(`[$<>=]\(|\x60`, text)
} else := _grammars[0]

_grammars := [
	{"double_quoted": _double_quoted0, "parameter": _parameter0, "substitution": _backticks, "body": ""},
	{
		"double_quoted": _double_quoted1,
		"parameter": _parameter0,
		"substitution": concat("|", [_substitution0, _backticks]),
		"body": _body0,
	},
	{
		"double_quoted": _double_quoted([_substitution1, _parameter1, _backticks]),
		"parameter": _parameter1,
		"substitution": concat("|", [_substitution1, _backticks]),
		"body": _body1,
	},
]

_double_quoted0 := `"(?:[^"\\]|\\.)*"`

_parameter0 := `\$\{(?:[^{}'"\\$\x60]|\\.)*\}`

_body0 := _body([_double_quoted0, _parameter0])

_substitution0 := concat("", [`\$\(`, _body0, `\)`])

_double_quoted1 := _double_quoted([_substitution0, _parameter0, _backticks])

_parameter1 := concat("", [
	`\$\{(?:[^}'"\\$\x60]|\\.|'[^']*'|`,
	concat("|", [_double_quoted0, _parameter0, _substitution0]),
	`|\$)*\}`,
])

_body1 := _body([_double_quoted1, _substitution0, _parameter1])

_substitution1 := concat("", [`\$\(`, _body1, `\)`])

_backticks := `\x60(?:[^\x60\\]|\\.)*\x60`

_double_quoted(inner) := concat("", [`"(?:[^"\\\x60$]|\\.|`, concat("|", inner), `|[$\x60])*"`])

# Within parentheses, as in arithmetic, quotes are no matter.
_body(inner) := concat("", [
	`(?:[^()'"\\$\x60]|\\.|'[^']*'|`,
	concat("|", inner),
	`|`,
	_backticks,
	`|\((?:[^()]|\([^()]*\))*\)|\$)*`,
])
