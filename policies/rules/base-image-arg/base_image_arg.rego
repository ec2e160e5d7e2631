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

import data.lib.dockerfile
import data.lib.expansion
import data.lib.finding
import data.lib.images
import data.lib.reference
import data.lib.review

violation contains finding.new(rego.metadata.chain(), message, images.place_of_text(image)) if {
	parameters := review.parameters(rego.metadata.chain())
	some image in images.all
	image.from
	not _from_argument(image, parameters)
	message := sprintf("%s is %s: write ARG BASE_IMAGE=%s before the first FROM, and FROM ${BASE_IMAGE}", [
		image.text,
		_lack(parameters),
		image.canonical,
	])
}

_lack(parameters) := "not one build argument with a default" if {
	parameters.whole_reference
} else := "fixed in the FROM"

# Another value for the argument must make it another image, not only another tag.
_from_argument(image, parameters) if {
	not parameters.whole_reference
	some name in expansion.names(image.text)
	dockerfile.global_arguments[name]
	other := reference.parse(_probed(image, name))
	reference.name(other) != reference.name(image.reference)
}

_from_argument(image, parameters) if {
	parameters.whole_reference
	some name in expansion.names(image.text)
	some text in dockerfile.global_arguments[name]
	text != ""
	_probed(image, name) == "probe"
}

_probed(image, name) := expansion.expand(image.text, object.union(dockerfile.global_variables, {name: "probe"}))
