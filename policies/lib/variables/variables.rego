# METADATA
# title: Variables of the final image
# description: >-
#   ARG and ENV in the stages that make up the final image: one list in the order of the build, where the latest before
#   an instruction counts.
package lib.variables

import data.lib.arguments
import data.lib.base_images
import data.lib.definitions
import data.lib.expansion
import data.lib.steps

# METADATA
# description: The text as the build expands it where a step stands; undefined when that is unknown.
expanded(text, step) := expansion.expand(text, {}) if {
	not contains(text, "$")
} else := expansion.expand(text, definitions.readable(text, _positions, _values, step.order))

_values := definitions.evaluate(_definitions, _positions)

_positions[name] := sort(positions) if some name, positions in _by_name

_by_name[definition.name] contains definition.position if some definition in _definitions

_definitions := array.concat(_inherited, [definition |
	some step in steps.final
	some definition in _defined(step)
])

# What the base image sets, as far as that is known.
_inherited := [{"name": name, "position": [-1, name], "value": value} | some name, value in base_images.final.env]

# The arguments of one ARG see each other ...
_defined(step) := [definition |
	some number, argument in step.values
	definition := arguments.defined(argument, array.concat(step.order, [number]), arguments.global)
] if {
	step.cmd == "arg"
}

# ... the variables of one ENV do not.
_defined(step) := [definition |
	some number, name in step.values
	number % 3 == 0
	definition := {
		"name": expansion.expand(name, {}),
		"position": array.concat(step.order, [number]),
		"text": step.values[number + 1],
		"reads_at": step.order,
	}
] if {
	step.cmd == "env"
}
