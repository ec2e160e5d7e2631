# METADATA
# title: Variables of shell scripts
# description: What the assignments of a script, and its environment, make of variables (POSIX XCU 2.9.1).
package lib.shell_variables

import data.lib.definitions
import data.lib.shell_words

# METADATA
# description: >-
#   What variables are in the commands of shell_syntax: {"positions", "values"} as definitions has them. Where values
#   could make too much text of a script with so many references, none is known.
scope(found, environment, references) := {"positions": positions, "values": values} if {
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

# METADATA
# description: How many words are assignments before the command.
leading(words) := min(array.concat([count(words)], [at | some at, word in words; not regex.match(_assignment, word)]))

# METADATA
# description: The commands that assign what their arguments say.
declares := {"export", "local", "readonly", "declare", "typeset"}

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
	array.concat(simple.words, ["export"])[leading(simple.words)] in declares
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

# METADATA
# description: >-
#   What fields that are assignments say, as {name: text, or null where that is unknown}, from arrays that begin with a
#   field's text and whether it is known. The last of several with one name counts.
assigned(fields) := {name: values[count(values) - 1] |
	some name in {name | some [name, _] in pairs}
	values := [value | some [other, value] in pairs; other == name]
} if {
	pairs := [[name, _known(value, known)] |
		some [text, known, _, _] in array.slice(fields, 0, _most_assignments)
		[[_, name, _, value]] := regex.find_all_string_submatch_n(_assignment, text, 1)
	]
}

_most_assignments := 32

_known(value, true) := value

_known(_, false) := null
