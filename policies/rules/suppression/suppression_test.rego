package rules.suppression_test

import data.rules.suppression as rule

test_not_understood if {
	place := {"path": [0, "Value", 0], "subject": "stage 0"}
	ignore := {"place": place, "problem": "is not understood"}
	violations := rule.violation with input as {"settings": {}, "ignores": [ignore]}
	violations == {{
		"msg": "this ignore is not understood",
		"details": {"path": [0, "Value", 0], "severity": "warning", "subject": "stage 0"},
	}}
}

test_everything_wrong if {
	ignore := {
		"reason": "",
		"until": "2026-01-01",
		"dated": "past",
		"unknown": ["no-such-rule"],
		"unused": ["pin-digest"],
	}
	violations := rule.violation with input as {"settings": {}, "ignores": [object.union(_ignore, ignore)]}
	violations == {
		{
			"msg": "an ignore needs a reason, which a reviewer can judge: write one",
			"details": {"path": [0, "Value", 0], "severity": "warning", "subject": "stage 0"},
		},
		{
			"msg": "this ignore has expired on 2026-01-01: mend what it hides, or set a new date",
			"details": {
				"path": [0, "Value", 0],
				"severity": "warning",
				"subject": "stage 0",
				"token": "2026-01-01",
			},
		},
		{
			"msg": "there is no rule no-such-rule to ignore: write the name of one, or drop the ignore",
			"details": {
				"path": [0, "Value", 0],
				"severity": "warning",
				"subject": "stage 0",
				"token": "no-such-rule",
			},
		},
		{
			"msg": "pin-digest finds nothing here: drop the ignore",
			"details": {
				"path": [0, "Value", 0],
				"severity": "warning",
				"subject": "stage 0",
				"token": "pin-digest",
			},
		},
	}
}

# By what differs from a good ignore: the messages.
test_ignores[changes] if {
	some [changes, expected] in [
		[{}, set()],
		[{"until": "2026-01-01"}, set()],
		[
			{"until": "soon", "dated": "wrong"},
			{"until=soon is no date: write YYYY-MM-DD"},
		],
		[{"unused": ["pin-digest", "no-latest-tag"]}, {
			"pin-digest finds nothing here: drop the ignore",
			"no-latest-tag finds nothing here: drop the ignore",
		}],
		[{"unused": ["pin-digest"], "elsewhere": {"pin-digest": ["stage 0", "stage 2"]}}, {concat("", [
			"pin-digest finds nothing here, but in stage 0 and stage 2",
			": move the ignore there",
		])}],
		[{"problem": "has no rule", "reason": ""}, {"this ignore has no rule"}],
	]
	violations := rule.violation with input as {"settings": {}, "ignores": [object.union(_ignore, changes)]}
	{violation.msg | some violation in violations} == expected
}

test_no_ignores if {
	no_key := rule.violation with input as {"review": {"object": {"kind": "Pod"}}}
	no_key == set()
	no_entry := rule.violation with input as {"settings": {}, "ignores": []}
	no_entry == set()
}

_place := {"path": [0, "Value", 0], "subject": "stage 0"}

_ignore := {
	"place": _place,
	"rules": ["pin-digest"],
	"places": {rule: object.union(_place, {"token": rule}) | some rule in ["pin-digest", "no-latest-tag", "no-such-rule"]},
	"reason": "it is built here",
	"reason_form": "write one",
	"until": "",
	"until_place": object.union(_place, {"token": "2026-01-01"}),
	"below": [1],
	"judged": true,
	"dated": "open",
	"unknown": [],
	"unused": [],
}
