# METADATA
# title: Dockerfiles
# description: >-
#   Stages, their ancestry, what each really executes, and the build's variables, as BuildKit has them
#   (frontend/dockerfile/dockerfile2llb/convert.go). The input is conftest's array of instructions.
package lib.dockerfile

import data.lib.expansion
import data.lib.review

# METADATA
# description: The instructions in order; undefined when the subject is no Dockerfile.
instructions := review.subject if {
	is_array(review.subject)
	every instruction in review.subject {
		is_string(instruction.Cmd)
	}
}

# METADATA
# description: Where each stage starts, as indices of its FROM instructions.
starts := [i | some i, instruction in instructions; instruction.Cmd == "from"]

# METADATA
# description: >-
#   The stages in order: {"index", "at": index of its FROM, "name": lower-cased or "", "text": the base as written, "base"}.
#   `base` is one of {"kind": "scratch"}, {"kind": "stage", "stage": index}, {"kind": "image", "name": text},
#   {"kind": "unresolved"}.
stages := [object.union(stage, {"base": _base(stage)}) | some stage in _stages]

_stages := [stage |
	some index, at in starts
	value := instructions[at].Value
	stage := {
		"index": index, "at": at, "text": value[0],
		"name": _name(instructions[at]),
		# FROM sees the global build arguments only; none when that text cannot be expanded.
		"expanded": [expanded | expanded := expansion.expand(value[0], global_variables)],
	}
]

_base(stage) := {"kind": "stage", "stage": parent} if {
	parent := max([index | some index in _named[stage.expanded[0]]; index < stage.index])
} else := {"kind": "scratch"} if {
	stage.expanded == ["scratch"]
} else := {"kind": "image", "name": name} if {
	[name] := stage.expanded
} else := {"kind": "unresolved"}

_named[stage.name] contains stage.index if {
	some stage in _stages
	stage.name != ""
}

# METADATA
# description: The stages of that name (any case), as a set of indices.
stages_named(name) := object.get(_named, lower(name), set())

# METADATA
# description: How a finding names a stage.
stage_label(index) := sprintf("stage %d (%s)", [index, stages[index].name]) if {
	stages[index].name != ""
} else := sprintf("stage %d", [index])

_parents := {stage.index: [parent | parent := stage.base.stage] | some stage in stages}

# METADATA
# description: A stage and those it stands on, as a set of indices.
lineage(index) := graph.reachable(_parents, {index})

# METADATA
# description: The stage that becomes the image; undefined when the wanted target does not exist.
final := stages[count(stages) - 1] if {
	_target == ""
} else := stages[max(_named[lower(_target)])]

_target := object.get(review.settings, "target", "")

# METADATA
# description: Why there is no final stage although there is a Dockerfile.
target_problem := sprintf("no stage is named %s, the target to check; its stages are: %s", [_target, _names]) if {
	count(stages) > 0
	not final
}

_names := concat(", ", sort([name | some name, _ in _named])) if {
	count(_named) > 0
} else := "(none has a name)"

# METADATA
# description: The stages that make up the final image, as a set of indices.
final_lineage := lineage(final.index)

# METADATA
# description: The stage at the root of the final stage's ancestry, which stands on no other stage.
root := stages[min(final_lineage)]

# METADATA
# description: >-
#   What a stage executes: its parent's ONBUILD triggers, then its own instructions, as
#   {"order": [instruction, trigger], "stage", "at": index of the instruction as written, "path": to its values,
#   "flags_path", "cmd", "values", "flags", "onbuild"}. `order` sorts the instructions of a whole lineage.
executed(index) := array.concat(triggered(index), [entry |
	some instruction in _written(stages[index])
	instruction.Cmd != "comment"
	entry := {
		"order": [instruction.at, 0], "stage": index, "at": instruction.at,
		"path": [instruction.at, "Value"], "flags_path": [instruction.at, "Flags"],
		"cmd": instruction.Cmd, "values": _list(instruction, "Value"), "flags": _list(instruction, "Flags"),
		"onbuild": false,
	}
])

# METADATA
# description: >-
#   The triggers among them. conftest drops the flags of what stands behind ONBUILD; the reader gives them as SubFlags.
triggered(index) := [entry |
	some number, instruction in _written(stages[stages[index].base.stage])
	instruction.Cmd == "onbuild"
	entry := {
		"order": [stages[index].at, number + 1], "stage": index, "at": instruction.at,
		"path": [instruction.at, "Value"], "flags_path": [instruction.at, "SubFlags"],
		"cmd": lower(instruction.SubCmd), "values": _list(instruction, "Value"), "flags": _list(instruction, "SubFlags"),
		"onbuild": true,
	}
]

_written(stage) := [object.union(instruction, {"at": (stage.at + 1) + offset}) |
	some offset, instruction in array.slice(instructions, stage.at + 1, _end(stage.index))
]

_end(index) := starts[index + 1] if {
	starts[index + 1]
} else := count(instructions)

_list(instruction, key) := instruction[key] if {
	is_array(instruction[key])
} else := []

# METADATA
# description: What the final image's stages execute, from the root of its ancestry on.
final_instructions := [instruction |
	some index in sort([index | some index in final_lineage])
	some instruction in executed(index)
]

# METADATA
# description: >-
#   The text as the final image's build expands it where an executed instruction stands, undefined when that is unknown.
final_text(text, instruction) := text if {
	not regex.match(`[$'"\\]`, text)
} else := expansion.expand(text, {name: _final_values[id] |
	some name, id in _reads(text, _final_index, [instruction.order, [-1]])
})

# METADATA
# description: >-
#   The global build arguments that FROM sees, {name: text, or null where unknown}, the automatic platform arguments included.
global_variables := {name: values[id] |
	some name, _ in _global_index
	id := _latest(_global_index, name, [[count(instructions), 0], [0, 0]])
} if {
	values := expansion.evaluate(_program(_global_definitions, _global_index))
}

# METADATA
# description: 'The names that global ARGs declare, as {name: the texts of their defaults, "" for none}.'
global_arguments[name] contains substring(argument, count(name) + 1, -1) if {
	some instruction in array.slice(instructions, 0, starts[0])
	instruction.Cmd == "arg"
	some argument in instruction.Value
	name := split(argument, "=")[0]
}

# A definition is {"name", "position", "value"} or {"name", "position", "reads_at", "text"}. Positions order the whole
# build, [order of the instruction, [number in it, 1]]: a definition is seen by what reads at a later position.
_global_definitions := array.concat(
	[{"name": name, "position": [[-1, 0], [0, 1]], "value": object.get(_build_arguments, name, value)} |
		some name, value in _platform
	],
	[definition |
		some at, instruction in array.slice(instructions, 0, starts[0])
		instruction.Cmd == "arg"
		some number, argument in instruction.Value
		definition := _argument(argument, [at, 0], number, {})
	],
)

_global_index[definition.name] contains [definition.position, id] if some id, definition in _global_definitions

_final_definitions := [definition |
	some instruction in final_instructions
	some definition in _defined(instruction)
]

_final_index[definition.name] contains [definition.position, id] if some id, definition in _final_definitions

_final_values := expansion.evaluate(_program(_final_definitions, _final_index))

# The arguments of one ARG see each other ...
_defined(instruction) := [definition |
	some number, argument in instruction.values
	definition := _argument(argument, instruction.order, number, global_variables)
] if {
	instruction.cmd == "arg"
}

# ... the variables of one ENV do not.
_defined(instruction) := [definition |
	some number, name in instruction.values
	number % 3 == 0
	definition := {
		"name": name,
		"position": [instruction.order, [number, 1]],
		"reads_at": [instruction.order, [-1]],
		"text": instruction.values[number + 1],
	}
] if {
	instruction.cmd == "env"
}

# `ARG X=text`, or a bare `ARG X`, which takes the global value where there is one and defines nothing otherwise.
# A build argument that the user gives takes the place of both, and is not expanded.
_argument(argument, order, number, _) := {"name": name, "position": [order, [number, 1]], "value": value} if {
	name := split(argument, "=")[0]
	value := _build_arguments[name]
}

_argument(argument, order, number, _) := {
	"name": name,
	"position": [order, [number, 1]],
	"reads_at": [order, [number, 0]],
	"text": substring(argument, count(name) + 1, -1),
} if {
	contains(argument, "=")
	name := split(argument, "=")[0]
	not _build_arguments[name]
}

_argument(name, order, number, inherited) := {"name": name, "position": [order, [number, 1]], "value": inherited[name]} if {
	not contains(name, "=")
	not _build_arguments[name]
}

_build_arguments := object.get(review.settings, "buildArgs", {})

_program(definitions, index) := {id: step |
	some id, definition in definitions
	step := _step(definition, index)
}

_step(definition, _) := {"value": definition.value}

_step(definition, index) := {"text": definition.text, "reads": _reads(definition.text, index, definition.reads_at)}

_reads(text, index, at) := {name: id |
	some name in expansion.names(text)
	id := _latest(index, name, at)
}

_latest(index, name, at) := max([[position, id] | some [position, id] in index[name]; position < at])[1]

# The automatic arguments; https://docs.docker.com/reference/dockerfile/#automatic-platform-args-in-the-global-scope
_platform := object.union(
	{sprintf("%s%s", [side, key]): value |
		some side in {"BUILD", "TARGET"}
		some key, value in {
			"PLATFORM": _platform_text,
			"OS": parts[0],
			"OSVERSION": "",
			"ARCH": concat("", array.slice(parts, 1, 2)),
			"VARIANT": concat("", array.slice(parts, 2, 3)),
		}
	},
	{"TARGETSTAGE": _target_stage},
) if {
	parts := split(_platform_text, "/")
}

_platform_text := object.get(review.settings, "platform", "linux/amd64")

_target_stage := _target if {
	_target != ""
} else := name if {
	name := _name(instructions[starts[count(starts) - 1]])
	name != ""
} else := "default"

_name(from) := lower(concat("", array.slice(from.Value, 2, 3)))
