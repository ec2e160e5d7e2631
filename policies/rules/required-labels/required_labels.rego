# METADATA
# title: Say whose image it is
# description: >-
#   Labels carry the maintainer, and whatever else an organisation needs, with the image; who finds a vulnerable one has
#   somebody to ask. A MAINTAINER instruction is no label, and an empty label says nothing.
# custom:
#   practice: 9
#   severity: warning
#   subjects: [dockerfile, workload]
#   example_parameters: {workload_labels: [{key: team}]}
#   parameters:
#     type: object
#     properties:
#       labels:
#         type: array
#         default: [{any_of: [maintainer, org.opencontainers.image.authors]}]
#         description: What the final image needs; an entry asks for one label, by its key or one of several keys.
#         items:
#           type: object
#           properties:
#             key: {type: string, description: The label.}
#             any_of: {type: array, items: {type: string}, description: Labels of which one is enough.}
#             pattern: {type: string, description: An RE2 expression that the value must match.}
#       workload_labels:
#         type: array
#         default: []
#         description: The same for the metadata.labels of a workload.
#         items:
#           type: object
#           properties:
#             key: {type: string, description: The label.}
#             any_of: {type: array, items: {type: string}, description: Labels of which one is enough.}
#             pattern: {type: string, description: An RE2 expression that the value must match.}
package rules["required-labels"]

import data.lib.dockerfile
import data.lib.finding
import data.lib.labels
import data.lib.review
import data.lib.workloads

violation contains finding.new(rego.metadata.chain(), message, place) if {
	dockerfile.final
	some wanted in review.parameters(rego.metadata.chain()).labels
	absence := {
		"path": [dockerfile.final.at, "Value", 0],
		"token": dockerfile.final.text,
		"subject": dockerfile.stage_label(dockerfile.final.index),
	}
	present := {key: {"value": object.get(label, "value", null), "place": place} |
		some key, label in labels.image
		place := {"path": label.path, "subject": dockerfile.stage_label(label.stage)}
	}
	[message, place] := _problem(wanted, present, absence, "LABEL %s=\"<text>\"")
}

violation contains finding.new(rego.metadata.chain(), message, place) if {
	some wanted in review.parameters(rego.metadata.chain()).workload_labels
	some workload in workloads.all
	absence := {"path": array.concat(workload.path, ["metadata"]), "subject": workload.label}
	present := {key: {"value": value, "place": place} |
		some key, value in workload.object.metadata.labels
		place := {"path": array.concat(workload.path, ["metadata", "labels", key]), "subject": workload.label}
	}
	[message, place] := _problem(wanted, present, absence, "metadata.labels[%s]")
}

# Nothing is wrong where one of the keys has a good value; a bad value is shown where it stands.
_problem(wanted, present, absence, form) := [message, absence] if {
	count(_filled(wanted, present)) == 0
	message := sprintf("no label %s: add %s", [concat(" or ", _keys(wanted)), sprintf(form, [_keys(wanted)[0]])])
} else := [message, present[key].place] if {
	not _has_good(wanted, present)
	key := min(_filled(wanted, present))
	message := sprintf("label %s is %s, which does not match %s", [key, present[key].value, wanted.pattern])
}

_keys(wanted) := array.concat([wanted.key | true], object.get(wanted, "any_of", [])) if {
	wanted.key
} else := object.get(wanted, "any_of", [])

# A value that nobody can know is not held against the image.
_filled(wanted, present) := {key |
	some key in _keys(wanted)
	present[key].value != ""
}

_has_good(wanted, present) if {
	some key in _filled(wanted, present)
	_is_good(object.get(wanted, "pattern", ""), present[key].value)
}

_is_good("", _)

_is_good(_, null)

_is_good(pattern, value) if {
	is_string(value)
	regex.match(pattern, value)
}
