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
import data.lib.search
import data.lib.stages
import data.lib.steps

# METADATA
# description: The text as the build expands it where a step stands; undefined when that is unknown.
expanded(text, step) := expansion.expand(text, {}) if {
	not contains(text, "$")
} else := expansion.expand(text, definitions.readable(text, _positions, _values, step.order))

# METADATA
# description: >-
#   The value of a variable where a step of the final image stands; undefined where it has none, or an unknown one.
value(name, step) := value if {
	value := _values[search.last_before(_positions[name], step.order)]
	value != null
}

_values := definitions.evaluate(_definitions, _positions)

_positions[name] := sort(positions) if some name, positions in _by_name

_by_name[definition.name] contains definition.position if some definition in _definitions

_definitions := array.concat(array.concat(_environment, _arguments), [again | some again in _set_again])

_environment := array.concat(_inherited, [definition |
	some step in steps.final
	some definition in _set(step)
])

# What the base image sets, as far as that is known.
_inherited := [{"name": name, "position": [-1, name], "value": value} | some name, value in base_images.final.env]

# The variables of one ENV do not see each other ...
_set(step) := [definition |
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

# ... the arguments of one ARG do.
_arguments := [definition |
	some step in steps.final
	step.cmd == "arg"
	some number, argument in step.values
	definition := arguments.defined(argument, array.concat(step.order, [number]), arguments.global)
]

# A stage on another one starts with the environment of the image that this is, whatever ARG has hidden of it there.
_set_again contains definition if {
	some step in steps.final
	step.cmd == "arg"
	start := _child_starts[step.stage]
	some argument in step.values
	name := split(argument, "=")[0]
	set_at := search.last_before(_environment_by_name[name], [start])
	definition := {
		"name": name,
		"position": array.concat([start, -1], set_at),
		"text": concat("", ["$", name]),
		"reads_at": array.concat(set_at, [0]),
	}
}

_child_starts[stage.base.stage] := stage.at if {
	some index in stages.lineage
	stage := stages.all[index]
}

_environment_by_name[name] := sort(positions) if some name, positions in _environment_sets

_environment_sets[definition.name] contains definition.position if some definition in _environment
