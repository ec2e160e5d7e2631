# METADATA
# title: Images from registries you trust
# description: >-
#   Images that you built or mirrored into registries of your own are the ones whose contents you can answer for. Without a
#   list of registries the rule has nothing to say.
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
#         items: {type: string}
#         default: []
#         description: >-
#           Trusted registries as host[:port][/path], compared by whole path components: gcr.io trusts neither evilgcr.io
#           nor gcr.io.evil.com.
#       exempt:
#         type: array
#         items: {type: string}
#         default: []
#         description: >-
#           Image names that may come from elsewhere: a repository covers all below it, compared by whole path components;
#           with a tag or a digest only that reference.
package rules["trusted-registry"]

import data.lib.finding
import data.lib.images
import data.lib.reference
import data.lib.review

violation contains finding.new(rego.metadata.chain(), message, images.place(image, image.reference.host)) if {
	parameters := review.parameters(rego.metadata.chain())
	count(parameters.registries) > 0
	some image in images.all
	every registry in parameters.registries {
		not reference.below_registry(image.reference, registry)
	}
	not reference.exempt(image.reference, parameters.exempt)
	message := sprintf(
		"%s comes from %s, which is not among the trusted registries: take it from %s",
		[images.shown(image), image.reference.registry, concat(" or ", parameters.registries)],
	)
}
