# METADATA
# title: policy-check
# description: >-
#   The one adapter between the rules and what calls them, and the only reader of settings: gives every rule the shape of
#   a Gatekeeper review, collects the findings, applies severities and ignores. conftest asks for deny and warn, the WASM
#   harness for report.
package main

import data.lib.dockerfile
import data.lib.ignores

# METADATA
# description: >-
#   {"findings": [{"rule", "msg", "details"}], "suppressed": how many were ignored, "failures": what makes the whole input
#   impossible to judge, as {"message"}}.
# entrypoint: true
report := {
	"findings": _findings,
	"suppressed": count(_suppressed),
	"failures": [{"message": message} | some message in _outcome.failures],
}

# METADATA
# description: The findings at severity error, for conftest.
deny contains entry if {
	some entry in _findings
	entry.details.severity == "error"
}

deny contains {"msg": message} if some message in _outcome.failures

# METADATA
# description: The other findings, for conftest.
warn contains entry if {
	some entry in _findings
	entry.details.severity != "error"
}

default _settings := {}

_settings := data.policy_check

_review := {"review": {"object": input}, "settings": _settings}

# One `with` around everything, so that what the libs derive from an input is derived once.
# regal ignore:with-outside-test-context
_outcome := outcome if outcome := _evaluated with input as _review

_evaluated := {"results": _results, "ignores": ignores.all, "failures": [message | message := dockerfile.target_problem]}

# `some id, _ in data.rules` would evaluate every document below data.rules, tests included.
_results[id] := data.rules[id].violation if some id

_findings := (_all - _suppressed) | _about_ignores

_all contains _finding(id, violation) if {
	some id, violations in _outcome.results
	_severity(id) != "off"
	some violation in violations
}

_finding(id, violation) := object.union(violation, {"rule": id, "details": {"severity": severity}}) if {
	severity := object.get(_settings, ["severity", id], violation.details.severity)
}

_severity(id) := object.get(_settings, ["severity", id], "")

_suppressed contains entry if {
	some entry in _all
	some ignore in _judged
	ignore.dated == "open"
	ignores.covers(ignore, entry.rule, entry.details.path)
}

_about_ignores contains _finding("suppression", violation) if {
	count(_judged) > 0
	_severity("suppression") != "off"

	# regal ignore:with-outside-test-context
	some violation in data.rules.suppression.violation with input as object.union(_review, {"ignores": _judged})
}

_judged := [judged |
	some ignore in _outcome.ignores
	judged := object.union(ignore, {
		"dated": _dated(object.get(ignore, "until", "")),
		"unknown": [rule | some rule in ignore.rules; not _outcome.results[rule]],
		"unused": [rule | some rule in ignore.rules; _is_unused(ignore, rule)],
	})
]

_is_unused(ignore, rule) if {
	ignore.judged
	_outcome.results[rule]
	_severity(rule) != "off"
	every violation in _outcome.results[rule] {
		not ignores.covers(ignore, rule, violation.details.path)
	}
}

_dated(until) := "open" if {
	until == ""
} else := "wrong" if {
	not regex.match(`^[0-9]{4}-[0-9]{2}-[0-9]{2}$`, until)
} else := "wrong" if {
	not is_number(time.parse_rfc3339_ns(sprintf("%sT23:59:59Z", [until])))
} else := "past" if {
	_is_past(until)
} else := "open"

_is_past(until) if until < _settings.today

_is_past(until) if {
	not _settings.today
	time.now_ns() > time.parse_rfc3339_ns(sprintf("%sT23:59:59Z", [until]))
}
