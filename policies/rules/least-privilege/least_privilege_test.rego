package rules["least-privilege_test"]

import data.rules["least-privilege"] as rule

test_insecure_step if {
	violations := rule.violation with input as _given(_building(["--network=none", "--security=insecure"]), {})
	violations == {{
		"msg": "--security=insecure runs the build step with all privileges of the host: drop it",
		"details": {
			"path": [1, "Flags", 1],
			"severity": "warning",
			"subject": "stage 0 (build)",
			"token": "insecure",
		},
	}}
}

# A RUN behind ONBUILD is a step of the stage that stands on its own.
test_insecure_trigger if {
	dockerfile := [
		_instruction("from", ["debian:13", "AS", "base"], [], 0),
		object.union(
			_instruction("onbuild", ["make"], [], 0),
			{"SubCmd": "run", "SubFlags": ["--security=insecure"]},
		),
		_instruction("from", ["base"], [], 1),
	]
	violations := rule.violation with input as _given(dockerfile, {})
	violations == {{
		"msg": "--security=insecure runs the build step with all privileges of the host: drop it",
		"details": {
			"path": [1, "SubFlags", 0],
			"severity": "warning",
			"subject": "stage 1",
			"token": "insecure",
			"extra": "onbuild",
		},
	}}
}

# By list of flags of a RUN: how many findings there are.
test_flags[flags] if {
	some [flags, expected] in [
		[[], 0],
		[["--security=sandbox"], 0],
		[["--security=insecure"], 1],
		[["--network=host"], 0],
	]
	violations := rule.violation with input as _given(_building(flags), {})
	count(violations) == expected
}

# By field: the finding.
test_namespaces_of_the_host[field] if {
	some field in ["hostNetwork", "hostPID", "hostIPC"]
	violations := rule.violation with input as _given(_pod({field: true}, _restricted), {})
	violations == {{
		"msg": concat("", [field, ": true shares the node's namespace with the pod: drop it"]),
		"details": {"path": ["spec", field], "severity": "warning", "subject": "Pod/-/shop"},
	}}
}

test_privileged if {
	context := object.union(_restricted, {"privileged": true})
	violations := rule.violation with input as _given(_pod({}, context), {})
	violations == {{
		"msg": "privileged: true gives container app all that root on the node has: drop it",
		"details": _details(["securityContext", "privileged"]),
	}}
}

test_escalation if {
	context := object.union(_restricted, {"allowPrivilegeEscalation": true})
	violations := rule.violation with input as _given(_pod({}, context), {})
	violations == {{
		"msg": "allowPrivilegeEscalation: true lets container app gain privileges: write false",
		"details": _details(["securityContext", "allowPrivilegeEscalation"]),
	}}
}

test_nothing_set if {
	violations := rule.violation with input as _given(_pod({}, null), {})
	violations == {
		{
			"msg": "container app may gain privileges: set securityContext.allowPrivilegeEscalation: false",
			"details": _fixed("allowPrivilegeEscalation", ["allowPrivilegeEscalation"], false),
		},
		{
			"msg": concat("", [
				"container app may make any system call",
				": set securityContext.seccompProfile.type: RuntimeDefault on it or on the pod",
			]),
			"details": _fixed("seccompProfile", ["seccompProfile"], {"type": "RuntimeDefault"}),
		},
		{
			"msg": concat("", [
				"container app keeps the default capabilities",
				": set securityContext.capabilities.drop: [ALL]",
			]),
			"details": _fixed("capabilities.drop", ["capabilities", "drop"], ["ALL"]),
		},
	}
}

_fixed(name, keys, value) := object.union(_details([]), {"fix": {
	"title": concat("", ["Set securityContext.", name]),
	"edits": [{"path": array.concat(["spec", "containers", 0, "securityContext"], keys), "value": value}],
}})

# By security context: the titles of the fixes, and the paths that they set a value at.
test_fixes[note] if {
	some note, [context, expected] in {
		"drop more": [{"capabilities": {"drop": ["NET_RAW"]}}, {
			["allowPrivilegeEscalation"],
			["capabilities", "drop", 1],
			["seccompProfile"],
		}],
		"keep what is added": [{"capabilities": {"add": ["CHOWN"]}}, {
			["allowPrivilegeEscalation"],
			["capabilities", "drop"],
			["seccompProfile"],
		}],
		"written on purpose": [
			{"allowPrivilegeEscalation": true, "seccompProfile": {"type": "Unconfined"}},
			{["capabilities", "drop"]},
		],
		"half of a profile": [{"seccompProfile": {"localhostProfile": "x"}}, {
			["allowPrivilegeEscalation"],
			["capabilities", "drop"],
		}],
		"privileged": [{"privileged": true}, set()],
		"as good as privileged": [{"capabilities": {"add": ["SYS_ADMIN"]}}, set()],
	}
	violations := rule.violation with input as _given(_pod({}, context), {})
	{array.slice(edit.path, 4, 9) | some violation in violations; some edit in violation.details.fix.edits} == expected
}

test_seccomp_profile_of_the_container if {
	context := object.union(_restricted, {"seccompProfile": {"type": "Unconfined"}})
	violations := rule.violation with input as _given(_pod({}, context), {})
	violations == {{
		"msg": "seccompProfile Unconfined filters nothing for container app: write RuntimeDefault",
		"details": _details(["securityContext", "seccompProfile", "type"]),
	}}
}

test_seccomp_profile_of_the_pod if {
	spec := {"securityContext": {"seccompProfile": {"type": "Unconfined"}}}
	context := object.remove(_restricted, ["seccompProfile"])
	violations := rule.violation with input as _given(_pod(spec, context), {})
	violations == {{
		"msg": "seccompProfile Unconfined filters nothing for the pod: write RuntimeDefault",
		"details": {
			"path": ["spec", "securityContext", "seccompProfile", "type"],
			"severity": "warning",
			"subject": "Pod/-/shop",
		},
	}}
}

test_added_capability if {
	capabilities := {"drop": ["ALL"], "add": ["NET_BIND_SERVICE", "SYS_ADMIN", 7]}
	context := object.union(_restricted, {"capabilities": capabilities})
	violations := rule.violation with input as _given(_pod({}, context), {})
	violations == {{
		"msg": "capability SYS_ADMIN is more than container app should have: add NET_BIND_SERVICE only",
		"details": _details(["securityContext", "capabilities", "add", 1]),
	}}
}

# By the pod's spec and changes to a restricted context: the paths of the findings below the container.
test_contexts[spec] if {
	localhost := {"type": "Localhost", "localhostProfile": "x.json"}
	some [spec, context, expected] in [
		[{}, {}, set()],
		[{"hostNetwork": false, "hostPID": null, "hostIPC": "true"}, {}, set()],
		[{"hostUsers": false}, {"privileged": false}, set()],
		[{"securityContext": {"seccompProfile": localhost}}, {"seccompProfile": null}, set()],
		[{"securityContext": {"seccompProfile": {"type": "Unconfined"}}}, {}, {["type"]}],
		[{"securityContext": {"runAsUser": 1}}, {"seccompProfile": localhost}, set()],
		[{"securityContext": 1}, {"seccompProfile": null}, {[]}],
		[{"securityContext": 2}, {"seccompProfile": {"type": 3}}, {["securityContext", "seccompProfile", "type"]}],
		[{"securityContext": 3}, {"allowPrivilegeEscalation": "false"}, {[]}],
		[{"securityContext": 4}, {"capabilities": {"drop": ["NET_RAW"]}}, {[]}],
		[{"securityContext": 5}, {"capabilities": {"drop": null}}, {[]}],
		[{"securityContext": 6}, {"capabilities": {"drop": ["NET_RAW", "ALL"], "add": "SYS_ADMIN"}}, set()],
	]
	violations := rule.violation with input as _given(_pod(spec, object.union(_restricted, context)), {})
	{array.slice(violation.details.path, 3, 9) | some violation in violations} == expected
}

# What concerns Linux alone is not asked of Windows.
test_windows if {
	violations := rule.violation with input as _given(_pod({"os": {"name": "windows"}}, {"privileged": true}), {})
	{violation.details.path | some violation in violations} == {[
		"spec", "containers", 0,
		"securityContext", "privileged",
	]}
}

test_containers_of_every_role if {
	spec := {
		"initContainers": [{"name": "init", "securityContext": {"privileged": true}}],
		"ephemeralContainers": [{"name": "debug", "securityContext": {"privileged": true}}],
	}
	violations := rule.violation with input as _given(_pod(spec, _restricted), {})
	{violation.details.subject | some violation in violations} == {
		"Pod/-/shop init container init",
		"Pod/-/shop ephemeral container debug",
	}
}

# By operation: how many findings there are.
test_admission[operation] if {
	some operation, expected in {"CREATE": 1, "UPDATE": 1, "DELETE": 0}
	violations := rule.violation with input as {
		"review": {"object": _pod({"hostPID": true}, _restricted), "operation": operation},
		"parameters": {},
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
	"settings": {"parameters": {"least-privilege": parameters}},
}

_details(below) := {
	"path": array.concat(["spec", "containers", 0], below),
	"severity": "warning",
	"subject": "Pod/-/shop container app",
}

_instruction(cmd, values, flags, stage) := {
	"Cmd": cmd,
	"SubCmd": "",
	"Flags": flags,
	"JSON": false,
	"Value": values,
	"Stage": stage,
}

_building(flags) := [
	_instruction("from", ["debian:13", "AS", "build"], [], 0),
	_instruction("run", ["make"], flags, 0),
]

_restricted := {
	"allowPrivilegeEscalation": false,
	"capabilities": {"drop": ["ALL"]},
	"seccompProfile": {"type": "RuntimeDefault"},
}

_pod(spec, context) := {
	"kind": "Pod",
	"metadata": {"name": "shop"},
	"spec": object.union(spec, {"containers": [{"name": "app", "image": "web:1", "securityContext": context}]}),
}
