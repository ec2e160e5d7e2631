# METADATA
# title: Definitions of variables
# description: >-
#   What a list of definitions comes to that may read each other. A definition is {"name", "position", "value"} or
#   {"name", "position", "text", "reads_at"}, which is expanded from the latest definitions before `reads_at`.
#   Positions are unique arrays of numbers, in the order of the build.
package lib.definitions

import data.lib.expansion
import data.lib.search

# METADATA
# description: >-
#   {position: text, or null where that is unknown, as at the end of a chain of more than 64 definitions}. `positions`
#   is {name: the positions of its definitions in order}.
evaluate(definitions, positions) := object.union(unknown, known) if {
	unknown := {definition.position: null | some definition in definitions}
	known := _steps64({
		"known": {definition.position: _settled(definition) | some definition in definitions},
		"open": {definition.position: _opened(definition, positions) | some definition in definitions},
	}).known
}

# METADATA
# description: 'What a text that stands at a position may read: {name: value}.'
readable(text, positions, values, before) := {name: values[search.last_before(positions[name], before)] |
	some name in expansion.names(text)
}

_settled(definition) := definition.value

_settled(definition) := _expanded(definition.text, {}) if not contains(definition.text, "$")

_opened(definition, positions) := {"text": definition.text, "reads": reads} if {
	contains(definition.text, "$")
	reads := {name: search.last_before(positions[name], definition.reads_at) |
		some name in expansion.names(definition.text)
	}
}

_expanded(text, values) := expanded if {
	expanded := expansion.expand(text, values)
} else := null

# A step expands the definitions that read known ones only.
_step(state) := state if {
	count(state.open) == 0
} else := {
	"known": object.union(state.known, {position: value |
		some position in ready
		definition := state.open[position]
		value := _expanded(definition.text, {name: state.known[read] | some name, read in definition.reads})
	}),
	"open": object.remove(state.open, ready),
} if {
	ready := {position | some position, definition in state.open; _is_ready(definition, state.known)}
}

_is_ready(definition, known) if {
	every position in definition.reads {
		_ = known[position]
	}
}

_steps4(state) := _step(_step(_step(_step(state))))

_steps16(state) := state if {
	count(state.open) == 0
} else := _steps4(_steps4(_steps4(_steps4(state))))

_steps64(state) := _steps16(_steps16(_steps16(_steps16(state))))
