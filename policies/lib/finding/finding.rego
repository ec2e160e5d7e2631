# METADATA
# title: Findings
# description: The one shape that conftest, Gatekeeper and the WASM harness take as it is.
package lib.finding

import data.lib.review

# METADATA
# description: >-
#   A violation. `chain` is the rule's `rego.metadata.chain()`; `place` is
#   {"path": JSON path into the input, "subject": text, "token"?: literal part of the value there, "extra"?: text}.
#   In admission the Constraint's enforcementAction takes the severity's place.
new(chain, message, place) := {"msg": message, "details": object.union(_severity(chain), place)}

_severity(chain) := {"severity": severity} if {
	not review.in_admission
	severity := [link.annotations.custom.severity | some link in chain][0]
} else := {}
