# METADATA
# title: Know which image is meant
# description: >-
#   A reference that is blank, invalid or filled in by somebody else later cannot be checked; the other rules stay
#   silent about it, so it is said here.
# custom:
#   severity: warning
#   subjects: [dockerfile, workload]
package rules["unresolved-image"]

import data.lib.finding
import data.lib.images

violation contains finding.new(chain, message, images.place(image)) if {
	chain := rego.metadata.chain()
	some image in images.unresolved
	message := concat("", [_named(image.text), " ", image.problem, ": ", image.advice])
}

_named(text) := text if {
	text != ""
} else := "the image"
