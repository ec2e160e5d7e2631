package lib.fixes_test

import data.lib.fixes

_place := {"path": [0, "Value", 0], "subject": "stage 0", "token": "a", "occurrence": 1, "extra": "onbuild"}

test_offer if {
	fixes.offer("Write b", [{"path": [0], "text": "b"}]) == {"fix": {
		"title": "Write b",
		"edits": [{"path": [0], "text": "b"}],
	}}
}

# Of a place an edit has what says where it is.
test_edits_of_a_token if {
	place := {"path": [0, "Value", 0], "token": "a", "occurrence": 1}
	fixes.replace(_place, "b") == object.union(place, {"text": "b"})
	fixes.insert(_place, "after", "b") == object.union(place, {"insert": "after", "text": "b"})
}

test_value if fixes.set_value(["spec", "x"], false) == {"path": ["spec", "x"], "value": false}
