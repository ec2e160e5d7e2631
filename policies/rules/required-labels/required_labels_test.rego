package rules["required-labels_test"]

import data.rules["required-labels"] as rule

test_no_label if {
	violations := rule.violation with input as _given(_labelled([]), {})
	violations == {{
		"msg": "no label maintainer or org.opencontainers.image.authors: write LABEL maintainer=\"<text>\"",
		"details": {"path": [0, "Value", 0], "severity": "warning", "subject": "stage 0", "token": "debian:13"},
	}}
}

test_bad_value if {
	parameters := {"labels": [{"key": "team", "pattern": "^[a-z]+$"}]}
	violations := rule.violation with input as _given(_labelled(["app", "web", "=", "team", "Shop 1", "="]), parameters)
	violations == {{
		"msg": "label team is Shop 1: write a text that matches ^[a-z]+$",
		"details": {"path": [1, "Value", 4], "severity": "warning", "subject": "stage 0"},
	}}
}

test_no_label_on_a_workload if {
	violations := rule.violation with input as _given(_pod({"app": "web"}), {"workload_labels": [{"key": "team"}]})
	violations == {{
		"msg": "no label team: write team: <text> in metadata.labels",
		"details": {"path": ["metadata"], "severity": "warning", "subject": "Pod/-/shop"},
	}}
}

test_bad_value_on_a_workload if {
	parameters := {"workload_labels": [{"key": "team", "pattern": "^[a-z]+$"}]}
	violations := rule.violation with input as _given(_pod({"team": "Shop 1"}), parameters)
	violations == {{
		"msg": "label team is Shop 1: write a text that matches ^[a-z]+$",
		"details": {"path": ["metadata", "labels", "team"], "severity": "warning", "subject": "Pod/-/shop"},
	}}
}

# By the values of a LABEL: how many findings the defaults give.
test_defaults[values] if {
	some [values, expected] in [
		[["maintainer", "shop", "="], 0],
		[["org.opencontainers.image.authors", "shop", "="], 0],
		[["\"maintainer\"", "\"the shop team\"", "="], 0],
		[["maintainer", "", "="], 1],
		[["maintainer", "\"\"", "="], 1],
		[["maintainer", "shop", "=", "maintainer", "", "="], 1],
		[["maintainer", "", "=", "maintainer", "shop", "="], 0],
		[["maintainer", "", "=", "org.opencontainers.image.authors", "shop", "="], 0],
		[["Maintainer", "shop", "="], 1],
		[["maintainer", "$TEAM", "="], 0],
		[["maintainer", "$NOBODY", "="], 1],
		[["$KEY", "shop", "="], 0],
	]
	arguments := _instruction("arg", ["TEAM=shop", "KEY=maintainer"], 0)
	dockerfile := [_instruction("from", ["debian:13"], 0), arguments, _instruction("label", values, 0)]
	violations := rule.violation with input as _given(dockerfile, {})
	count(violations) == expected
}

# By list of wanted labels: the messages.
test_labels[labels] if {
	some [labels, expected] in [
		[[], set()],
		[[{"key": "team"}], set()],
		[[{"key": "none"}], {`no label none: write LABEL none="<text>"`}],
		[[{"any_of": ["none", "team"]}], set()],
		[[{"any_of": ["none", "nothing"]}], {`no label none or nothing: write LABEL none="<text>"`}],
		[[{"key": "none", "any_of": ["team"]}], set()],
		[[{"key": "none", "any_of": ["nothing"]}], {`no label none or nothing: write LABEL none="<text>"`}],
		[[{"key": "team", "pattern": "^shop$"}], set()],
		[[{"key": "team", "pattern": "^sales$"}], {"label team is shop: write a text that matches ^sales$"}],
		[[{"any_of": ["version", "team"], "pattern": "^[a-z]+$"}], set()],
		[
			[{"any_of": ["version", "team"], "pattern": "^$"}],
			{"label team is shop: write a text that matches ^$"},
		],
		[[{"key": "none", "pattern": "^$"}], {`no label none: write LABEL none="<text>"`}],
		[[{"key": "hidden", "pattern": "^a$"}], set()],
		[
			[{"key": "none"}, {"key": "version", "pattern": "^v"}, {"key": "team"}],
			{`no label none: write LABEL none="<text>"`, "label version is 1.0: write a text that matches ^v"},
		],
	]
	dockerfile := _labelled(["team", "shop", "=", "version", "1.0", "=", "hidden", "${X:?}", "="])
	violations := rule.violation with input as _given(dockerfile, {"labels": labels})
	{violation.msg | some violation in violations} == expected
}

# By the labels of a workload: the messages.
test_workload_labels[labels] if {
	wanted := [{"any_of": ["team", "example.com/owner"]}, {"key": "app", "pattern": "^[a-z-]+$"}]
	absent := {
		"no label team or example.com/owner: write team: <text> in metadata.labels",
		"no label app: write app: <text> in metadata.labels",
	}
	some [labels, expected] in [
		[{"team": "shop", "app": "web"}, set()],
		[{"example.com/owner": "shop", "app": "web"}, set()],
		[{"team": "", "app": "Web"}, {
			"label team is empty: write team: <text> in metadata.labels",
			"label app is Web: write a text that matches ^[a-z-]+$",
		}],
		[{"team": 7, "app": null}, absent],
		[{}, absent],
		[null, absent],
		["team", absent],
	]
	violations := rule.violation with input as _given(_pod(labels), {"workload_labels": wanted})
	{violation.msg | some violation in violations} == expected
}

test_items_of_a_list if {
	list := {"kind": "List", "items": [_pod({"team": "shop"}), _pod({}), {"kind": "Service"}]}
	violations := rule.violation with input as _given(list, {"workload_labels": [{"key": "team"}]})
	{violation.details.path | some violation in violations} == {["items", 1, "metadata"]}
}

test_workload_labels_are_not_asked_by_default if {
	violations := rule.violation with input as _given(_pod({}), {})
	violations == set()
}

test_stages if {
	dockerfile := [
		_instruction("from", ["debian:13", "AS", "base"], 0),
		_instruction("label", ["maintainer", "shop", "="], 0),
		_instruction("from", ["debian:13", "AS", "other"], 1),
		_instruction("maintainer", ["shop"], 1),
		_instruction("from", ["base", "AS", "last"], 2),
	]
	of_last := rule.violation with input as _given(dockerfile, {})
	of_last == set()
	of_other := rule.violation with input as object.union(_given(dockerfile, {}), {"settings": {"target": "other"}})
	{violation.details.subject | some violation in of_other} == {"stage 1 (other)"}
}

# By operation, with the parameters of a Constraint: the messages.
test_admission[operation] if {
	some operation, expected in {
		"CREATE": {"no label team: write team: <text> in metadata.labels"},
		"UPDATE": {"no label team: write team: <text> in metadata.labels"},
		"DELETE": set(),
	}
	violations := rule.violation with input as {
		"review": {"object": _pod({}), "operation": operation},
		"parameters": {"workload_labels": [{"key": "team"}]},
	}
	{violation.msg | some violation in violations} == expected
}

# By what MAINTAINER says: the label.
test_maintainer[text] if {
	some text, expected in {
		"x": [`org.opencontainers.image.authors="x"`],
		"Jane <j@example.com>": [`org.opencontainers.image.authors="Jane <j@example.com>"`],
		`"Jane"`: [`org.opencontainers.image.authors="Jane"`],
		"'Jane'": [`org.opencontainers.image.authors="Jane"`],
		`"Jane" 'x'`: [],
		"$X": [],
		`a\b`: [],
		" ": [],
		"a\u0007": [],
	}
	instructions := [_instruction("from", ["debian:13"], 0), _instruction("maintainer", [text], 0)]
	violations := rule.violation with input as _given(instructions, {})
	[edits[1].text | some violation in violations; edits := violation.details.fix.edits] == expected
}

# By odd subject.
test_nothing_to_judge[subject] if {
	some subject in [null, 0, "x", [], {}, [[1]], {"kind": 3}, {"kind": "Pod"}, {"kind": "Pod", "spec": null}]
	violations := rule.violation with input as _given(subject, {"workload_labels": []})
	violations == set()
}

_given(subject, parameters) := {
	"review": {"object": subject},
	"settings": {"parameters": {"required-labels": parameters}},
}

_instruction(cmd, values, stage) := {
	"Cmd": cmd,
	"SubCmd": "",
	"Flags": [],
	"JSON": false,
	"Value": values,
	"Stage": stage,
}

_labelled(values) := [_instruction("from", ["debian:13"], 0), _instruction("label", values, 0)]

_pod(labels) := {"kind": "Pod", "metadata": {"name": "shop", "labels": labels}, "spec": {"containers": []}}
