package lib.wrappings_test

import data.lib.wrappings

_from := {"Cmd": "from", "Value": ["scratch"]}

test_wrapped[note] if {
	some note, [subject, expected] in {
		"what parse prints of a Dockerfile": [[[_from]], "these are all inputs of a file: ask about each on its own"],
		"conftest --combine": [
			[{"path": "Dockerfile", "contents": [_from]}, {"path": "a.yaml", "contents": {"kind": "Pod"}}],
			"the files are combined, and the rules look at one at a time: leave --combine out",
		],
	}
	wrappings.problem == expected with input as {"review": {"object": subject}}
}

test_not_wrapped[note] if {
	some note, subject in {
		"a Dockerfile": [_from],
		"an object": {"kind": "Pod", "path": "a", "contents": []},
		"a list of objects": [{"kind": "Pod"}],
		"lists of lists": [["a"], [1]],
		"nothing": null,
	}
	not wrappings.problem with input as {"review": {"object": subject}}
}
