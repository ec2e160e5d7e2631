# METADATA
# title: Stand on a minimal base image
# description: >-
#   What is not in the image cannot be attacked, needs no patches and is not pulled. Distroless images hold a program's
#   run-time dependencies alone; where a shell is needed, busybox or Alpine Linux is small. Images that nobody has facts
#   about are left alone.
# related_resources:
#   - https://github.com/GoogleContainerTools/distroless
# custom:
#   practice: 1
#   severity: warning
#   subjects: [dockerfile]
#   parameters:
#     type: object
#     properties:
#       allowed:
#         type: array
#         items: {type: string}
#         default: []
#         description: >-
#           Base images to accept besides, as globs over names with or without a tag; `*` stays within a path component.
#           registry.example.com/base/* accepts every image right below base.
#       allow_shell:
#         type: boolean
#         default: true
#         description: Whether small images with a shell, such as busybox and Alpine Linux, are accepted.
package rules["minimal-base-image"]

import data.lib.base_images
import data.lib.finding
import data.lib.images
import data.lib.reference
import data.lib.review

violation contains finding.new(chain, message, images.place(base)) if {
	chain := rego.metadata.chain()
	parameters := review.parameters(chain)
	base := images.final_base
	problem := _problem(parameters.allow_shell)
	not _is_allowed(base, parameters.allowed)
	message := concat("", [images.shown(base), _support, problem, ": ", _advice])
}

_problem(_) := " is an image to build in" if {
	base_images.final.kind == "sdk"
	not _is_alpine
} else := " is not minimal" if {
	base_images.final.kind in {"full", "slim"}
}

_problem(false) := " has a shell" if {
	base_images.final.shell
	_is_small
}

_is_small if base_images.final.kind == "minimal"

_is_small if _is_alpine

_is_alpine if base_images.final.package_manager == "apk"

default _support := ""

_support := concat("", [", whose security fixes end on ", base_images.final.end_of_life, ","])

default _advice := "build in it, and run in a smaller one, such as gcr.io/distroless/base-debian13:nonroot"

_advice := concat("", ["build in it with CGO_ENABLED=0, and run in ", base_images.final.minimal]) if {
	base_images.final.language == "go"
} else := concat("", ["build in it, and run in ", base_images.final.minimal]) if {
	base_images.final.minimal
} else := "build in it, and run in mcr.microsoft.com/windows/nanoserver" if {
	startswith(base_images.final.user, "Container")
}

# A pattern may be as short as people write Docker Hub's images.
_is_allowed(base, allowed) if {
	name := reference.name(base.reference)
	familiar := trim_prefix(trim_prefix(name, "docker.io/"), "library/")
	some pattern in allowed
	some text in [name, familiar]
	some ending in ["", concat("", [":", reference.tag(base.reference)])]
	glob.match(pattern, ["/"], concat("", [text, ending]))
}
