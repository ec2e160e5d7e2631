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
	some [message, token] in _problems(ignore)
	place := object.union(ignore.place, {"token": token | token != ""})
}

_problems(ignore) := [[concat("", ["this ignore ", ignore.problem]), ""]]

_problems(ignore) := array.concat(
	[[message, ""] | some message in array.concat(_reason_problem(ignore), _date_problem(ignore))],
	array.concat(
		[[concat("", ["there is no rule ", rule, " to ignore"]), rule] | some rule in ignore.unknown],
		[[concat("", [rule, " finds nothing here: drop the ignore"]), rule] | some rule in ignore.unused],
	),
) if {
	not ignore.problem
}

_reason_problem(ignore) := ["an ignore needs a reason: add one that a reviewer can judge" | ignore.reason == ""]

_date_problem(ignore) := [sprintf(_date_problems[ignore.dated], [ignore.until])] if {
	_date_problems[ignore.dated]
} else := []

_date_problems := {
	"wrong": "until=%s is no date: write YYYY-MM-DD",
	"past": "this ignore has expired on %s: mend what it hides, or set a new date",
}
