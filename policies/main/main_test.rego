package main_test

import data.main

test_report if {
	report := main.report with input as _dockerfile([], "registry.example.com/shop")
	report == {
		"findings": [
			{
				"rule": "base-image-arg",
				"msg": concat("", [
					"registry.example.com/shop is fixed in the FROM: write ARG BASE_IMAGE=",
					"registry.example.com/shop before the first FROM, and FROM ${BASE_IMAGE}",
				]),
				"details": object.union(_details("warning"), _argument("registry.example.com/shop")),
			},
			{
				"rule": "no-latest-tag",
				"msg": concat("", [
					"registry.example.com/shop has no tag, so it means latest, which moves",
					": write registry.example.com/shop:<version>, ",
					"or better registry.example.com/shop:<version>@sha256:<digest>",
				]),
				"details": _details("error"),
			},
			{
				"rule": "pin-digest",
				"msg": concat("", [
					"registry.example.com/shop is not pinned by digest",
					": write registry.example.com/shop@sha256:<digest>",
				]),
				"details": _details("warning"),
			},
		],
		"suppressed": 0,
		"failures": [],
	}
}

_argument(image) := {"token": image, "fix": {
	"title": concat(" ", ["Take", image, "from the argument BASE_IMAGE"]),
	"edits": [
		{"path": [0], "insert": "before", "text": concat("", ["ARG BASE_IMAGE=", image])},
		{"path": [0, "Value", 0], "token": image, "text": "${BASE_IMAGE}"},
	],
}}

test_deny if {
	deny := main.deny with input as _dockerfile([], "registry.example.com/shop")
	deny == {{
		"rule": "no-latest-tag",
		"msg": concat("", [
			"registry.example.com/shop has no tag, so it means latest, which moves",
			": write registry.example.com/shop:<version>, ",
			"or better registry.example.com/shop:<version>@sha256:<digest>",
		]),
		"details": _details("error"),
	}}
}

test_warn if {
	warn := main.warn with input as _dockerfile([], "registry.example.com/shop:1")
	warn == {
		{
			"rule": "base-image-arg",
			"msg": concat("", [
				"registry.example.com/shop:1 is fixed in the FROM: write ARG BASE_IMAGE=",
				"registry.example.com/shop:1 before the first FROM, and FROM ${BASE_IMAGE}",
			]),
			"details": object.union(_details("warning"), _argument("registry.example.com/shop:1")),
		},
		{
			"rule": "pin-digest",
			"msg": concat("", [
				"registry.example.com/shop:1 is not pinned by digest",
				": write registry.example.com/shop:1@sha256:<digest>",
			]),
			"details": object.union(_details("warning"), {"token": "registry.example.com/shop:1"}),
		},
	}
}

# By severities of the settings: what deny and warn have.
test_severities[severity] if {
	some [severity, expected_deny, expected_warn] in [
		[{}, {"no-latest-tag"}, {"base-image-arg", "pin-digest"}],
		[{"pin-digest": "error"}, {"no-latest-tag", "pin-digest"}, {"base-image-arg"}],
		[{"no-latest-tag": "warning"}, set(), {"base-image-arg", "no-latest-tag", "pin-digest"}],
		[{"no-latest-tag": "off"}, set(), {"base-image-arg", "pin-digest"}],
		[{"base-image-arg": "off", "pin-digest": "off"}, {"no-latest-tag"}, set()],
		[{"no-such-rule": "error"}, {"no-latest-tag"}, {"base-image-arg", "pin-digest"}],
	]
	dockerfile := _dockerfile([], "registry.example.com/shop")
	deny := _deny(dockerfile, {"severity": severity})
	warn := _warn(dockerfile, {"severity": severity})
	{finding.rule | some finding in deny} == expected_deny
	{finding.rule | some finding in warn} == expected_warn
	every finding in deny {
		finding.details.severity == "error"
	}
	every finding in warn {
		finding.details.severity == "warning"
	}
}

test_parameters if {
	parameters := {"no-latest-tag": {"floating_tags": ["1"]}, "trusted-registry": {"registries": ["ghcr.io"]}}
	dockerfile := _dockerfile([], "registry.example.com/shop:1")
	deny := _deny(dockerfile, {"parameters": parameters})
	{[finding.rule, finding.details.token] | some finding in deny} == {
		["no-latest-tag", "1"],
		["trusted-registry", "registry.example.com"],
	}
}

test_build_arguments if {
	dockerfile := array.concat([_instruction("arg", ["BASE"], 0)], _dockerfile([], "${BASE}"))
	without := main.report with input as dockerfile
	{finding.rule | some finding in without.findings} == {"unresolved-image"}
	settings := {"buildArgs": {"BASE": "registry.example.com/base:1"}}
	given := _report(dockerfile, settings)
	{[finding.rule, finding.msg] | some finding in given.findings} == {["pin-digest", concat("", [
		"${BASE} (registry.example.com/base:1) is not pinned by digest",
		": write registry.example.com/base:1@sha256:<digest>",
	])]}
}

# By comment before FROM: the rules that have findings, the messages about ignores, and how many are suppressed.
test_comments[comment] if {
	some [comment, rules, messages, suppressed] in _comments
	settings := {"today": "2026-03-01", "severity": {"least-privilege": "off"}}
	dockerfile := _dockerfile([comment], "registry.example.com/shop")
	report := _report(dockerfile, settings)
	{finding.rule | some finding in report.findings; finding.rule != "suppression"} == rules
	{finding.msg | some finding in report.findings; finding.rule == "suppression"} == messages
	report.suppressed == suppressed
}

test_finding_about_a_comment if {
	dockerfile := _dockerfile(["policy-check ignore=no-docker-hub reason=x"], "registry.example.com/shop")
	warn := main.warn with input as dockerfile
	{finding | some finding in warn; finding.rule == "suppression"} == {{
		"rule": "suppression",
		"msg": "no-docker-hub finds nothing here: drop the ignore",
		"details": {
			"path": [0, "Value", 0],
			"severity": "warning",
			"subject": "stage 0",
			"token": "no-docker-hub",
		},
	}}
}

# By severity of the rule suppression: the severities of its findings.
test_severity_of_suppression[severity] if {
	some severity, expected in {"error": ["error"], "warning": ["warning"], "off": []}
	dockerfile := _dockerfile(["policy-check ignore=pin-digest"], "registry.example.com/shop")
	settings := {"severity": {"suppression": severity}}
	report := _report(dockerfile, settings)
	[finding.details.severity | some finding in report.findings; finding.rule == "suppression"] == expected
}

# By date, without a day in the settings: whether the clock of the machine finds it past.
test_clock[until] if {
	some until, suppressed in {"2001-01-01": 0, "2300-01-01": 1}
	comment := concat("", ["policy-check ignore=pin-digest reason=x until=", until])
	report := main.report with input as _dockerfile([comment], "registry.example.com/shop")
	report.suppressed == suppressed
	count([finding | some finding in report.findings; finding.rule == "suppression"]) == 1 - suppressed
}

# Comments of all kinds may stand together; each holds for the next instruction only.
test_next_instruction if {
	dockerfile := [
		_instruction("comment", ["policy-check ignore=pin-digest reason=x"], 0),
		_instruction("comment", ["the base of everything"], 0),
		_instruction("comment", ["policy-check ignore=no-latest-tag reason=x"], 0),
		_instruction("from", ["registry.example.com/one", "AS", "one"], 0),
		_instruction("from", ["registry.example.com/two", "AS", "two"], 1),
		_instruction("user", ["0"], 1),
		_instruction("comment", ["policy-check ignore=non-root-user reason=x"], 1),
		_instruction("user", ["root"], 1),
		_instruction("comment", ["policy-check ignore=pin-digest reason=x"], 1),
	]
	settings := {"severity": {"base-image-arg": "off", "required-labels": "off"}}
	report := _report(dockerfile, settings)
	report.suppressed == 3
	{[finding.rule, finding.details.path] | some finding in report.findings} == {
		["no-latest-tag", [4, "Value", 0]],
		["pin-digest", [4, "Value", 0]],
	}
}

# By instruction below an ignore that hides nothing: how many findings say so.
test_unused[instruction] if {
	some [instruction, expected] in [
		[_instruction("run", ["make"], 0), 1],
		[_instruction("run", ["cat <<EOF > /x"], 0), 0],
		[object.union(_instruction("onbuild", ["make"], 0), {"SubCmd": "run"}), 0],
	]
	dockerfile := array.concat(_dockerfile([], "registry.example.com/shop:1"), [
		_instruction("comment", ["policy-check ignore=no-latest-tag reason=x"], 0),
		instruction,
	])
	report := main.report with input as dockerfile
	count([finding | some finding in report.findings; finding.rule == "suppression"]) == expected
}

# By annotations of a Deployment and of its pods: the images with findings, the messages about ignores, and how many
# are suppressed.
test_annotations[annotations] if {
	found := {["spec", "template", "spec", "containers", 0, "image"]}
	good := {"policy-check/ignore": "no-latest-tag", "policy-check/reason": "nightly"}
	some [annotations, pod_annotations, paths, messages, suppressed] in [
		[null, null, found, set(), 0],
		[{"example.com/x": "y"}, {}, found, set(), 0],
		[good, null, set(), set(), 1],
		[null, good, set(), set(), 1],
		[good, good, set(), set(), 1],
		[
			{"policy-check/ignore": "no-latest-tag"},
			null,
			set(),
			{_reasonless_annotation},
			1,
		],
		[
			null,
			object.union(good, {"policy-check/until": "2026-02-28"}),
			found,
			{"this ignore has expired on 2026-02-28: mend what it hides, or set a new date"},
			0,
		],
		[
			object.union(good, {"policy-check/until": "1 March"}),
			null,
			found,
			{"until=1 March is no date: write YYYY-MM-DD"},
			0,
		],
		[object.union(good, {"policy-check/until": "2026-03-01"}), null, set(), set(), 1],
		[
			object.union(good, {"policy-check/ignore": "no-docker-hub, no-such-rule"}),
			null,
			found,
			{"no-docker-hub finds nothing here: drop the ignore", _unknown},
			0,
		],
		[
			{"policy-check/ignore": 7},
			{"policy-check/ignore": null},
			found,
			{"this ignore has a value that is no text: quote it"},
			0,
		],
		[{"policy-check/reason": "no-latest-tag"}, null, found, set(), 0],
		[7, "x", found, set(), 0],
	]
	deployment := _deployment("web", annotations, pod_annotations)
	settings := object.union(_only_tags, {"today": "2026-03-01"})
	report := _report(deployment, settings)
	{finding.details.path | some finding in report.findings; finding.rule != "suppression"} == paths
	{finding.msg | some finding in report.findings; finding.rule == "suppression"} == messages
	report.suppressed == suppressed
}

# By annotated object: where the findings about it point.
test_finding_about_an_annotation[place] if {
	annotations := {"policy-check/ignore": "no-latest-tag"}
	some place, [workload, path] in {
		"object": [_deployment("web", annotations, null), []],
		"template": [_deployment("web", null, annotations), ["spec", "template"]],
	}
	report := _report(workload, _only_tags)
	report.findings == [{
		"rule": "suppression",
		"msg": _reasonless_annotation,
		"details": {
			"path": array.concat(path, ["metadata", "annotations", "policy-check/ignore"]),
			"severity": "warning",
			"subject": "Deployment/-/web",
		},
	}]
}

test_item_of_a_list if {
	annotations := {"policy-check/ignore": "no-latest-tag", "policy-check/reason": "nightly"}
	list := {"kind": "List", "metadata": {"annotations": annotations}, "items": [
		_deployment("one", null, null),
		_deployment("two", annotations, null),
		_deployment("three", null, annotations),
		{"kind": "Service", "metadata": {"annotations": annotations}},
	]}
	report := _report(list, _only_tags)
	report.suppressed == 2
	{[finding.rule, finding.details.subject] | some finding in report.findings} == {[
		"no-latest-tag",
		"Deployment/-/one container app",
	]}
}

# By what is wrong with the whole: the message.
test_failures[message] if {
	from := _instruction("from", ["registry.example.com/shop:1", "AS", "build"], 0)
	some message, [dockerfile, target] in {
		"there is no FROM, so nothing is built": [[_instruction("arg", ["X=1"], 0)], ""],
		"RUN stands before the first FROM, where only ARG may": [[_instruction("run", ["make"], 0), from], ""],
		"no stage is named release, the target; its stages are: build": [[from], "release"],
	}
	report := _report(dockerfile, {"target": target})
	report.failures == [{"message": message}]
	deny := _deny(dockerfile, {"target": target})
	{"msg": message} in deny
	warn := _warn(dockerfile, {"target": target})
	not {"msg": message} in warn
}

test_inventory_is_told_when_asked_for if {
	report := _report(_dockerfile([], "registry.example.com/shop"), {"inventory": true})
	report.inventory == {"images": [{"registry": "registry.example.com", "path": []}], "stages": []}
	not _report(_dockerfile([], "registry.example.com/shop"), {}).inventory
	not _report(_dockerfile([], "registry.example.com/shop"), {"inventory": false}).inventory
}

# By odd input.
test_nothing_to_judge[subject] if {
	some subject in [
		null, 0, "x", true, [], {}, [[1]], [null], [{"Cmd": 1}], {"kind": 3}, {"kind": "Pod"}, {"kind": "List"},
		{"kind": "List", "items": [null, [], {"kind": 3}]}, {"kind": "ConfigMap", "data": {}},
	]
	report := main.report with input as subject
	report == {"findings": [], "suppressed": 0, "failures": []}
	deny := main.deny with input as subject
	deny == set()
	warn := main.warn with input as subject
	warn == set()
}

_reasonless := `an ignore needs a reason, which a reviewer can judge: write reason="<why>" behind it`

_reasonless_annotation := concat("", [
	"an ignore needs a reason, which a reviewer can judge: ",
	"write the annotation policy-check/reason",
])

_unknown := "there is no rule no-such-rule to ignore: write the name of one, or drop the ignore"

_misread := concat("", [
	"this ignore is not understood",
	`: write # policy-check ignore=<rule>[,<rule>] reason="<why>" [until=YYYY-MM-DD]`,
])

_found := {"base-image-arg", "no-latest-tag", "pin-digest"}

_comments := [
	[`policy-check ignore=no-latest-tag reason="nightly"`, {"base-image-arg", "pin-digest"}, set(), 1],
	[`policy-check ignore=no-latest-tag,pin-digest reason=nightly`, {"base-image-arg"}, set(), 2],
	[`policy-check ignore="no-latest-tag, pin-digest" reason="two"`, {"base-image-arg"}, set(), 2],
	[`# policy-check reason="x" ignore=pin-digest`, {"base-image-arg", "no-latest-tag"}, set(), 1],
	["policy-check ignore=pin-digest", {"base-image-arg", "no-latest-tag"}, {_reasonless}, 1],
	[`policy-check ignore=pin-digest reason=" "`, {"base-image-arg", "no-latest-tag"}, {_reasonless}, 1],
	[
		"policy-check ignore=pin-digest reason=x until=2026-03-01",
		{"base-image-arg", "no-latest-tag"},
		set(),
		1,
	],
	[
		"policy-check ignore=pin-digest reason=x until=2999-12-31",
		{"base-image-arg", "no-latest-tag"},
		set(),
		1,
	],
	[
		"policy-check ignore=pin-digest reason=x until=2026-02-28",
		_found,
		{"this ignore has expired on 2026-02-28: mend what it hides, or set a new date"},
		0,
	],
	[
		"policy-check ignore=pin-digest reason=x until=2026-02-30",
		_found,
		{"until=2026-02-30 is no date: write YYYY-MM-DD"},
		0,
	],
	[
		"policy-check ignore=pin-digest reason=x until=tomorrow",
		_found,
		{"until=tomorrow is no date: write YYYY-MM-DD"},
		0,
	],
	["policy-check ignore=no-such-rule reason=x", _found, {_unknown}, 0],
	["policy-check ignore=non-root-user reason=x", _found, {"non-root-user finds nothing here: drop the ignore"}, 0],
	[
		"policy-check ignore=no-docker-hub,pin-digest",
		{"base-image-arg", "no-latest-tag"},
		{_reasonless, "no-docker-hub finds nothing here: drop the ignore"},
		1,
	],
	["policy-check ignore=trusted-registry reason=x", _found, set(), 0],
	["policy-check ignore=least-privilege reason=x", _found, set(), 0],
	["policy-check ignore", _found, {_misread}, 0],
	["policy-check reason=x", _found, {_misread}, 0],
	["policy-check ignore=pin-digest ignore=no-latest-tag reason=x", _found, {_misread}, 0],
	["policy-check is what reads this", _found, set(), 0],
	["what policy-check ignore=pin-digest means", _found, set(), 0],
]

# regal ignore:with-outside-test-context,unresolved-reference
_report(subject, settings) := report if report := main.report with input as subject with data.policy_check as settings

# regal ignore:with-outside-test-context,unresolved-reference
_deny(subject, settings) := deny if deny := main.deny with input as subject with data.policy_check as settings

# regal ignore:with-outside-test-context,unresolved-reference
_warn(subject, settings) := warn if warn := main.warn with input as subject with data.policy_check as settings

_only_tags := {"severity": {rule: "off" |
	some rule in ["least-privilege", "non-root-user", "pin-digest"]
}}

_details(severity) := {
	"path": [0, "Value", 0],
	"severity": severity,
	"subject": "stage 0",
	"token": "registry.example.com/shop",
}

# Good but for the base.
_dockerfile(comments, base) := array.concat(
	[_instruction("comment", [comment], 0) | some comment in comments],
	[
		_instruction("from", [base], 0),
		_instruction("label", ["maintainer", "shop", "="], 0),
		_instruction("user", ["1000"], 0),
	],
)

_instruction(cmd, values, stage) := {
	"Cmd": cmd,
	"SubCmd": "",
	"Flags": [],
	"JSON": false,
	"Value": values,
	"Stage": stage,
}

_deployment(name, annotations, pod_annotations) := {
	"kind": "Deployment",
	"metadata": {"name": name, "annotations": annotations},
	"spec": {"template": {
		"metadata": {"annotations": pod_annotations},
		"spec": {"containers": [{"name": "app", "image": "registry.example.com/web:latest"}]},
	}},
}

test_misplaced_comment if {
	dockerfile := array.concat(
		[
			_instruction("comment", ["policy-check ignore=no-latest-tag reason=x"], 0),
			_instruction("from", ["scratch", "AS", "a"], 0),
		],
		[_instruction("from", ["registry.example.com/shop", "AS", "b"], 1)],
	)
	report := main.report with input as dockerfile
	{finding.msg | some finding in report.findings; finding.rule == "suppression"} == {concat("", [
		"no-latest-tag finds nothing here, but in stage 1 (b)",
		": move the ignore there",
	])}
}
