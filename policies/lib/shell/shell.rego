# METADATA
# title: What shell scripts execute
# description: >-
#   The simple commands of a script, of those that it hands to other shells, and of its substitutions, each behind what
#   wraps it, such as sudo. Rego has no recursion, so scripts within scripts within a script are as deep as it goes.
package lib.shell

import data.lib.definitions
import data.lib.shell_heredocs
import data.lib.shell_places
import data.lib.shell_syntax
import data.lib.shell_tokens
import data.lib.shell_variables
import data.lib.shell_words
import data.lib.shell_wrappers

# METADATA
# description: >-
#   The commands in order: {"words": what they are once quotes are removed and variables replaced, "raw": as what each
#   of them is written, "unknown": the set of the indices of those that are not known and stand as written,
#   "assignments": {name: text, or null where that is unknown} for this command, or by it, "skipped": how many words
#   its wrappers take, "body": the number of the heredoc that it stands in, if any, "script": that of shell_places,
#   "places": the indices of the tokens that the words come from}. `environment` is {name: text}; `bodies` are the texts
#   of the heredocs that the script's commands read, where they are not in the script. There are none where nobody can
#   read the script.
commands(script, environment, bodies) := [command |
	some entry in _entries({"text": script, "before": ""}, environment, bodies)
	some command in array.concat(_within(entry.scripts, environment), entry.commands)
]

_within(scripts, environment) := [command |
	some script in scripts
	some entry in _entries(script, environment, [])
	some found in array.concat(_deep_within(entry.scripts, environment), entry.commands)
	command := object.union(found, object.filter(script, ["body", "word"]))
]

_deep_within(scripts, environment) := [command |
	some script in scripts
	some entry in _entries(script, environment, [])
	some command in entry.commands
]

# METADATA
# description: The commands of an argument vector that no shell has read, as those of a script; "word" is the index of
#   the word that is the script which they stand in, if any.
executed(argv) := array.concat(_within(scripts, {}), [command]) if {
	start := shell_wrappers.start(argv)
	words := array.slice(argv, start, count(argv))
	command := {
		"words": words,
		"raw": words,
		"unknown": set(),
		"assignments": shell_variables.assigned([[word, true, word, 0] | some word in array.slice(argv, 0, start)]),
		"skipped": start,
	}
	scripts := [{"text": words[at], "before": "", "word": start + at} | at := shell_wrappers.script(words)]
}

default _entries(_, _, _) := []

_entries(script, environment, bodies) := [entry |
	some simple in found
	entry := _entry(simple, scope, read, array.concat(given, own))
] if {
	separated := shell_heredocs.split_off(script.text)
	read := shell_places.script(separated, shell_tokens.all(separated.script), script.before)
	found := shell_syntax.commands(read.tokens)
	scope := shell_variables.scope(found, environment, count(split(script.text, "$")))
	given := [{"text": body, "before": "", "body": number} | some number, body in bodies]
	own := [{"text": body.text, "before": concat("", [script.before, body.before])} | some body in separated.bodies]
}

# What a simple command executes, and the scripts that it hands on.
_entry(simple, scope, script, bodies) := {"commands": [], "scripts": scripts} if {
	simple.loop
	scripts := _substituted(simple.items, simple.places, script)
} else := {"commands": commands, "scripts": array.concat(substituted, scripts)} if {
	substituted := _substituted(simple.words, simple.places, script)
	leading := shell_variables.leading(simple.words)
	written := array.slice(simple.words, leading, count(simple.words))
	fields := _fields(written, scope, [simple.at])
	argv := [text | some [text, _, _, _] in fields]
	start := shell_wrappers.start(argv)
	words := array.slice(argv, start, count(argv))
	before := array.concat(
		_whole(array.slice(simple.words, 0, leading), scope, [simple.at]),
		array.concat(array.slice(fields, 0, start), _declared(written, scope, [simple.at])),
	)
	command := {
		"words": words,
		"raw": [raw | some at, [_, _, raw, _] in fields; at >= start],
		"unknown": {index | some at, [_, known, _, _] in fields; at >= start; not known; index := at - start},
		"assignments": shell_variables.assigned(before),
		"skipped": start,
		"script": script,
		"places": [simple.places[leading + number] | some at, [_, _, _, number] in fields; at >= start],
	}
	commands := [command | count(simple.words) > 0]
	scripts := array.concat(_handed(command), _read(words, before, simple.heredocs, bodies))
}

_fields(words, scope, position) := [[text, known, word, number] |
	some number, word in words
	some [text, known] in shell_words.fields(word, _readable(word, scope, position))
]

_readable(word, scope, position) := {} if {
	not contains(word, "$")
} else := definitions.readable(word, scope.positions, scope.values, position)

# Assignments are not split into fields.
_whole(words, scope, position) := [[text, known, word, 0] |
	some word in words
	fields := shell_words.fields(word, _readable(word, scope, position))
	text := concat(" ", [text | some [text, _] in fields])
	known := {known | some [_, known] in fields} == {true}
]

_declared(words, scope, position) := _whole(array.slice(words, 1, count(words)), scope, position) if {
	words[0] in shell_variables.declares
} else := []

_substituted(words, places, script) := [{"text": found.text, "before": before} |
	some number, word in words
	some found in shell_words.substituted(word)
	before := concat("", [shell_places.before(script, places[number]), found.before])
]

# The scripts that are arguments.
_handed(command) := [{"text": concat(" ", array.slice(command.words, 1, count(command.words))), "before": before}] if {
	command.words[0] == "eval"
	before := shell_places.before(command.script, command.places[1])
} else := [{"text": command.words[at], "before": before} |
	at := shell_wrappers.script(command.words)
	opening := [quote | some quote in ["'", `"`]; startswith(command.raw[at], quote)]
	before := concat("", array.concat([shell_places.before(command.script, command.places[at])], opening))
]

# The scripts that are heredocs.
_read(words, before, heredocs, bodies) := [body |
	body := bodies[heredocs[count(heredocs) - 1]]
	_is_script(words, before, body.text)
]

_is_script(words, _, _) if shell_wrappers.reads_script(words)

_is_script([], [], body) if not startswith(body, "#!")

_is_script([], [], body) if {
	[[_, interpreter]] := regex.find_all_string_submatch_n(`^#![ \t]*(?:\S*/env[ \t]+(?:-S[ \t]+)?)?(\S+)`, body, 1)
	shell_wrappers.shells[shell_wrappers.program(interpreter)]
}
