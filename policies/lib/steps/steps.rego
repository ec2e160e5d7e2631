# METADATA
# title: Build steps
# description: >-
#   What stages execute: their instructions, and before these the ONBUILD triggers of the stage that they stand on. A
#   step is {"stage", "order": sorts the steps of a lineage, "cmd", "values", "json": whether these are written as a
#   JSON array, "flags", "heredocs": as the reader gives them, "at": index of the instruction as written, "trigger":
#   whether it stands behind an ONBUILD, "rests_on": what conftest's parser drops of it, see below}.
package lib.steps

import data.lib.dockerfile
import data.lib.stages

# METADATA
# description: What the final image's stages execute, from the root of its ancestry on.
final := [step | some index in stages.lineage; some step in by_stage[index]]

# METADATA
# description: >-
#   The steps of each stage, by its index. Of the stages that are not the final image's a trigger runs in the first
#   child alone: many triggers in many stages would otherwise be too many.
by_stage[stage.index] := array.concat(triggered, _own(stage)) if {
	some stage in stages.all
	triggered := [step | _runs_triggers(stage); some step in _triggered(stage)]
}

_runs_triggers(stage) if stages.in_lineage[stage.index]

_runs_triggers(stage) if stage.index == _first_child[stage.base.stage]

_first_child[parent] := min(children) if some parent, children in stages.children

# METADATA
# description: >-
#   The steps of all stages that have flags. A trigger is among them once, in the first stage that executes it: many
#   triggers in many stages would otherwise be too many.
flagged := array.concat(
	[step |
		some at, instruction in dockerfile.instructions
		count(instruction.Flags) > 0
		not instruction.Cmd in {"from", "onbuild"}
		step := _step(instruction, at)
	],
	[step |
		some parent, children in stages.children
		some step in _triggered(stages.all[min(children)])
		count(step.flags) > 0
	],
)

# METADATA
# description: Where a finding about one of a step's values points.
place_of_value(step, number) := {"path": [step.at, "Value", number], "subject": stages.label(step.stage)}

# METADATA
# description: >-
#   Where a finding about one of a step's flags points. conftest drops the flags of what stands behind ONBUILD; the
#   reader gives them as SubFlags.
place_of_flag(step, number) := {
	"path": [step.at, "SubFlags", number],
	"subject": stages.label(step.stage),
	"extra": "onbuild",
} if {
	step.trigger
} else := {"path": [step.at, "Flags", number], "subject": stages.label(step.stage)}

# METADATA
# description: >-
#   What a finding about what a step does says besides its place. conftest drops heredocs and the flags of what stands
#   behind ONBUILD; where they are missing, nobody knows what the step does, and rules say nothing about it.
extra(step) := {"extra": step.rests_on} if {
	step.rests_on in {"heredoc", "onbuild"}
} else := {}

_own(stage) := [_step(instruction, at) |
	some offset, instruction in array.slice(dockerfile.instructions, stage.at + 1, _end(stage))
	not instruction.Cmd in {"comment", "onbuild"}
	at := (stage.at + 1) + offset
]

_end(stage) := end if {
	end := dockerfile.starts[stage.index + 1]
} else := count(dockerfile.instructions)

_step(instruction, at) := {
	"stage": instruction.Stage,
	"order": [at, 0],
	"cmd": instruction.Cmd,
	"values": _list(instruction, "Value"),
	"json": instruction.JSON,
	"flags": _list(instruction, "Flags"),
	"heredocs": _list(instruction, "Heredocs"),
	"at": at,
	"trigger": false,
	"rests_on": _rests_on(instruction),
}

_triggered(stage) := [step |
	some at in sort(_triggers[stage.base.stage])
	instruction := dockerfile.instructions[at]
	step := {
		"stage": stage.index,
		"order": [stage.at, at],
		"cmd": lower(instruction.SubCmd),
		"values": _list(instruction, "Value"),
		"json": instruction.JSON,
		"flags": _list(instruction, "SubFlags"),
		"heredocs": _list(instruction, "Heredocs"),
		"at": at,
		"trigger": true,
		"rests_on": _trigger_rests_on(instruction),
	}
]

_trigger_rests_on(instruction) := "onbuild" if {
	is_array(instruction.SubFlags)
} else := "unknown"

_rests_on(instruction) := "heredoc" if {
	instruction.Cmd == "run"
	count(_list(instruction, "Heredocs")) > 0
} else := "unknown" if {
	instruction.Cmd == "run"
	not instruction.JSON

	# https://github.com/moby/buildkit/blob/master/frontend/dockerfile/parser/parser.go (reHeredoc)
	regex.match(`(^|\s)[0-9]*<<-?\s*[^<\s]`, instruction.Value[0])
} else := "nothing"

_triggers[instruction.Stage] contains at if {
	some at, instruction in dockerfile.instructions
	instruction.Cmd == "onbuild"
}

_list(instruction, key) := instruction[key] if {
	is_array(instruction[key])
} else := []
