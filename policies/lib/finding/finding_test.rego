package lib.finding_test

import data.lib.finding

_place := {"path": [0, "Value", 0], "subject": "stage 0"}

test_severity_is_that_of_the_innermost_annotation if {
	chain := [
		{"path": ["rules", "a", "violation"], "annotations": {}},
		{"path": ["rules", "a"], "annotations": {"custom": {"severity": "warning"}}},
		{"path": ["rules"], "annotations": {"custom": {"severity": "error"}}},
	]
	new := finding.new(chain, "is wrong", _place) with input as {"settings": {}}
	new == {
		"msg": "is wrong",
		"details": {"path": [0, "Value", 0], "subject": "stage 0", "severity": "warning"},
	}
}

test_finding_in_admission_has_no_severity if {
	chain := [{"path": ["rules", "a"], "annotations": {"custom": {"severity": "error"}}}]
	new := finding.new(chain, "is wrong", _place) with input as {"review": {}, "parameters": {}}
	new.details == _place
}

test_finding_without_a_chain_has_no_severity if {
	new := finding.new([], "is wrong", _place) with input as {"settings": {}}
	new == {"msg": "is wrong", "details": _place}
}
