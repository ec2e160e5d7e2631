# METADATA
# title: What shell scripts execute
# description: >-
#   The simple commands of a script, of those that it hands to other shells, and of its substitutions, each behind what
#   wraps it, such as sudo. Rego has no recursion, so scripts within scripts within a script are as deep as it goes.
package lib.shell

import data.lib.definitions
import data.lib.shell_heredocs
import data.lib.shell_syntax
import data.lib.shell_words
import data.lib.shell_wrappers

# METADATA
# description: >-
#   The commands in order: {"words": what they are once quotes are removed and variables replaced, "raw": as what each
#   of them is written, "unknown": the set of the indices of those that are not known and stand as written,
#   "assignments": {name: text, or null where that is unknown} for this command, or by it, "skipped": how many words
#   its wrappers take, "body": the number of the heredoc that it stands in, if any}. `environment` is {name: text};
#   `bodies` are the texts of the heredocs that the script's commands read, where they are not in the script. There
#   are none where nobody can read the script.
commands(script, environment, bodies) := [command |
	some entry in _entries(script, environment, bodies)
	some command in array.concat(_within(entry.scripts, environment), entry.commands)
]

_within(scripts, environment) := [command |
	some script in scripts
	some entry in _entries(script.text, environment, [])
	some found in array.concat(_deep_within(entry.scripts, environment), entry.commands)
	command := object.union(found, object.filter(script, ["body", "word"]))
]

_deep_within(scripts, environment) := [command |
	some script in scripts
	some entry in _entries(script.text, environment, [])
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
		"assignments": _assigned([[word, true, word] | some word in array.slice(argv, 0, start)]),
		"skipped": start,
	}
	scripts := [{"text": words[at], "word": start + at} | at := shell_wrappers.script(words)]
}

default _entries(_, _, _) := []

_entries(script, environment, bodies) := [entry |
	some simple in found
	entry := _entry(simple, scope, array.concat(given, [{"text": body} | some body in separated.bodies]))
] if {
	separated := shell_heredocs.split_off(script)
	found := shell_syntax.commands(separated.script)
	scope := _scope(found, environment, count(split(script, "$")))
	given := [{"text": body, "body": number} | some number, body in bodies]
}

# What variables are: {"positions", "values"} as definitions has them. Where values could make too much text of a
# script, none is known.
_scope(found, environment, references) := {"positions": positions, "values": values} if {
	references > 1
	every_definition := array.concat(
		[{"name": name, "position": [-1, name], "value": value} | some name, value in environment],
		[definition | some simple in found; some definition in _definitions(simple)],
	)
	count(every_definition) <= _most_definitions
	positions := {name: sort([definition.position | some definition in every_definition; definition.name == name]) |
		some name in {definition.name | some definition in every_definition}
	}
	values := definitions.evaluate(every_definition, positions)
	longest := max({count(value) | some value in values; value != null} | {0})
	references * longest <= _most_text
} else := {"positions": {}, "values": {}}

_most_definitions := 256

_most_text := 131072

_assignment := `(?s)^([A-Za-z_][A-Za-z0-9_]*)(?:\[[^\]]*\])?(\+?)=(.*)$`

# How many words are assignments before the command.
_leading(words) := min(array.concat([count(words)], [at | some at, word in words; not regex.match(_assignment, word)]))

_declares := {"export", "local", "readonly", "declare", "typeset"}

# The definitions that hold for later commands.
_definitions(simple) := [object.union({"name": simple.loop, "position": position}, definition)] if {
	simple.loop != "" # a `case`
	position := [simple.at, 0]
	definition := _definition("", "", concat(shell_words.between, simple.items), position)
} else := [definition |
	some number, word in array.slice(simple.words, 0, _most_definitions)
	[[_, name, append, value]] := regex.find_all_string_submatch_n(_assignment, word, 1)
	position := [simple.at, number]
	definition := object.union({"name": name, "position": position}, _definition(name, append, value, position))
] if {
	leading := _leading(simple.words)
	array.concat(simple.words, ["export"])[leading] in _declares
} else := []

# Other expansions than those of BuildKit are not followed.
_definition(_, _, value, _) := {"value": null} if regex.match(`^\(|\$[('"]|\x60`, value)

_definition(_, "", value, position) := {"text": value, "reads_at": position} if {
	not regex.match(`^\(|\$[('"]|\x60`, value)
}

_definition(name, "+", value, position) := {"text": text, "reads_at": position} if {
	not regex.match(`^\(|\$[('"]|\x60`, value)
	text := concat("", ["${", name, "}", value])
}

# What a simple command executes, and the scripts that it hands on.
_entry(simple, scope, bodies) := {"commands": [], "scripts": _substituted(simple.items)} if {
	simple.loop
} else := {"commands": commands, "scripts": array.concat(_substituted(simple.words), scripts)} if {
	leading := _leading(simple.words)
	written := array.slice(simple.words, leading, count(simple.words))
	fields := _fields(written, scope, [simple.at])
	argv := [text | some [text, _, _] in fields]
	start := shell_wrappers.start(argv)
	words := array.slice(argv, start, count(argv))
	before := array.concat(
		_whole(array.slice(simple.words, 0, leading), scope, [simple.at]),
		array.concat(array.slice(fields, 0, start), _declared(written, scope, [simple.at])),
	)
	command := {
		"words": words,
		"raw": [raw | some at, [_, _, raw] in fields; at >= start],
		"unknown": {index | some at, [_, known, _] in fields; at >= start; not known; index := at - start},
		"assignments": _assigned(before),
		"skipped": start,
	}
	commands := [command | count(simple.words) > 0]
	scripts := array.concat(_handed(words), _read(words, before, simple.heredocs, bodies))
}

_fields(words, scope, position) := [[text, known, word] |
	some word in words
	some [text, known] in shell_words.fields(word, _readable(word, scope, position))
]

_readable(word, scope, position) := {} if {
	not contains(word, "$")
} else := definitions.readable(word, scope.positions, scope.values, position)

# Assignments are not split into fields.
_whole(words, scope, position) := [[text, known, word] |
	some word in words
	fields := shell_words.fields(word, _readable(word, scope, position))
	text := concat(" ", [text | some [text, _] in fields])
	known := {known | some [_, known] in fields} == {true}
]

_declared(words, scope, position) := _whole(array.slice(words, 1, count(words)), scope, position) if {
	words[0] in _declares
} else := []

# The last of several with one name counts.
_assigned(fields) := {name: values[count(values) - 1] |
	some name in {name | some [name, _] in pairs}
	values := [value | some [other, value] in pairs; other == name]
} if {
	pairs := [[name, _known(value, known)] |
		some [text, known, _] in array.slice(fields, 0, _most_assignments)
		[[_, name, _, value]] := regex.find_all_string_submatch_n(_assignment, text, 1)
	]
}

_most_assignments := 32

_known(value, true) := value

_known(_, false) := null

_substituted(words) := [{"text": text} | some word in words; some text in shell_words.substituted(word)]

# The scripts that are arguments.
_handed(words) := [{"text": concat(" ", array.slice(words, 1, count(words)))}] if {
	words[0] == "eval"
} else := [{"text": words[at]} | at := shell_wrappers.script(words)]

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
