# METADATA
# title: Name a version, not latest
# description: >-
#   An image without a tag, or with one that moves, is another image tomorrow: a broken or hostile push upstream reaches
#   you unasked, and no build can be repeated.
# custom:
#   practice: 5
#   severity: error
#   subjects: [dockerfile, workload]
#   parameters:
#     type: object
#     properties:
#       floating_tags:
#         type: array
#         items: {type: string}
#         default: [latest]
#         description: Tags that are known to move. An image without a tag has the tag latest.
#       exempt:
#         type: array
#         items: {type: string}
#         default: []
#         description: >-
#           Image names that may float: a repository covers all below it, compared by whole path components; with a tag
#           or a digest only that reference.
package rules["no-latest-tag"]

import data.lib.finding
import data.lib.images
import data.lib.reference
import data.lib.review
import data.lib.scope

violation contains finding.new(chain, message, images.place_of_tag(image)) if {
	chain := rego.metadata.chain()
	parameters := review.parameters(chain)
	some image in images.all
	image.reference.digest == ""
	reference.tag(image.reference) in parameters.floating_tags
	not scope.covers(parameters.exempt, image.reference)
	version := concat("", [images.untagged(image), ":<version>"])
	advice := concat("", [": write ", version, ", or better ", version, "@sha256:<digest>"])
	message := concat("", [images.shown(image), " ", _what(image.reference), advice])
}

_what(image) := concat("", ["has the tag ", image.tag, ", which moves"]) if {
	image.tag != ""
} else := "has no tag, so it means latest, which moves"
