# METADATA
# title: policy-check
# description: >-
#   The one adapter between the rules and what calls them, and the only reader of settings: gives every rule the shape
#   of a Gatekeeper review, collects the findings, applies severities and ignores. conftest asks for deny and warn, the
#   WASM harness for report.
package main

import data.lib.ignores
import data.lib.inventory
import data.lib.stages
import data.lib.wrappings

# METADATA
# description: >-
#   {"findings": [{"rule", "msg", "details"}], "suppressed": how many were ignored, "failures": what makes the whole
#   input impossible to judge, as {"message"}}. Where the settings ask for the inventory, "inventory" holds it besides.
# entrypoint: true
report := object.union(_outcome.inventory, {
	"findings": _findings,
	"suppressed": count(_all) - count(_kept),
	"failures": [{"message": message} | some message in _outcome.failures],
})

# METADATA
# description: The findings at severity error, for conftest.
deny contains finding if {
	some finding in _findings
	finding.details.severity == "error"
}

deny contains {"msg": message} if some message in _outcome.failures

# METADATA
# description: The other findings, for conftest.
warn contains finding if {
	some finding in _findings
	finding.details.severity != "error"
}

default _settings := {}

# regal ignore:unresolved-reference
_settings := data.policy_check

_review := {"review": {"object": input}, "settings": _settings}

# One `with` around everything, so that what the libs derive from an input is derived once.
# regal ignore:with-outside-test-context
_outcome := outcome if outcome := _evaluated with input as _review

_evaluated := {
	"results": _results,
	"idle": _idle,
	"ignores": ignores.all,
	"failures": array.concat(
		[message | message := stages.problem],
		[message | message := wrappings.problem],
	),
	"inventory": {"inventory": inventory.all | input.settings.inventory},
}

# `some id, _ in data.rules` would evaluate every document below data.rules, tests included.
_results[id] := data.rules[id].violation if some id

# A rule is idle while its parameters leave it nothing to look for.
_idle contains id if {
	some id
	data.rules[id].idle
}

_findings := array.concat(_kept, _about_ignores)

_kept := [finding | some finding in _all; not _is_suppressed(finding)]

_all := [finding |
	some id, violations in _outcome.results
	not _is_off(id)
	some violation in violations
	finding := _finding(id, violation)
]

_finding(id, violation) := {"rule": id, "msg": violation.msg, "details": _details(id, violation.details)}

_details(id, details) := object.union(details, {"severity": severity}) if {
	severity := _settings.severity[id]
} else := details

_is_off(id) if _settings.severity[id] == "off"

# Looked up, not searched with `in`, which WASM does element by element.
_is_suppressed(finding) if {
	ignored := _ignored[finding.rule]
	some above in _above(finding.details.path)
	ignored[above]
}

# By rule, the paths at or below which its findings are passed over.
_ignored[rule] contains ignore.below if {
	some ignore in _judged
	ignore.dated == "open"
	some rule in ignore.rules
}

# By rule that is ignored somewhere, the paths at or below which it has a violation.
_violated[rule] contains above if {
	some rule in {rule | some ignore in _outcome.ignores; some rule in ignore.rules}
	some violation in _outcome.results[rule]
	some above in _above(violation.details.path)
}

# The path itself and all that lead to it.
_above(path) := [array.slice(path, 0, size) | some size in numbers.range(0, count(path))]

_about_ignores := [_finding("suppression", violation) |
	count(_judged) > 0
	not _is_off("suppression")
	some violation in _suppression
]

_suppression := violations if {
	# regal ignore:with-outside-test-context
	violations := data.rules.suppression.violation with input as object.union(_review, {"ignores": _placed})
}

# With the subjects where unused ignores would be of use, by rule, as many as make a message.
_placed := [object.union(ignore, {"elsewhere": elsewhere}) |
	some ignore in _judged
	elsewhere := {rule: _elsewhere[rule] | some rule in ignore.unused}
]

_elsewhere[rule] := array.slice(sort(subjects), 0, 3) if some rule, subjects in _left

# By rule, the subjects of the findings that are left.
_left[finding.rule] contains finding.details.subject if some finding in _kept

_judged := [object.union(ignore, judgement) |
	some ignore in _outcome.ignores
	rules := object.get(ignore, "rules", [])
	judgement := {
		"dated": _dated(object.get(ignore, "until", "")),
		"unknown": [rule | some rule in rules; not _outcome.results[rule]],
		"unused": [rule | some rule in rules; _is_unused(rule, ignore)],
	}
]

_is_unused(rule, ignore) if {
	ignore.judged
	_dated(ignore.until) == "open"
	_outcome.results[rule]
	not _is_off(rule)
	not rule in _outcome.idle
	not _violated[rule][ignore.below]
}

# What lies beyond the range of a clock in nanoseconds is open too.
_dated(until) := "open" if {
	until == ""
} else := "open" if {
	regex.match(`^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$`, until)
	until >= "2262-04-11"
} else := "wrong" if {
	not _end_of(until)
} else := "past" if {
	_is_past(until)
} else := "open"

_end_of(day) := time.parse_rfc3339_ns(concat("", [day, "T23:59:59Z"]))

_is_past(day) if day < _settings.today

_is_past(day) if {
	not _settings.today
	time.now_ns() > _end_of(day)
}
