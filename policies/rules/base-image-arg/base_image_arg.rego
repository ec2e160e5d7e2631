# METADATA
# title: Take the base image from a build argument
# description: >-
#   With the base in a global ARG, hundreds of Dockerfiles can be moved to another registry or rebuilt on a patched base
#   without a change to any of them.
# custom:
#   practice: 10
#   severity: warning
#   subjects: [dockerfile]
#   parameters:
#     type: object
#     properties:
#       whole_reference:
#         type: boolean
#         default: false
#         description: Whether one argument with a valid default must hold the whole reference.
package rules["base-image-arg"]

import data.lib.arguments
import data.lib.expansion
import data.lib.finding
import data.lib.fixes
import data.lib.images
import data.lib.reference
import data.lib.review
import data.lib.stages

violation contains finding.new(chain, message, object.union(images.place(image), _fix(image))) if {
	chain := rego.metadata.chain()
	parameters := review.parameters(chain)
	some image in images.all
	image.base
	not _is_flexible(image, parameters.whole_reference)
	problem := concat(" is ", [images.shown(image), _lack[parameters.whole_reference]])
	name := _names[image.text]
	argument := concat("", ["ARG ", name, "=", images.literal(image)])
	message := concat("", [problem, ": write ", argument, " before the first FROM, and FROM ${", name, "}"])
}

# Stages that stand on the same image share its argument, which bears the name of the final image's if that is one of
# them.
_names[text] := name if {
	some wanted, texts in _texts
	free := [name | some name in _candidates(wanted); not arguments.is_mentioned(name)]
	some number, text in sort(texts)
	name := array.concat(array.slice(free, number, number + 1), [wanted])[0]
}

_candidates(name) := array.concat([name], [concat("_", [name, format_int(number, 10)]) |
	some number in numbers.range(2, 9)
])

_texts[wanted] contains text if {
	some text, indices in _stages_on
	wanted := _name(stages.all[_first(indices)])
}

_stages_on[stage.text] contains stage.index if {
	some stage in stages.all
	stage.base.kind == "image"
}

_first(indices) := stages.root.index if {
	indices[stages.root.index]
} else := min(indices)

_name(stage) := "BASE_IMAGE" if {
	stage.index == stages.root.index
} else := concat("", [upper(strings.replace_n({"-": "_", ".": "_"}, stage.name)), "_IMAGE"]) if {
	stage.name != ""
} else := concat("", ["STAGE_", format_int(stage.index, 10), "_IMAGE"])

# What FROM says is moved as it is: both see the same arguments.
_fix(image) := fixes.offer(title, [
	fixes.insert(arguments.place_of_next, arguments.side_of_next, concat("", ["ARG ", name, "=", image.text])),
	fixes.replace(images.place(image), concat("", ["${", name, "}"])),
]) if {
	name := _names[image.text]
	not arguments.is_mentioned(name)
	not regex.match(`[\s'"\\\x60]`, image.text)
	title := concat(" ", ["Take", image.text, "from the argument", name])
} else := {}

_lack := {true: "not one build argument with a default", false: "fixed in the FROM"}

# Another value for the argument must make it another image, not only another tag.
_is_flexible(image, false) if {
	some name in expansion.names(image.text)
	arguments.declared[name]
	other := reference.parse(_with_other(name, image.text))
	reference.name(other) != reference.name(image.reference)
}

_is_flexible(image, true) if {
	some name in expansion.names(image.text)
	some default_text in arguments.declared[name]
	reference.parse(expansion.expand(default_text, arguments.global))
	_with_other(name, image.text) == "other"
}

_with_other(name, text) := expansion.expand(text, object.union(arguments.global, {name: "other"}))
