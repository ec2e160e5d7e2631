package rules["trusted-registry_test"]

import data.rules["trusted-registry"] as rule

test_image if {
	parameters := {"registries": ["registry.example.com", "ghcr.io/shop"]}
	violations := rule.violation with input as _given(_from("quay.io/prometheus/prometheus:v3"), parameters)
	violations == {{
		"msg": concat("", [
			"quay.io/prometheus/prometheus:v3 is not from a trusted registry (registry.example.com or ghcr.io/shop)",
			": write registry.example.com/prometheus/prometheus:v3",
		]),
		"details": {"path": [0, "Value", 0], "severity": "error", "subject": "stage 0", "token": "quay.io"},
	}}
}

test_workload if {
	violations := rule.violation with input as _given(_pod("redis:8"), {"registries": ["registry.example.com"]})
	violations == {{
		"msg": concat("", [
			"redis:8 is not from a trusted registry (registry.example.com)",
			": write registry.example.com/library/redis:8",
		]),
		"details": {
			"path": ["spec", "containers", 0, "image"],
			"severity": "error",
			"subject": "Pod/-/shop container app",
			"token": "redis:8",
		},
	}}
}

# By list of registries: the images that have a finding.
test_registries[registries] if {
	some [registries, trusted] in [
		[["gcr.io"], {"gcr.io/shop/web", "gcr.io/shops/web", "GCR.io:443/shop/web"}],
		[["gcr.io/"], {"gcr.io/shop/web", "gcr.io/shops/web", "GCR.io:443/shop/web"}],
		[["gcr.io:443"], {"gcr.io/shop/web", "gcr.io/shops/web", "GCR.io:443/shop/web"}],
		[["gcr.io/shop"], {"gcr.io/shop/web", "GCR.io:443/shop/web"}],
		[["gcr.io/shop/web"], {"gcr.io/shop/web", "GCR.io:443/shop/web"}],
		[["gcr.io/shop/web/app"], set()],
		[[""], set()],
		[["/"], set()],
		[["gcr.io:5000"], {"gcr.io:5000/shop/web"}],
	]
	{image |
		some image in _images
		violations := rule.violation with input as _given(_from(image), {"registries": registries})
		count(violations) > 0
	} == _images - trusted
}

# By list of registries: the images that have a finding.
test_other_registries[registries] if {
	some [registries, trusted] in [
		[["docker.io"], {"web", "index.docker.io/shop/web"}],
		[["docker.io/library"], {"web"}],
		[["docker.io/shop", "evilgcr.io"], {"index.docker.io/shop/web", "evilgcr.io/shop/web"}],
		[["localhost"], set()],
		[[], _images],
	]
	{image |
		some image in _images
		violations := rule.violation with input as _given(_from(image), {"registries": registries})
		count(violations) > 0
	} == _images - trusted
}

# By entry: the images that still have a finding.
test_exempt[entry] if {
	some entry, exempt in {
		"web": {"web"},
		"gcr.io/shop": {"gcr.io/shop/web"},
		"gcr.io/shop/web:latest": {"gcr.io/shop/web"},
		"gcr.io/shop/web:1": set(),
		"docker.io/shop/web": {"index.docker.io/shop/web"},
		"evilgcr.io/shop/web": {"evilgcr.io/shop/web"},
	}
	{image |
		some image in _images
		parameters := {"registries": ["registry.example.com"], "exempt": [entry]}
		violations := rule.violation with input as _given(_from(image), parameters)
		count(violations) > 0
	} == _images - exempt
}

# By entry: whether it exempts one reference with tag and digest.
test_exempt_reference[entry] if {
	some entry, expected in {
		"quay.io/app:1": 0,
		_pinned("quay.io/app"): 0,
		_pinned("quay.io/app:1"): 0,
		_pinned("quay.io/app:2"): 1,
		"quay.io/app:2": 1,
		"not:a:reference": 1,
	}
	parameters := {"registries": ["registry.example.com"], "exempt": [entry]}
	violations := rule.violation with input as _given(_from(_pinned("quay.io/app:1")), parameters)
	count(violations) == expected
}

test_every_use_of_an_image if {
	dockerfile := [
		_instruction("arg", ["REGISTRY=quay.io"], [], 0),
		_instruction("from", ["${REGISTRY}/golang", "AS", "build"], [], 0),
		_instruction("run", ["make"], ["--mount=type=bind,from=quay.io/busybox,target=/tools"], 0),
		_instruction("from", ["build"], [], 1),
		_instruction("copy", ["/tini", "/tini"], ["--from=registry.example.com/tini"], 1),
		_instruction("copy", ["/tini", "/tini"], ["--from=ghcr.io/tini"], 1),
	]
	violations := rule.violation with input as _given(dockerfile, {"registries": ["registry.example.com"]})
	{[violation.details.path, violation.details.token] | some violation in violations} == {
		[[1, "Value", 0], "${REGISTRY}/golang"],
		[[2, "Flags", 0], "quay.io"],
		[[5, "Flags", 0], "ghcr.io"],
	}
}

test_no_registries if {
	violations := rule.violation with input as _given(_from("quay.io/app"), {})
	violations == set()
}

test_idle_without_registries if {
	rule.idle with input as _given(_from("quay.io/app"), {})
	rule.idle with input as _given(_from("quay.io/app"), {"registries": []})
	not rule.idle with input as _given(_from("quay.io/app"), {"registries": ["quay.io"]})
}

# By operation, with the parameters of a Constraint: the tokens of the findings.
test_admission[operation] if {
	some operation, expected in {"CREATE": {"quay.io"}, "UPDATE": {"quay.io"}, "DELETE": set()}
	violations := rule.violation with input as {
		"review": {"object": _pod("quay.io/app"), "operation": operation},
		"parameters": {"registries": ["registry.example.com"]},
	}
	{violation.details.token | some violation in violations} == expected
}

_images := {
	"web",
	"index.docker.io/shop/web",
	"gcr.io/shop/web",
	"gcr.io/shops/web",
	"GCR.io:443/shop/web",
	"gcr.io:5000/shop/web",
	"evilgcr.io/shop/web",
	"gcr.io.evil.com/shop/web",
	"evil.com/gcr.io/shop/web",
}

# By odd subject.
test_nothing_to_judge[subject] if {
	some subject in [null, 0, "x", [], {}, [[1]], {"kind": 3}, {"kind": "Pod"}, {"kind": "Pod", "spec": null}]
	violations := rule.violation with input as _given(subject, {"registries": ["registry.example.com"]})
	violations == set()
}

_given(subject, parameters) := {
	"review": {"object": subject},
	"settings": {"parameters": {"trusted-registry": parameters}},
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
