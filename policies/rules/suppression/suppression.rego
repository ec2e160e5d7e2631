# METADATA
# title: Ignore with a reason, and not for ever
# description: >-
#   An ignore without a reason cannot be reviewed, one that ignores nothing hides the next finding, and one past its
#   date no longer holds.
# custom:
#   severity: warning
#   subjects: [dockerfile, workload]
#   # What the author of a manifest writes must not weaken admission, so nothing is ignored there.
#   admission: false
package rules.suppression

import data.lib.finding
import data.lib.ignores

violation contains finding.new(chain, message, place) if {
	chain := rego.metadata.chain()
	some ignore in ignores.judged
	some [message, place] in _problems(ignore)
}

_problems(ignore) := [[concat("", ["this ignore ", ignore.problem]), ignore.place]]

_problems(ignore) := array.concat(
	array.concat(_reason_problem(ignore), _date_problem(ignore)),
	array.concat(
		[[concat("", ["there is no rule ", rule, _advice]), _place(ignore, rule)] | some rule in ignore.unknown],
		[[_unused_problem(ignore, rule), _place(ignore, rule)] | some rule in ignore.unused],
	),
) if {
	not ignore.problem
}

_advice := " to ignore: write the name of one, or drop the ignore"

_place(ignore, rule) := object.get(ignore.places, rule, ignore.place)

_reason_problem(ignore) := [[message, ignore.place] |
	ignore.reason == ""
	message := concat("", ["an ignore needs a reason, which a reviewer can judge: ", ignore.reason_form])
]

_date_problem(ignore) := [[sprintf(_date_problems[ignore.dated], [ignore.until]), ignore.until_place]] if {
	_date_problems[ignore.dated]
} else := []

_unused_problem(ignore, rule) := concat("", [rule, found, elsewhere, ": move the ignore there"]) if {
	found := " finds nothing here, but in "
	elsewhere := concat(" and ", ignore.elsewhere[rule])
} else := concat("", [rule, " finds nothing here: drop the ignore"])

_date_problems := {
	"wrong": "until=%s is no date: write YYYY-MM-DD",
	"past": "this ignore has expired on %s: mend what it hides, or set a new date",
}
