# METADATA
# title: Stages
# description: >-
#   The stages of a Dockerfile, what each stands on, and those that become the image, as BuildKit has them
#   (frontend/dockerfile/dockerfile2llb/convert.go).
package lib.stages

import data.lib.arguments
import data.lib.dockerfile
import data.lib.expansion
import data.lib.search

# METADATA
# description: >-
#   The stages in order: {"index", "at": index of its FROM, "name": lower-cased or "", "text": the base as written,
#   "base"}. `base` is one of {"kind": "scratch"}, {"kind": "stage", "stage": index}, {"kind": "image", "name": text}
#   and {"kind": "unresolved"}.
all := [object.union(stage, {"base": _base(stage)}) | some stage in _written]

_written := [stage |
	some index, at in dockerfile.starts
	from := dockerfile.instructions[at]
	text := from.Value[0]
	stage := {"index": index, "at": at, "name": dockerfile.stage_name(from), "text": text}
]

# BuildKit looks a base up as it is written, among names that are in lower case.
_base(stage) := base if {
	name := _expanded(stage.text)
	base := _named_base(name, stage.index)
} else := {"kind": "unresolved"}

_named_base(name, index) := {"kind": "stage", "stage": search.last_before(_by_name[name], index)} if {
	_by_name[name]
} else := {"kind": "scratch"} if {
	name == "scratch"
} else := {"kind": "image", "name": name}

_expanded(text) := expansion.expand(text, {}) if {
	not contains(text, "$")
} else := expansion.expand(text, arguments.global)

_by_name[name] := sort(indices) if some name, indices in _sets_by_name

_sets_by_name[stage.name] contains stage.index if {
	some stage in _written
	stage.name != ""
}

# METADATA
# description: 'The last stage of each name: {name: index}.'
last_named[name] := indices[count(indices) - 1] if some name, indices in _by_name

# METADATA
# description: >-
#   The stage that the --from of a COPY means, by name in any case or by number; undefined when there is none before the
#   stage that copies.
named_before(text, index) := number if {
	regex.match(`^[+-]?[0-9]+$`, text)
	number := _number(text)
	number >= 0
	number < index
} else := search.last_before(_by_name[lower(text)], index)

_number(text) := 0 if {
	trim_left(text, "+-0") == ""
} else := to_number(trim_left(text, "+0"))

# METADATA
# description: How a finding names a stage.
label(index) := concat("", ["stage ", format_int(index, 10), " (", all[index].name, ")"]) if {
	all[index].name != ""
} else := concat(" ", ["stage", format_int(index, 10)])

# METADATA
# description: The stage that becomes the image; undefined when the wanted target does not exist.
final := all[count(all) - 1] if {
	dockerfile.target == ""
} else := all[last_named[lower(dockerfile.target)]]

# METADATA
# description: Why the Dockerfile as a whole cannot be judged, although it could be read. BuildKit refuses it too.
problem := "there is no FROM, so nothing is built" if {
	count(dockerfile.instructions) > 0
	count(dockerfile.starts) == 0
} else := concat("", [upper(misplaced[0]), " stands before the first FROM, where only ARG may"]) if {
	before := array.slice(dockerfile.instructions, 0, dockerfile.starts[0])
	misplaced := [instruction.Cmd | some instruction in before; not instruction.Cmd in {"arg", "comment"}]
	count(misplaced) > 0
} else := concat("", ["no stage is named ", dockerfile.target, ", the target; its stages are: ", names]) if {
	count(all) > 0
	not final
	names := concat(", ", sort([name | some name, _ in last_named]))
	names != ""
} else := concat("", ["no stage is named ", dockerfile.target, ", the target; no stage has a name"]) if {
	count(all) > 0
	not final
}

# METADATA
# description: The final stage and those it stands on, as indices from the root on.
lineage := lineage_of(final.index)

# METADATA
# description: A stage and those it stands on, as indices from the root on.
lineage_of(index) := sort(graph.reachable(_parents, {index}))

_parents[stage.index] := [parent | parent := stage.base.stage] if some stage in all

# METADATA
# description: The stages of the lineage as a set.
in_lineage contains index if some index in lineage

# METADATA
# description: 'The stages that stand on another one: {index of that: {index}}.'
children[stage.base.stage] contains stage.index if some stage in all

# METADATA
# description: The stage at the root of the final stage's ancestry, which stands on no other stage.
root := all[lineage[0]]

# METADATA
# description: Where a finding about something that the final image lacks points.
place_of_absence := {"path": [final.at, "Value", 0], "token": final.text, "subject": label(final.index)}
