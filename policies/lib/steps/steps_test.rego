package lib.steps_test

import data.lib.dockerfile_test
import data.lib.steps

_summary(list) := [[step.stage, step.at, step.cmd] | some step in list]

test_steps_are_described if {
	lines := ["FROM a AS p", "ONBUILD COPY --from=x /a /b", "FROM p", "USER u"]
	steps.final == [
		{
			"stage": 1,
			"order": [2, 1],
			"cmd": "copy",
			"values": ["/a", "/b"],
			"json": false,
			"flags": ["--from=x"],
			"heredocs": [],
			"at": 1,
			"trigger": true,
			"rests_on": "onbuild",
		},
		{
			"stage": 1,
			"order": [3, 0],
			"cmd": "user",
			"values": ["u"],
			"json": false,
			"flags": [],
			"heredocs": [],
			"at": 3,
			"trigger": false,
			"rests_on": "nothing",
		},
	] with input as dockerfile_test.built(lines, {})
}

test_final_steps[note] if {
	some note, [lines, expected] in {
		"none": [["FROM a"], []],
		"comments are none": [["FROM a", "# c", "USER u"], [[0, 2, "user"]]],
		"global arguments are none": [["ARG A", "FROM a"], []],
		"other stages are left out": [["FROM a", "USER u", "FROM b", "USER v"], [[1, 3, "user"]]],
		"parents come first": [["FROM a AS p", "USER u", "FROM p", "USER v"], [[0, 1, "user"], [1, 3, "user"]]],
		"triggers do not run in their own stage": [["FROM a", "ONBUILD USER u"], []],
		"triggers run in the child, before its own": [
			["FROM a AS p", "ONBUILD USER u", "ONBUILD RUN x", "FROM p", "USER v"],
			[[1, 1, "user"], [1, 2, "run"], [1, 4, "user"]],
		],
		"triggers do not run in the grandchild": [
			["FROM a AS g", "ONBUILD USER u", "FROM g AS p", "FROM p", "USER v"],
			[[1, 1, "user"], [2, 4, "user"]],
		],
		"triggers of other stages do not run": [["FROM a AS p", "ONBUILD USER u", "FROM b"], []],
	}
	found := steps.final with input as dockerfile_test.built(lines, {})
	_summary(found) == expected
}

test_steps_by_stage if {
	lines := ["FROM a AS p", "ONBUILD RUN x", "RUN y", "FROM p", "RUN z", "FROM p", "FROM b", "USER u"]
	found := steps.by_stage with input as dockerfile_test.built(lines, {})
	{index: _summary(list) | some index, list in found} == {
		0: [[0, 2, "run"]],
		1: [[1, 1, "run"], [1, 4, "run"]],
		2: [],
		3: [[3, 7, "user"]],
	}
}

test_flagged_steps_are_those_of_all_stages if {
	lines := ["FROM --platform=x a AS p", "COPY --from=b /a /b", "RUN x", "FROM c", "RUN --mount=type=bind,from=d y"]
	found := steps.flagged with input as dockerfile_test.built(lines, {})
	_summary(found) == [[0, 1, "copy"], [1, 4, "run"]]
}

test_flagged_triggers_are_counted_once if {
	lines := ["FROM a AS p", "ONBUILD COPY --from=b /a /b", "ONBUILD USER u", "FROM p", "FROM p"]
	found := steps.flagged with input as dockerfile_test.built(lines, {})
	_summary(found) == [[1, 1, "copy"]]
}

test_flagged_triggers_without_a_child_are_left_out if {
	steps.flagged == [] with input as dockerfile_test.built(["FROM a", "ONBUILD COPY --from=b /a /b"], {})
}

test_values_and_flags_that_are_no_lists_are_empty if {
	from := {"Cmd": "from", "SubCmd": "", "Flags": [], "JSON": false, "Value": ["a"], "Stage": 0}
	user := {"Cmd": "user", "SubCmd": "", "Flags": null, "JSON": false, "Value": null, "Stage": 0}
	found := steps.final with input as {"review": {"object": [from, user]}}
	[[step.values, step.flags] | some step in found] == [[[], []]]
}

_places := [[steps.place_of_value(step, 0), steps.place_of_flag(step, 0)] | some step in steps.final]

test_places if {
	lines := ["FROM a AS p", "COPY --from=b /a /b", "ONBUILD COPY --from=b /a /b", "FROM p"]
	found := _places with input as dockerfile_test.built(lines, {})
	found == [
		[{"path": [1, "Value", 0], "subject": "stage 0 (p)"}, {"path": [1, "Flags", 0], "subject": "stage 0 (p)"}],
		[
			{"path": [2, "Value", 0], "subject": "stage 1"},
			{"path": [2, "SubFlags", 0], "subject": "stage 1", "extra": "onbuild"},
		],
	]
}
