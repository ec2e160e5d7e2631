# METADATA
# title: Findings
# description: The one shape that conftest, Gatekeeper and the WASM harness take as it is.
package lib.finding

import data.lib.review

# METADATA
# description: >-
#   A violation. `chain` is the rule's `rego.metadata.chain()`; `place` is
#   {"path": JSON path into the input, "subject": text, "token"?: literal part of the value there, "occurrence"?: how
#   often that stands in the value before the place that is meant, where it does, "extra"?: text}.
#   In admission the Constraint's enforcementAction takes the severity's place.
new(chain, message, place) := {"msg": message, "details": object.union(_severity(chain), place)}

# METADATA
# description: >-
#   What a place says besides its path where a literal part of the value there is meant; `before` is what stands before
#   it in the value.
token(value, before, part) := {"token": part, "occurrence": occurrence} if {
	contains(before, part)
	occurrence := min([_occurrences(before, part), _occurrences(value, part) - 1])
	occurrence > 0
} else := {"token": part}

# What is left is counted: the pieces of a long text would be many.
_occurrences(text, part) := (count(text) - count(replace(text, part, ""))) / count(part)

_severity(chain) := {"severity": severity} if {
	not review.in_admission
	severity := [link.annotations.custom.severity | some link in chain][0]
} else := {}
