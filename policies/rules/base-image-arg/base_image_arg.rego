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
import data.lib.images
import data.lib.reference
import data.lib.review
import data.lib.stages

violation contains finding.new(chain, message, images.place(image)) if {
	chain := rego.metadata.chain()
	parameters := review.parameters(chain)
	some image in images.all
	image.base
	not _is_flexible(image, parameters.whole_reference)
	problem := concat(" is ", [images.shown(image), _lack[parameters.whole_reference]])
	name := _name(_stage_at[image.place.path[0]])
	argument := concat("", ["ARG ", name, "=", images.literal(image)])
	message := concat("", [problem, ": write ", argument, " before the first FROM, and FROM ${", name, "}"])
}

_stage_at[stage.at] := stage if some stage in stages.all

# Each stage that stands on an image of its own needs an argument of its own.
_name(stage) := "BASE_IMAGE" if {
	stage.index == stages.root.index
} else := concat("", [upper(strings.replace_n({"-": "_", ".": "_"}, stage.name)), "_IMAGE"]) if {
	stage.name != ""
} else := concat("", ["STAGE_", format_int(stage.index, 10), "_IMAGE"])

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
