# METADATA
# title: Copies into the final image
# description: >-
#   COPY and ADD of the final image's stages. A copy is {"step", "sources": [{"text": as written, "path": expanded,
#   "shown": both where a variable hides it, "place"}], "stage": the index of the stage that it copies from; -1 is the
#   build context, null what is no stage}.
package lib.copies

import data.lib.stages
import data.lib.steps
import data.lib.variables

# METADATA
# description: The copies in order.
all := [{"step": step, "stage": _stage(step), "sources": _sources(step)} |
	some step in steps.final
	step.cmd in {"copy", "add"}
	step.rests_on != "unknown"
]

# METADATA
# description: The stages that are copied from, as many as anybody has.
from := array.slice(sort([index | some index in {copy.stage | some copy in all}; index >= 0]), 0, 64)

# The last value is where to; heredocs bring their own content.
_sources(step) := [{"text": text, "path": path, "shown": _shown(text, path), "place": place} |
	some number, text in array.slice(step.values, 0, count(step.values) - 1)
	not startswith(text, "<<")
	path := variables.expanded(text, step)
	place := object.union(object.union(steps.place_of_value(step, number), steps.extra(step)), {"token": text})
]

_shown(text, path) := text if {
	not contains(text, "$")
} else := concat("", [text, " (", path, ")"])

_stage(step) := -1 if {
	count(_origins(step)) == 0
} else := index if {
	index := stages.named_before(_origins(step)[count(_origins(step)) - 1], step.stage)
} else := null

_origins(step) := [origin |
	step.cmd == "copy"
	some flag in step.flags
	startswith(flag, "--from=")
	origin := trim_prefix(flag, "--from=")
]
