# METADATA
# title: No images from Docker Hub
# description: >-
#   Anybody can push to Docker Hub, and its rate limits stop deployments. Production runs images from a registry of your
#   own, rebuilt or mirrored there. A name without a registry is on Docker Hub.
# custom:
#   practice: 8
#   severity: warning
#   subjects: [dockerfile, workload]
#   parameters:
#     type: object
#     properties:
#       aliases:
#         type: array
#         items: {type: string}
#         default: [registry-1.docker.io, registry.hub.docker.com, hub.docker.com]
#         description: Hosts that are Docker Hub under another name, besides docker.io and index.docker.io.
#       exempt:
#         type: array
#         items: {type: string}
#         default: []
#         description: >-
#           Image names that may come from Docker Hub: a repository covers all below it, compared by whole path
#           components; with a tag or a digest only that reference.
package rules["no-docker-hub"]

import data.lib.finding
import data.lib.images
import data.lib.review
import data.lib.scope

violation contains finding.new(chain, message, images.place_of_registry(image)) if {
	chain := rego.metadata.chain()
	parameters := review.parameters(chain)
	some image in images.all
	some host in array.concat(["docker.io"], parameters.aliases)
	scope.in_registry(image.reference, host)
	not scope.covers(parameters.exempt, image.reference)
	message := concat("", [
		images.shown(image),
		" comes from Docker Hub: mirror it and write ",
		images.moved_to(image, "<your-registry>"),
	])
}
