package lib.ignores_test

import data.lib.dockerfile_test
import data.lib.ignores

_misunderstood := `is not understood: write # policy-check ignore=<rule>[,<rule>] reason="<why>" [until=YYYY-MM-DD]`

test_comment_is_described if {
	ignores.all == [{
		"place": {"path": [1, "Value", 0], "subject": "stage 0 (x)"},
		"rules": ["a", "b"],
		"places": {
			"a": {"path": [1, "Value", 0], "subject": "stage 0 (x)", "token": "a"},
			"b": {"path": [1, "Value", 0], "subject": "stage 0 (x)", "token": "b"},
		},
		"reason": "it is so",
		"reason_form": `write reason="<why>" behind it`,
		"until": "2030-01-01",
		"until_place": {"path": [1, "Value", 0], "subject": "stage 0 (x)", "token": "2030-01-01"},
		"below": [2],
		"judged": true,
	}] with input as dockerfile_test.built(
		["FROM a AS x", `# policy-check ignore=a,b reason="it is so" until=2030-01-01`, "USER u"],
		{},
	)
}

_ignored_at(path, token) := object.union(token, {
	"path": array.concat(path, ["annotations", "policy-check/ignore"]),
	"subject": "Deployment/-/d",
})

# By comment: each of its tokens, and how often that stands before.
test_places_in_a_comment[text] if {
	some text, expected in {
		"policy-check ignore=a": {["a", 0]},
		"policy-check ignore=ab,a": {["ab", 0], ["a", 1]},
		`policy-check reason="a b ignore=a" ignore="a, b,b" until=b`: {["a", 3], ["b", 1], ["b", 3]},
		"# policy-check ignore=ignore": {["ignore", 1]},
		"policy-check ignore=c,policy": {["c", 3], ["policy", 1]},
	}
	lines := [concat(" ", ["#", text]), "FROM a"]
	[ignore] := ignores.all with input as dockerfile_test.built(lines, {})
	found := {[place.token, object.get(place, "occurrence", 0)] |
		some place in array.concat([ignore.until_place], [place | some place in ignore.places])
	}
	found == expected
}

test_comment_is_read[text] if {
	some text, fields in {
		"policy-check ignore=a": [["a"], "", ""],
		"policy-check  ignore=a ": [["a"], "", ""],
		"policy-check\tignore=a": [["a"], "", ""],
		"# policy-check ignore=a": [["a"], "", ""],
		`policy-check ignore="a, b"`: [["a", "b"], "", ""],
		"policy-check ignore=a,": [["a", ""], "", ""],
		"policy-check ignore=a reason=short": [["a"], "short", ""],
		`policy-check reason=" why " ignore=a`: [["a"], "why", ""],
		`policy-check ignore=a reason=""`: [["a"], "", ""],
		"policy-check ignore=a until=soon": [["a"], "", "soon"],
	}
	lines := [concat(" ", ["#", text]), "FROM a"]
	found := ignores.all with input as dockerfile_test.built(lines, {})
	[[ignore.rules, ignore.reason, ignore.until] | some ignore in found] == [fields]
}

test_malformed_comment_has_a_problem[text] if {
	some text in [
		"policy-check ignore",
		"policy-check ignore=",
		"policy-check ignore a",
		"policy-check: ignore=a",
		"policy-check ignore=a, b",
		"policy-check ignore=a because",
		"policy-check ignore=a reason=two words",
		`policy-check ignore=a reason="open`,
		"policy-check ignore=a ignore=b",
		`policy-check reason="no rule"`,
		"policy-check until=2030-01-01",
	]
	found := ignores.all with input as dockerfile_test.built([concat(" ", ["#", text]), "FROM a"], {})
	found == [{"place": {"path": [0, "Value", 0], "subject": "stage 0"}, "problem": _misunderstood}]
}

test_other_comments_are_none[text] if {
	some text in [
		"hello",
		"policy-check",
		"policy-check runs in CI",
		"policy-checker ignore=a",
		"see policy-check ignore=a",
		"hadolint ignore=DL3006",
	]
	ignores.all == [] with input as dockerfile_test.built([concat(" ", ["#", text]), "FROM a"], {})
}

test_comment_holds_for_the_next_instruction[note] if {
	some note, [lines, below] in {
		"next": [["# policy-check ignore=a", "FROM a", "USER u"], [[1]]],
		"behind other comments": [["# policy-check ignore=a", "# more", "FROM a"], [[2]]],
		"two of them": [["# policy-check ignore=a", "# policy-check ignore=b", "FROM a"], [[2], [2]]],
		"in between": [["FROM a", "# policy-check ignore=a", "USER u", "USER v"], [[2]]],
		"at the end": [["FROM a", "# policy-check ignore=a"], []],
	}
	found := ignores.all with input as dockerfile_test.built(lines, {})
	[ignore.below | some ignore in found] == below
}

test_subject_is_the_stage_of_the_next_instruction if {
	lines := ["FROM a", "FROM b AS y", "# policy-check ignore=a", "USER u"]
	found := ignores.all with input as dockerfile_test.built(lines, {})
	found[0].place.subject == "stage 1 (y)"
}

test_ignores_before_what_conftest_hides_are_not_judged[line] if {
	some line, judged in {
		"RUN true": true,
		"RUN cat <<EOF": false,
		"COPY <<EOF /a": false,
		"ONBUILD COPY --from=a /a /b": false,
	}
	found := ignores.all with input as dockerfile_test.built(["FROM a", "# policy-check ignore=a", line], {})
	[ignore.judged | some ignore in found] == [judged]
}

_annotations(rule) := {
	"policy-check/ignore": rule,
	"policy-check/reason": " why ",
	"policy-check/until": "2030-01-01",
}

test_annotations_are_described if {
	ignores.all == [
		{
			"place": {
				"path": ["metadata", "annotations", "policy-check/ignore"],
				"subject": "Deployment/-/d",
			},
			"rules": ["a", "b"],
			"places": {
				"a": _ignored_at(["metadata"], {"token": "a"}),
				"b": _ignored_at(["metadata"], {"token": "b"}),
			},
			"reason": "why",
			"reason_form": "write the annotation policy-check/reason",
			"until": "2030-01-01",
			"until_place": {"path": ["metadata", "annotations", "policy-check/until"], "subject": "Deployment/-/d"},
			"below": [],
			"judged": true,
		},
		{
			"place": {
				"path": ["spec", "template", "metadata", "annotations", "policy-check/ignore"],
				"subject": "Deployment/-/d",
			},
			"rules": ["c"],
			"places": {"c": _ignored_at(["spec", "template", "metadata"], {"token": "c"})},
			"reason": "",
			"reason_form": "write the annotation policy-check/reason",
			"until": "",
			"until_place": {
				"path": ["spec", "template", "metadata", "annotations", "policy-check/until"],
				"subject": "Deployment/-/d",
			},
			"below": ["spec", "template"],
			"judged": true,
		},
	] with input as {"review": {"object": {
		"kind": "Deployment",
		"metadata": {"name": "d", "annotations": _annotations("a, b")},
		"spec": {"template": {
			"metadata": {"annotations": {"policy-check/ignore": "c"}},
			"spec": {"containers": []},
		}},
	}}}
}

test_annotation_of_a_pod_holds_for_the_pod if {
	found := ignores.all with input as {"review": {"object": {
		"kind": "Pod",
		"metadata": {"name": "p", "annotations": _annotations("a")},
		"spec": {},
	}}}
	{ignore.below | some ignore in found} == {[]}
}

test_annotation_of_a_list_item_holds_for_the_item if {
	found := ignores.all with input as {"review": {"object": {"kind": "List", "items": [
		{"kind": "Pod", "spec": {}},
		{"kind": "Pod", "metadata": {"annotations": _annotations("a")}, "spec": {}},
	]}}}
	{[ignore.below, ignore.place.path] | some ignore in found} == {[
		["items", 1],
		["items", 1, "metadata", "annotations", "policy-check/ignore"],
	]}
}

test_odd_annotations_are_none[note] if {
	some note, metadata in {
		"none": {},
		"null": {"annotations": null},
		"a string": {"annotations": "policy-check/ignore"},
		"a list": {"annotations": ["policy-check/ignore"]},
		"null metadata": null,
		"no rule": {"annotations": {"policy-check/reason": "why"}},
	}
	ignores.all == [] with input as {"review": {"object": {"kind": "Pod", "metadata": metadata, "spec": {}}}}
}

test_annotation_that_is_no_text_has_a_problem[value] if {
	some value in [1, null, ["no-latest-tag"]]
	pod := {"kind": "Pod", "metadata": {"annotations": {"policy-check/ignore": value}}, "spec": {}}
	[ignore] := ignores.all with input as {"review": {"object": pod}}
	ignore.problem == "has a value that is no text: quote it"
}

test_judged_are_those_that_main_gives if {
	ignores.judged == [{"rules": ["a"]}] with input as {"ignores": [{"rules": ["a"]}]}
	ignores.judged == [] with input as {}
}
