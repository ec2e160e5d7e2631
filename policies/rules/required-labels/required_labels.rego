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
#           anyOf: [{required: [key]}, {required: [any_of]}]
#           description: an object with key or any_of, the labels that it asks for
#           properties:
#             key: {type: string, description: The label.}
#             any_of: {type: array, minItems: 1, items: {type: string}, description: Labels of which one is enough.}
#             pattern: {type: string, description: An RE2 expression that the value must match.}
#       workload_labels:
#         type: array
#         default: []
#         description: The same for the metadata.labels of a workload.
#         items:
#           type: object
#           anyOf: [{required: [key]}, {required: [any_of]}]
#           description: an object with key or any_of, the labels that it asks for
#           properties:
#             key: {type: string, description: The label.}
#             any_of: {type: array, minItems: 1, items: {type: string}, description: Labels of which one is enough.}
#             pattern: {type: string, description: An RE2 expression that the value must match.}
package rules["required-labels"]

import data.lib.finding
import data.lib.fixes
import data.lib.labels
import data.lib.review
import data.lib.stages
import data.lib.steps
import data.lib.workloads

violation contains finding.new(chain, message, place) if {
	chain := rego.metadata.chain()
	stages.final
	some wanted in review.parameters(chain).labels
	[message, place] := _problem(wanted, labels.image, `LABEL %s="<text>"`, _absence(wanted))
}

violation contains finding.new(chain, message, place) if {
	chain := rego.metadata.chain()
	some wanted in review.parameters(chain).workload_labels
	some workload in workloads.all
	absence := {"path": array.concat(workload.path, ["metadata"]), "subject": workload.label}
	[message, place] := _problem(wanted, _labels(workload), "%s: <text> in metadata.labels", absence)
}

_absence(wanted) := object.union(stages.place_of_absence, _fix(wanted))

# Whom MAINTAINER names a label of that kind can name.
_fix(wanted) := fixes.offer(title, edits) if {
	keys := [key | some key in _keys(wanted); regex.match(`(^|[.-])(maintainers?|authors?)$`, key)]
	key := array.concat([key | some key in keys; key == "org.opencontainers.image.authors"], keys)[0]
	step := [step | some step in steps.final; step.cmd == "maintainer"]
	last := step[count(step) - 1]
	text := _author(last.values[0])
	_is_good(wanted, text)
	title := concat(" ", ["Make MAINTAINER the label", key])
	edits := [
		fixes.replace({"path": [last.at, "Cmd"]}, "LABEL"),
		fixes.replace({"path": [last.at, "Value", 0]}, concat("", [key, `="`, text, `"`])),
	]
} else := {}

# Without the quotes around it, which are no part of a name. What a label would read differently is left alone.
_author(written) := text if {
	some quote in [`"`, "'"]
	text := trim_suffix(trim_prefix(written, quote), quote)
	concat("", [quote, text, quote]) == written
	_is_plain(text)
} else := written if {
	_is_plain(written)
}

_is_plain(text) if {
	trim_space(text) != ""
	not regex.match(`["'$\\\x60\pC]`, text)
}

_labels(workload) := {key: {"value": value, "place": place} |
	some key, value in workload.object.metadata.labels
	is_string(value)
	place := {"path": array.concat(workload.path, ["metadata", "labels", key]), "subject": workload.label}
}

# Nothing is wrong where one of the keys has a good value; a bad value is shown where it stands.
_problem(wanted, present, form, absence) := [message, present[key].place] if {
	count(_filled(wanted, present)) == 0
	key := min({key | some key in _keys(wanted); present[key]})
	message := concat("", ["label ", key, " is empty: write ", sprintf(form, [key])])
} else := [message, absence] if {
	count(_filled(wanted, present)) == 0
	message := sprintf("no label %s: write %s", [concat(" or ", _keys(wanted)), sprintf(form, [_keys(wanted)[0]])])
} else := [message, present[key].place] if {
	every filled in _filled(wanted, present) {
		not _is_good(wanted, present[filled].value)
	}
	key := min(_filled(wanted, present))
	message := concat("", ["label ", key, " is ", present[key].value, ": write a text that matches ", wanted.pattern])
}

_keys(wanted) := array.concat([key | key := wanted.key], object.get(wanted, "any_of", []))

_filled(wanted, present) := {key | some key in _keys(wanted); present[key].value != ""}

_is_good(wanted, _) if not wanted.pattern

# What nobody can know is not held against the image.
_is_good(_, null)

_is_good(wanted, value) if regex.match(wanted.pattern, value)
