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
#       mirror:
#         type: string
#         default: ""
#         description: >-
#           A registry, perhaps with a path, that has the images of Docker Hub under the same names, for fixes to take
#           them from. registry.example.com/hub has library/node at registry.example.com/hub/library/node.
package rules["no-docker-hub"]

import data.lib.arguments
import data.lib.finding
import data.lib.fixes
import data.lib.images
import data.lib.reference
import data.lib.review
import data.lib.scope

violation contains finding.new(chain, message, object.union(images.place_of_registry(image), fix)) if {
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
	fix := _fix(image, parameters)
}

_fix(image, parameters) := fixes.offer(title, [fixes.replace(written.place, text)]) if {
	name := concat("/", [trim_suffix(parameters.mirror, "/"), image.reference.repository])
	_is_elsewhere(name, parameters.aliases)
	written := _written(image)
	text := concat("", [name, substring(written.text, count(written.name), -1)])
	title := concat(" ", ["Take", written.text, "from", parameters.mirror])
} else := {}

# The text that says which image it is, if one text does; what stands behind its name may hold variables.
_written(image) := {"text": image.text, "place": images.place(image), "name": name} if {
	name := _name(image.text, image.reference)
} else := {"text": found.text, "place": found.place, "name": name} if {
	image.base
	found := arguments.only_default(trim(image.text, "${}"))
	name := _name(found.text, image.reference)
}

_name(text, meant) := name if {
	[[_, name]] := regex.find_all_string_submatch_n(`^([^:@$]+)(?:[:@][^/]*)?$`, text, 1)
	reference.name(reference.parse(name)) == reference.name(meant)
	contains(meant.repository, "/") # or else it is not known there either
}

_is_elsewhere(name, aliases) if {
	image := reference.parse(name)
	image.host != ""
	every host in array.concat(["docker.io"], aliases) {
		not scope.in_registry(image, host)
	}
}
