# METADATA
# title: Image uses
# description: >-
#   Every place that names an image, in a Dockerfile (all stages, needed or not) and in a workload. A use is
#   {"path", "value": the text at that path, "text": the part of it that names the image, "subject", "stage"?, "from"?,
#   "extra"?} and either {"reference", "canonical"} or {"problem": why nobody can tell which image it is}.
package lib.images

import data.lib.dockerfile
import data.lib.reference
import data.lib.workloads

# METADATA
# description: The uses that are known.
all := [use | some use in _uses; use.reference]

# METADATA
# description: The uses that are not.
unresolved := [use | some use in _uses; use.problem]

# METADATA
# description: >-
#   Where a finding about a use points. `part` is the literal part that it is about; what stands there only by way of a
#   variable, or more than once, is named by the text of the whole reference.
place(use, part) := object.union(_place(use), {"token": part}) if {
	part != ""
	use.reference
	not use.expanded
	count(split(use.value, part)) == 2
} else := place_of_text(use)

# METADATA
# description: Where a finding about the whole reference points.
place_of_text(use) := object.union(_place(use), {"token": use.text}) if {
	count(split(use.value, use.text)) == 2
} else := object.union(_place(use), {"token": sprintf("from=%s", [use.text])}) if {
	contains(use.value, sprintf("from=%s", [use.text]))
} else := _place(use)

_place(use) := object.filter(use, ["path", "subject", "extra"])

# METADATA
# description: >-
#   How a message names the image: as written, and what that stands for where a variable hides it.
shown(use) := sprintf("%s (%s)", [use.text, use.canonical]) if {
	use.expanded
} else := use.text

_uses := array.concat(_dockerfile_uses, _workload_uses)

_dockerfile_uses := array.concat(_bases, [use | some mention in _mentions; use := _mentioned(mention)]) if {
	dockerfile.instructions
} else := []

_bases := [use |
	some stage in dockerfile.stages
	outcome := _base_outcome(stage)
	use := object.union(outcome, {
		"path": [stage.at, "Value", 0],
		"value": stage.text,
		"text": stage.text,
		"subject": dockerfile.stage_label(stage.index),
		"stage": stage.index,
		"from": true,
	})
]

_base_outcome(stage) := _known(stage.base.name, stage.text) if stage.base.kind == "image"

_base_outcome(stage) := {"problem": "needs an expansion that cannot be followed"} if stage.base.kind == "unresolved"

# What a text names, once its variables are replaced.
_known(name, text) := object.union(
	{"reference": parsed, "canonical": reference.canonical(parsed)},
	{"expanded": name | name != text},
) if {
	parsed := reference.parse(name)
} else := {"problem": problem} if {
	problem := _expanded_problem(name, text)
}

_expanded_problem(name, text) := reference.problem(name) if {
	name == text
} else := sprintf("expands to %s, which %s", [name, reference.problem(name)]) if {
	trim_space(name) != ""
} else := "expands to nothing"

# COPY --from= and RUN --mount=…,from=, where they are executed: an ONBUILD runs in the stages that stand on its own.
_mentions := array.concat(
	[mention |
		some at, instruction in dockerfile.instructions
		count(instruction.Flags) > 0
		some mention in _mentions_in(instruction.Cmd, instruction.Flags, [at, "Flags"], instruction.Stage, {})
	],
	[mention |
		some stage in dockerfile.stages
		stage.base.kind == "stage"
		some instruction in dockerfile.triggered(stage.index)
		some mention in _mentions_in(
			instruction.cmd, instruction.flags, instruction.flags_path, stage.index,
			{"extra": "onbuild"},
		)
	],
)

_mentions_in("copy", flags, path, stage, extra) := [mention |
	some number, flag in flags
	startswith(flag, "--from=")
	mention := object.union(extra, {
		"path": array.concat(path, [number]), "value": flag, "text": trim_prefix(flag, "--from="),
		"stage": stage, "kind": "copy",
	})
]

# The value of --mount is a line of CSV, and its keys have no case.
_mentions_in("run", flags, path, stage, extra) := [mention |
	some number, flag in flags
	startswith(flag, "--mount=")
	fields := [trim(match[0], "\"") | some match in regex.find_all_string_submatch_n(`"[^"]*"|[^,]+`, trim_prefix(flag, "--mount="), -1)]
	texts := [substring(field, 5, -1) | some field in fields; lower(substring(field, 0, 5)) == "from="]
	count(texts) > 0
	mention := object.union(extra, {
		"path": array.concat(path, [number]), "value": flag, "text": texts[count(texts) - 1],
		"stage": stage, "kind": "mount",
	})
]

_mentioned(mention) := object.union(
	object.filter(mention, ["path", "value", "text", "stage", "extra"]),
	object.union(outcome, {"subject": dockerfile.stage_label(mention.stage)}),
) if {
	outcome := _mention_outcome(mention)
}

_mention_outcome(mention) := {"problem": "has a variable or quotes, which --from does not take: name a stage built FROM it instead"} if {
	regex.match(`['"\\]|\$[A-Za-z0-9_{@*#?!$-]`, mention.text)
} else := {"problem": "is the number of a stage that does not stand earlier in the file"} if {
	_is_index(mention)
	not _is_earlier(mention)
} else := {"problem": "names a stage that does not stand earlier in the file"} if {
	stages := dockerfile.stages_named(mention.text)
	count(stages) > 0
	min(stages) >= mention.stage
} else := _known(mention.text, mention.text) if {
	not _is_index(mention)
	not mention.text in {"", "scratch"}
	count(dockerfile.stages_named(mention.text)) == 0
}

_is_earlier(mention) if {
	regex.match(`^[+-]?0*$`, mention.text)
	mention.stage > 0
}

_is_earlier(mention) if {
	number := to_number(trim_left(mention.text, "+0"))
	number > 0
	number < mention.stage
}

# A number names a stage in COPY --from= only.
_is_index(mention) if {
	mention.kind == "copy"
	regex.match(`^[+-]?[0-9]+$`, mention.text)
}

_workload_uses := [use |
	some entry in _named_images
	use := object.union(_written_outcome(entry.value), {
		"path": entry.path,
		"value": _as_text(entry.value),
		"text": _as_text(entry.value),
		"subject": entry.subject,
	})
]

_named_images := array.concat(
	[{"path": array.concat(entry.path, ["image"]), "value": image, "subject": entry.subject} |
		some entry in workloads.containers
		image := object.get(entry.container, "image", set())
		image != set()
	],
	[{"path": array.concat(workload.spec_path, ["volumes", index, "image", "reference"]), "value": image, "subject": subject} |
		some workload in workloads.all
		some index, volume in workload.spec.volumes
		image := object.get(volume, ["image", "reference"], set())
		image != set()
		subject := sprintf("%s volume %s", [workload.label, _volume_name(volume, index)])
	],
)

_volume_name(volume, index) := volume.name if {
	is_string(volume.name)
} else := format_int(index, 10)

_as_text(value) := value if {
	is_string(value)
} else := ""

_written_outcome(value) := {"problem": "is not a string"} if {
	not is_string(value)
} else := {"problem": "holds a placeholder that nothing has filled in"} if {
	regex.match(`\$[({]|\{\{`, value)
} else := _known(value, value)
