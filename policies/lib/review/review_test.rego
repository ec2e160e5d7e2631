package lib.review_test

import data.lib.review

_chain := [
	{"path": ["rules", "a-rule", "violation"]},
	{
		"path": ["rules", "a-rule"],
		"annotations": {"custom": {"parameters": {"properties": {
			"list": {"type": "array", "default": ["x"]},
			"flag": {"type": "boolean", "default": false},
			"bare": {"type": "string"},
		}}}},
	},
]

_defaults := {"list": ["x"], "flag": false}

test_subject_is_the_object if {
	review.subject == {"kind": "Pod"} with input as {"review": {"object": {"kind": "Pod"}, "operation": "CREATE"}}
}

test_deletion_has_no_subject if {
	not review.subject with input as {"review": {"object": {"kind": "Pod"}, "operation": "DELETE"}}
	not review.subject with input as {"review": {"oldObject": {"kind": "Pod"}, "operation": "DELETE"}}
}

test_an_update_has_a_previous_object if {
	review.previous == {"kind": "Pod"} with input as {"review": {"oldObject": {"kind": "Pod"}, "operation": "UPDATE"}}
	not review.previous with input as {"review": {"oldObject": {"kind": "Pod"}, "operation": "CREATE"}}
}

test_settings_are_empty_in_admission if {
	review.settings == {} with input as {"review": {}, "parameters": {"flag": true}}
}

test_parameters[note] if {
	some note, [input_, expected] in {
		"defaults": [{"settings": {}}, _defaults],
		"settings over defaults": [
			{"settings": {"parameters": {"a-rule": {"list": ["y"]}}}},
			{"list": ["y"], "flag": false},
		],
		"another rule's settings": [{"settings": {"parameters": {"b-rule": {"list": ["y"]}}}}, _defaults],
		"settings, so no Constraint": [{"settings": {}, "parameters": {"flag": true}}, _defaults],
		"admission without parameters": [{}, _defaults],
		"admission": [{"parameters": {"flag": true}}, {"list": ["x"], "flag": true}],
	}
	review.parameters(_chain) == expected with input as input_
}

test_parameters_without_a_chain_are_those_of_the_constraint if {
	review.parameters([]) == {"flag": true} with input as {"parameters": {"flag": true}}
}

test_ignores_are_those_that_main_gives if {
	review.ignores == [{"reason": "x"}] with input as {"ignores": [{"reason": "x"}]}
	not review.ignores with input as {}
}
