# METADATA
# title: Ignore with a reason, and not for ever
# description: >-
#   An ignore without a reason cannot be reviewed, one that ignores nothing hides the next finding, and one past its date
#   no longer holds.
# custom:
#   severity: warning
#   subjects: [dockerfile, workload]
#   # What the author of a manifest writes must not weaken admission, so nothing is ignored there.
#   admission: false
package rules.suppression

import data.lib.finding
import data.lib.ignores

violation contains finding.new(rego.metadata.chain(), message, place) if {
	some ignore in ignores.judged
	some [message, token] in _problems(ignore)
	place := object.union(object.filter(ignore, ["path", "subject"]), {"token": token | token != ""})
}

_problems(ignore) := [[sprintf("this comment %s", [ignore.problem]), ""]] if ignore.problem

_problems(ignore) := array.concat(_about_the_whole(ignore), array.concat(
	[[sprintf("there is no rule %s to ignore", [rule]), rule] | some rule in ignore.unknown],
	[[sprintf("%s finds nothing here: drop the ignore", [rule]), rule] | some rule in ignore.unused],
)) if {
	not ignore.problem
}

_about_the_whole(ignore) := array.concat(
	[["an ignore needs a reason: add one that a reviewer can judge", ""] | ignore.reason == ""],
	[[message, ""] | some message in _about_the_date(ignore)],
)

_about_the_date(ignore) := [sprintf("until=%s is no date: write YYYY-MM-DD", [ignore.until])] if {
	ignore.dated == "wrong"
} else := [sprintf("this ignore has expired on %s: mend what it hides, or set a new date", [ignore.until])] if {
	ignore.dated == "past"
} else := []
