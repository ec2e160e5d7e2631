# METADATA
# title: Pin images by digest
# description: >-
#   A tag can be pushed again; a digest names the very bytes. With it every build and every node gets the same image,
#   and an update is a change that somebody reviews.
# custom:
#   practice: 6
#   severity: warning
#   subjects: [dockerfile, workload]
#   parameters:
#     type: object
#     properties:
#       exempt:
#         type: array
#         items: {type: string}
#         default: []
#         description: >-
#           Image names that need no digest: a repository covers all below it, compared by whole path components; with a
#           tag only that reference.
package rules["pin-digest"]

import data.lib.finding
import data.lib.images
import data.lib.review
import data.lib.scope

violation contains finding.new(chain, message, images.place(image)) if {
	chain := rego.metadata.chain()
	parameters := review.parameters(chain)
	some image in images.all
	image.reference.digest == ""
	not scope.covers(parameters.exempt, image.reference)
	advice := concat("", [" is not pinned by digest: write ", images.literal(image), "@sha256:<digest>"])
	message := concat("", [images.shown(image), advice])
}
