# METADATA
# title: Image uses
# description: >-
#   Every place that names an image, in a Dockerfile (all stages, needed or not) and in a workload. A use is {"text":
#   what names the image, as written, "value": the whole text at its path, "before": what stands before it there,
#   "place": where a finding points, without token, "base": true for a FROM} and either {"reference", "canonical":
#   it spelled out, "expanded": whether variables hide it} or {"problem": why nobody can tell which image it is,
#   "advice": what to write instead}.
package lib.images

import data.lib.arguments
import data.lib.expansion
import data.lib.finding
import data.lib.mount_fields
import data.lib.reference
import data.lib.stages
import data.lib.steps
import data.lib.workloads

# METADATA
# description: The uses that are known.
all := [use | some use in _uses; use.reference]

# METADATA
# description: The uses that are not.
unresolved := [use | some use in _uses; use.problem]

# METADATA
# description: The use of the image at the root of the final stage's ancestry; undefined when that is none or unknown.
final_base := [use |
	some use in _bases
	use.place.path[0] == stages.root.at
	use.reference
][0]

# METADATA
# description: >-
#   Where a finding about the tag points. A tag that is missing, or there only by way of a variable, is named by the
#   text of the whole reference.
place_of_tag(use) := _place_of(use, tag, before) if {
	tag := use.reference.tag
	tag != ""
	before := trim_suffix(split(use.text, "@")[0], tag)
	endswith(before, ":")
} else := place(use)

# METADATA
# description: The same for the registry.
place_of_registry(use) := _place_of(use, use.reference.host, "") if {
	use.reference.host != ""
	startswith(use.text, concat("", [use.reference.host, "/"]))
} else := place(use)

# METADATA
# description: Where a finding about the whole reference points.
place(use) := _place_of(use, use.text, "") if {
	use.text != ""
	contains(use.value, use.text)
} else := use.place

_place_of(use, part, before) := object.union(use.place, token) if {
	token := finding.token(use.value, concat("", [use.before, before]), part)
}

# METADATA
# description: How a message names the image, as written, and what that stands for where a variable hides it.
shown(use) := concat("", [use.text, " (", use.canonical, ")"]) if {
	use.expanded
} else := use.text

# METADATA
# description: The text that names the image without variables.
literal(use) := use.canonical if {
	use.expanded
} else := use.text

# METADATA
# description: The same without its tag, for images that are not pinned.
untagged(use) := trim_suffix(literal(use), concat("", [":", reference.tag(use.reference)]))

# METADATA
# description: The image's name, tag and digest in another registry.
moved_to(use, registry) := concat("/", [trim_right(registry, "/"), reference.without_registry(use.reference)])

_uses := array.concat(_bases, array.concat(_sources, _workload_uses))

_bases := [use |
	some stage in stages.all
	use := object.union(_base(stage), {
		"text": stage.text,
		"value": stage.text,
		"before": "",
		"place": {"path": [stage.at, "Value", 0], "subject": stages.label(stage.index)},
		"base": true,
	})
]

_base(stage) := _known(stage.base.name, stage.text) if stage.base.kind == "image"

_base(stage) := {
	"problem": "needs an expansion that cannot be followed",
	"advice": "write ${NAME} or ${NAME:-<default>}",
} if {
	stage.base.kind == "unresolved"
}

# What a text names, once its variables are replaced.
_known(name, text) := {
	"reference": parsed,
	"canonical": reference.canonical(parsed),
	"expanded": name != text,
} if {
	parsed := reference.parse(name)
} else := {"problem": reference.problem(name), "advice": _form} if {
	name == text
} else := {"problem": "expands to nothing", "advice": _advice_on_arguments(text)} if {
	trim_space(name) == ""
} else := {
	"problem": concat("", ["expands to ", name, ", which ", reference.problem(name)]),
	"advice": _advice_on_arguments(text),
}

_form := "write [<registry>/]<name>[:<tag>][@<digest>]"

# The first argument without a value is the one that is missed, if there is one.
_advice_on_arguments(text) := concat("", ["write ", written, " before the first FROM", or_given]) if {
	names := sort(expansion.names(text))
	empty := [name | some name in names; object.get(arguments.global, name, "") == ""]
	name := array.concat(empty, names)[0]
	written := concat("", ["ARG ", name, "=<value>"])
	given := concat("", [", or give --build-arg ", name, "=<value>"])
	or_given := concat("", [given | arguments.declared[name]])
} else := _form

# COPY --from= and RUN --mount=…,from=.
_sources := [use |
	some step in steps.flagged
	some number, flag in step.flags
	source := _source(step.cmd, flag)
	written := {"value": flag, "place": steps.place_of_flag(step, number)}
	use := object.union(_source_use(step, source.text), object.union(source, written))
]

_source("copy", flag) := {"text": trim_prefix(flag, "--from="), "before": "--from="} if startswith(flag, "--from=")

_source("run", flag) := mount_fields.last(flag, "from")

# Undefined for what is no image: a stage, scratch, the build context.
_source_use(step, text) := {"problem": problem, "advice": advice} if {
	[problem, advice] := _source_problem(step, text)
} else := _known(text, text) if {
	not _is_index(step, text)
	not stages.last_named[lower(text)]
	not text in {"", "scratch"}
}

_source_problem(step, text) := ["has a variable or quotes, which --from does not take", advice] if {
	advice := "name a stage built FROM it instead"
	regex.match(`['"\\]|\$[A-Za-z0-9_{@*#?!$-]`, text)
} else := ["is the number of a stage that does not stand earlier in the file", _earlier_stage] if {
	_is_index(step, text)
	not stages.named_before(text, step.stage)
} else := ["names a stage that does not stand earlier in the file", _earlier_stage] if {
	not _is_index(step, text)
	stages.last_named[lower(text)] >= step.stage
}

_earlier_stage := "write the name of one that does"

# A number names a stage in COPY --from= only.
_is_index(step, text) if {
	step.cmd == "copy"
	regex.match(`^[+-]?[0-9]+$`, text)
}

_workload_uses := array.concat(_misplaced_uses, _image_uses)

# Whatever image was meant there, nobody can tell.
_misplaced_uses := [use |
	some entry in workloads.misplaced
	use := {
		"text": entry.key,
		"value": "",
		"before": "",
		"place": object.filter(entry, ["path", "subject"]),
		"problem": "holds something that is no container, so its image cannot be known",
		"advice": "write a list of objects, each with a name and an image",
	}
]

_image_uses := [use |
	some entry in _named_images
	use := object.union(_written(entry.value), {
		"text": _as_text(entry.value),
		"value": _as_text(entry.value),
		"before": "",
		"place": object.filter(entry, ["path", "subject"]),
	})
]

_named_images := array.concat(
	[{"path": array.concat(entry.path, ["image"]), "subject": entry.subject, "value": image} |
		some entry in workloads.containers
		some key, image in entry.container
		key == "image"
	],
	[{"path": array.concat(entry.path, ["image", "reference"]), "subject": entry.subject, "value": image} |
		some entry in workloads.volumes
		some key, image in entry.volume.image
		key == "reference"
	],
)

_as_text(value) := value if {
	is_string(value)
} else := ""

_written(value) := {"problem": "is not a string", "advice": _form} if {
	not is_string(value)
} else := {
	"problem": "holds a placeholder that nothing has filled in",
	"advice": "check the manifest that it becomes",
} if {
	regex.match(`\$[({]|\{\{`, value)
} else := _known(value, value)
