package rules["pin-digest_test"]

import data.rules["pin-digest"] as rule

test_no_digest if {
	violations := rule.violation with input as _given(_from("node:26"), {})
	violations == {{
		"msg": "node:26 is not pinned by digest: write node:26@sha256:<digest>",
		"details": {"path": [0, "Value", 0], "severity": "warning", "subject": "stage 0", "token": "node:26"},
	}}
}

test_workload if {
	violations := rule.violation with input as _given(_pod("registry.example.com/web"), {})
	violations == {{
		"msg": concat("", [
			"registry.example.com/web is not pinned by digest",
			": write registry.example.com/web@sha256:<digest>",
		]),
		"details": {
			"path": ["spec", "containers", 0, "image"],
			"severity": "warning",
			"subject": "Pod/-/shop container app",
			"token": "registry.example.com/web",
		},
	}}
}

# By image: the tokens of the findings.
test_images[image] if {
	some image, expected in {
		_pinned("node"): set(),
		_pinned("node:26"): set(),
		_pinned("registry.example.com:5000/node"): set(),
		"node@sha256:abc": set(),
		"scratch": set(),
		"node": {"node"},
		"registry.example.com:5000/node:26": {"registry.example.com:5000/node:26"},
	}
	violations := rule.violation with input as _given(_from(image), {})
	{violation.details.token | some violation in violations} == expected
}

test_every_use_of_an_image if {
	dockerfile := [
		_instruction("arg", ["TAG=1.26"], [], 0),
		_instruction("from", ["golang:${TAG}", "AS", "build"], [], 0),
		_instruction("run", ["make"], ["--mount=type=bind,from=tools,target=/tools"], 0),
		_instruction("from", ["build"], [], 1),
		_instruction("copy", ["/tini", "/tini"], ["--from=tini:1"], 1),
		_instruction("copy", ["/app", "/app"], ["--from=build"], 1),
	]
	violations := rule.violation with input as _given(dockerfile, {})
	{[violation.details.path, violation.details.token, violation.msg] | some violation in violations} == {
		[[1, "Value", 0], "golang:${TAG}", concat("", [
			"golang:${TAG} (docker.io/library/golang:1.26) is not pinned by digest",
			": write docker.io/library/golang:1.26@sha256:<digest>",
		])],
		[
			[2, "Flags", 0],
			"tools",
			"tools is not pinned by digest: write tools@sha256:<digest>",
		],
		[
			[4, "Flags", 0],
			"tini:1",
			"tini:1 is not pinned by digest: write tini:1@sha256:<digest>",
		],
	}
}

# By entry: the images that still have a finding.
test_exempt[entry] if {
	some entry, expected in {
		"registry.example.com/team": {"registry.example.com/teams/app:1", "app:1"},
		"registry.example.com/team/": {
			"registry.example.com/team/app",
			"registry.example.com/team/app:1",
			"registry.example.com/teams/app:1",
			"app:1",
		},
		"registry.example.com/team/app:1": {
			"registry.example.com/team/app",
			"registry.example.com/teams/app:1",
			"app:1",
		},
		"library/app": {
			"registry.example.com/team/app",
			"registry.example.com/team/app:1",
			"registry.example.com/teams/app:1",
		},
	}
	{image |
		some image in {
			"registry.example.com/team/app",
			"registry.example.com/team/app:1",
			"registry.example.com/teams/app:1",
			"app:1",
		}
		violations := rule.violation with input as _given(_from(image), {"exempt": [entry]})
		count(violations) > 0
	} == expected
}

# By operation, with the parameters of a Constraint: how many findings there are.
test_admission[operation] if {
	some operation, expected in {"CREATE": 1, "UPDATE": 1, "DELETE": 0}
	pod := {"kind": "Pod", "spec": {"containers": [{"image": "app:1"}, {"image": "registry.example.com/web:1"}]}}
	violations := rule.violation with input as {
		"review": {"object": pod, "operation": operation},
		"parameters": {"exempt": ["registry.example.com/web"]},
	}
	count(violations) == expected
}

# By odd subject.
test_nothing_to_judge[subject] if {
	some subject in [null, 0, "x", [], {}, [[1]], {"kind": 3}, {"kind": "Pod"}, {"kind": "Pod", "spec": null}]
	violations := rule.violation with input as _given(subject, {})
	violations == set()
}

_given(subject, parameters) := {
	"review": {"object": subject},
	"settings": {"parameters": {"pin-digest": parameters}},
}

_instruction(cmd, values, flags, stage) := {
	"Cmd": cmd,
	"SubCmd": "",
	"Flags": flags,
	"JSON": false,
	"Value": values,
	"Stage": stage,
}

_from(image) := [_instruction("from", [image], [], 0)]

_pod(image) := {
	"kind": "Pod",
	"metadata": {"name": "shop"},
	"spec": {"containers": [{"name": "app", "image": image}]},
}

_pinned(image) := concat("", [image, "@sha256:", concat("", ["a" | some _ in numbers.range(1, 64)])])
