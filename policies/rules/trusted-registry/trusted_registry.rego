# METADATA
# title: Images from registries you trust
# description: >-
#   Images that you built or mirrored into registries of your own are the ones whose contents you can answer for.
#   Without a list of registries the rule has nothing to say.
# custom:
#   practice: 7
#   severity: error
#   subjects: [dockerfile, workload]
#   example_parameters: {registries: [registry.example.com]}
#   parameters:
#     type: object
#     properties:
#       registries:
#         type: array
#         items:
#           type: string
#           pattern: '^([A-Za-z0-9.-]+|\[[A-Fa-f0-9:]+\])(:[0-9]+)?(/[A-Za-z0-9._/-]*)?$'
#           description: a registry as host[:port][/path], without a scheme and without wildcards
#         default: []
#         description: >-
#           Trusted registries as host[:port][/path], compared by whole path components: gcr.io trusts neither
#           evilgcr.io nor gcr.io.evil.com.
#       exempt:
#         type: array
#         items: {type: string}
#         default: []
#         description: >-
#           Image names that may come from elsewhere: a repository covers all below it, compared by whole path
#           components; with a tag or a digest only that reference.
package rules["trusted-registry"]

import data.lib.finding
import data.lib.images
import data.lib.review
import data.lib.scope

violation contains finding.new(chain, message, images.place_of_registry(image)) if {
	chain := rego.metadata.chain()
	parameters := review.parameters(chain)
	count(parameters.registries) > 0
	some image in images.all
	every registry in parameters.registries {
		not scope.in_registry(image.reference, registry)
	}
	not scope.covers(parameters.exempt, image.reference)
	message := concat("", [
		images.shown(image),
		" is not from a trusted registry (",
		concat(" or ", parameters.registries),
		"): write ",
		images.moved_to(image, parameters.registries[0]),
	])
}

# METADATA
# description: Without registries there is nothing to compare with, so an ignore of this rule is not judged unused.
idle if count(review.parameters(rego.metadata.chain()).registries) == 0
