package rules["no-docker-hub_test"]

import data.rules["no-docker-hub"] as rule

test_implied_registry if {
	violations := rule.violation with input as _given(_from("debian:13"), {})
	violations == {{
		"msg": "debian:13 comes from Docker Hub: mirror it and write <your-registry>/library/debian:13",
		"details": {"path": [0, "Value", 0], "severity": "warning", "subject": "stage 0", "token": "debian:13"},
	}}
}

test_written_registry if {
	violations := rule.violation with input as _given(_from("index.docker.io/bitnami/redis"), {})
	violations == {{
		"msg": concat("", [
			"index.docker.io/bitnami/redis comes from Docker Hub",
			": mirror it and write <your-registry>/bitnami/redis",
		]),
		"details": {
			"path": [0, "Value", 0],
			"severity": "warning",
			"subject": "stage 0",
			"token": "index.docker.io",
		},
	}}
}

test_workload if {
	violations := rule.violation with input as _given(_pod("docker.io/library/redis"), {})
	violations == {{
		"msg": concat("", [
			"docker.io/library/redis comes from Docker Hub",
			": mirror it and write <your-registry>/library/redis",
		]),
		"details": {
			"path": ["spec", "containers", 0, "image"],
			"severity": "warning",
			"subject": "Pod/-/shop container app",
			"token": "docker.io",
		},
	}}
}

# By image: the tokens of the findings.
test_images[image] if {
	some image, expected in {
		"debian": {"debian"},
		_pinned("debian"): {_pinned("debian")},
		"grafana/grafana:12.1": {"grafana/grafana:12.1"},
		"docker.io/debian": {"docker.io"},
		"docker.io:443/library/debian": {"docker.io:443"},
		"registry-1.docker.io/library/debian": {"registry-1.docker.io"},
		"registry.hub.docker.com/library/debian": {"registry.hub.docker.com"},
		"hub.docker.com/library/debian": {"hub.docker.com"},
		"Docker.io/library/debian": {"Docker.io"},
		"docker.io.example.com/library/debian": set(),
		"notdocker.io/library/debian": set(),
		"registry.example.com/docker.io/library/debian": set(),
		"localhost/debian": set(),
		"scratch": set(),
		"not:a:reference": set(),
	}
	violations := rule.violation with input as _given(_from(image), {})
	{violation.details.token | some violation in violations} == expected
}

test_every_use_of_an_image if {
	dockerfile := [
		_instruction("arg", ["REGISTRY=docker.io"], [], 0),
		_instruction("from", ["${REGISTRY}/library/golang:1.26", "AS", "build"], [], 0),
		_instruction("run", ["make"], ["--mount=type=bind,from=busybox,target=/tools"], 0),
		_instruction("from", ["build"], [], 1),
		_instruction("copy", ["/tini", "/tini"], ["--from=docker.io/krallin/tini:1"], 1),
		_instruction("copy", ["/app", "/app"], ["--from=build"], 1),
	]
	violations := rule.violation with input as _given(dockerfile, {})
	{[violation.details.path, violation.details.token, violation.msg] | some violation in violations} == {
		[[1, "Value", 0], "${REGISTRY}/library/golang:1.26", concat("", [
			"${REGISTRY}/library/golang:1.26 (docker.io/library/golang:1.26) comes from Docker Hub",
			": mirror it and write <your-registry>/library/golang:1.26",
		])],
		[
			[2, "Flags", 0],
			"busybox",
			"busybox comes from Docker Hub: mirror it and write <your-registry>/library/busybox",
		],
		[[4, "Flags", 0], "docker.io", concat("", [
			"docker.io/krallin/tini:1 comes from Docker Hub",
			": mirror it and write <your-registry>/krallin/tini:1",
		])],
	}
}

# By list of aliases: the images that have a finding.
test_aliases[aliases] if {
	some [aliases, expected] in [
		[[], {"debian"}],
		[["mirror.example.com"], {"debian", "mirror.example.com/library/debian"}],
		[["mirror.example.com/library"], {"debian", "mirror.example.com/library/debian"}],
		[["mirror.example.com/lib", "hub.docker.com"], {"debian", "hub.docker.com/library/debian"}],
	]
	{image |
		some image in {"debian", "mirror.example.com/library/debian", "hub.docker.com/library/debian"}
		violations := rule.violation with input as _given(_from(image), {"aliases": aliases})
		count(violations) > 0
	} == expected
}

# By entry: the images that still have a finding.
test_exempt[entry] if {
	some entry, expected in {
		"grafana": {"docker.io/grafana/grafana:12.1", "grafana/grafana", "grafanalabs/loki:3", "debian:13"},
		"docker.io/grafana/grafana": {"grafanalabs/loki:3", "debian:13"},
		"grafana/grafana": {"grafanalabs/loki:3", "debian:13"},
		"grafana/grafana:12.1": {"grafana/grafana", "grafanalabs/loki:3", "debian:13"},
		"debian": {"docker.io/grafana/grafana:12.1", "grafana/grafana", "grafanalabs/loki:3"},
		"registry.example.com/debian": {
			"docker.io/grafana/grafana:12.1",
			"grafana/grafana",
			"grafanalabs/loki:3",
			"debian:13",
		},
		_pinned("debian:13"): {
			"docker.io/grafana/grafana:12.1",
			"grafana/grafana",
			"grafanalabs/loki:3",
			"debian:13",
		},
	}
	{image |
		some image in {"docker.io/grafana/grafana:12.1", "grafana/grafana", "grafanalabs/loki:3", "debian:13"}
		violations := rule.violation with input as _given(_from(image), {"exempt": [entry]})
		count(violations) > 0
	} == expected
}

test_exempt_digest if {
	violations := rule.violation with input as _given(_from(_pinned("debian:13")), {"exempt": [_pinned("debian")]})
	violations == set()
}

# By operation, with the parameters of a Constraint: the tokens of the findings.
test_admission[operation] if {
	some operation, expected in {
		"CREATE": {"mirror.example.com"},
		"UPDATE": {"mirror.example.com"},
		"DELETE": set(),
	}
	violations := rule.violation with input as {
		"review": {"object": _pod("mirror.example.com/library/redis:8"), "operation": operation},
		"parameters": {"aliases": ["mirror.example.com"]},
	}
	{violation.details.token | some violation in violations} == expected
}

# By image: what is written, if anything.
test_mirror[image] if {
	some image, expected in {
		"redis": ["hub.example.com/m/library/redis"],
		"docker.io/redis:7": ["hub.example.com/m/library/redis:7"],
		"me/redis:$T": [],
		"hub.docker.com/me/redis": ["hub.example.com/m/me/redis"],
		"hub.docker.com/redis": [],
		"docker.io:443/me/redis": [],
	}
	violations := rule.violation with input as _given(_from(image), {"mirror": "hub.example.com/m/"})
	_texts(violations) == expected
}

# What stands behind the name may be in a variable, but nothing else.
test_mirror_and_variables[image] if {
	some image, expected in {
		"redis:$T": ["hub.example.com/library/redis:$T"],
		"$T": ["hub.example.com/library/7"],
		"redis$T": [],
		"redis:1${T}@$T": [],
	}
	instructions := array.concat([_instruction("arg", ["T=7"], [], 0)], _from(image))
	violations := rule.violation with input as _given(instructions, {"mirror": "hub.example.com"})
	_texts(violations) == expected
}

# By mirror that is none: no image has a fix.
test_no_mirror[mirror] if {
	some mirror in ["", "me", "docker.io/me", "index.docker.io", "hub.docker.com", "Not a host/x"]
	violations := rule.violation with input as _given(_from("redis"), {"mirror": mirror})
	count(violations) == 1
	_texts(violations) == []
}

test_mirror_of_a_workload if {
	violations := rule.violation with input as _given(_pod("docker.io/library/redis"), {"mirror": "hub.example.com"})
	_texts(violations) == ["hub.example.com/library/redis"]
}

_texts(violations) := [edit.text | some violation in violations; some edit in violation.details.fix.edits]

# By odd subject.
test_nothing_to_judge[subject] if {
	some subject in [null, 0, "x", [], {}, [[1]], {"kind": 3}, {"kind": "Pod"}, {"kind": "Pod", "spec": null}]
	violations := rule.violation with input as _given(subject, {})
	violations == set()
}

_given(subject, parameters) := {
	"review": {"object": subject},
	"settings": {"parameters": {"no-docker-hub": parameters}},
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
