package rules["non-root-user_test"]

import data.lib.dockerfile_test
import data.rules["non-root-user"] as rule

test_root if {
	violations := rule.violation with input as _given(_ending("debian:13", "root:root"), {})
	violations == {{
		"msg": "USER root:root runs the image as root: write an unprivileged user, such as USER 65532",
		"details": {"path": [1, "Value", 0], "severity": "error", "subject": "stage 0", "token": "root:root"},
	}}
}

test_no_user if {
	violations := rule.violation with input as _given([_instruction("from", ["debian:13"], 0)], {})
	violations == {{
		"msg": "no USER, and debian:13 runs as root: add one, such as USER 65532",
		"details": {"path": [0, "Value", 0], "severity": "error", "subject": "stage 0", "token": "debian:13"},
	}}
}

test_name if {
	violations := rule.violation with input as _given(_ending("debian:13", "app"), {"require_numeric": true})
	violations == {{
		"msg": "USER app is a name, which runAsNonRoot cannot verify: write its number",
		"details": {"path": [1, "Value", 0], "severity": "error", "subject": "stage 0", "token": "app"},
	}}
}

test_user_that_cannot_be_followed if {
	violations := rule.violation with input as _given(_ending("debian:13", "${APP:?}"), {})
	violations == {{
		"msg": "USER ${APP:?} cannot be followed and may be root: write a number, such as USER 65532",
		"details": {"path": [1, "Value", 0], "severity": "error", "subject": "stage 0", "token": "${APP:?}"},
	}}
}

test_container_without_security_context if {
	violations := rule.violation with input as _given(_pod({}, null), {})
	violations == {{
		"msg": "container app may run as root: set securityContext.runAsNonRoot: true on it or on the pod",
		"details": {
			"path": ["spec", "containers", 0],
			"severity": "error",
			"subject": "Pod/-/shop container app",
			"fix": {
				"title": "Set securityContext.runAsNonRoot",
				"edits": [{"path": ["spec", "containers", 0, "securityContext", "runAsNonRoot"], "value": true}],
			},
		},
	}}
}

# By pod and security context: whether what is missing is all that is wrong.
test_fixes[note] if {
	some note, [spec, context, expected] in {
		"nothing set": [{}, {}, 1],
		"null": [{"securityContext": {"runAsNonRoot": null}}, {"runAsNonRoot": null}, 1],
		"on purpose": [{}, {"runAsNonRoot": false}, 0],
		"on purpose for the pod": [{"securityContext": {"runAsNonRoot": false}}, {}, 0],
		"privileged": [{}, {"privileged": true}, 0],
		"no number": [{}, {"runAsUser": "1000"}, 0],
		"windows": [{"os": {"name": "windows"}}, {}, 0],
	}
	violations := rule.violation with input as _given(_pod(spec, context), {})
	count(violations) == 1
	count({violation | some violation in violations; violation.details.fix}) == expected
}

test_container_as_root if {
	context := {"runAsUser": 0, "runAsNonRoot": true}
	violations := rule.violation with input as _given(_pod({}, context), {})
	violations == {{
		"msg": "runAsUser: 0 makes container app root: write an unprivileged number, such as 65532",
		"details": {
			"path": ["spec", "containers", 0, "securityContext", "runAsUser"],
			"severity": "error",
			"subject": "Pod/-/shop container app",
		},
	}}
}

test_pod_as_root if {
	violations := rule.violation with input as _given(_pod({"securityContext": {"runAsUser": 0}}, null), {})
	violations == {{
		"msg": "runAsUser: 0 makes the pod root: write an unprivileged number, such as 65532",
		"details": {
			"path": ["spec", "securityContext", "runAsUser"],
			"severity": "error",
			"subject": "Pod/-/shop",
		},
	}}
}

test_container_that_may_be_root if {
	violations := rule.violation with input as _given(_pod({}, {"runAsNonRoot": false}), {})
	violations == {{
		"msg": "runAsNonRoot: false lets container app run as root: write true",
		"details": {
			"path": ["spec", "containers", 0, "securityContext", "runAsNonRoot"],
			"severity": "error",
			"subject": "Pod/-/shop container app",
		},
	}}
}

test_windows_administrator if {
	spec := {
		"os": {"name": "windows"},
		"securityContext": {"runAsNonRoot": true, "windowsOptions": {"runAsUserName": "ContainerAdministrator"}},
	}
	violations := rule.violation with input as _given(_pod(spec, null), {})
	violations == {{
		"msg": concat("", [
			"runAsUserName: ContainerAdministrator makes the pod the administrator",
			": write ContainerUser",
		]),
		"details": {
			"path": ["spec", "securityContext", "windowsOptions", "runAsUserName"],
			"severity": "error",
			"subject": "Pod/-/shop",
		},
	}}
}

# By USER: how many findings there are, and how many if it must be a number.
test_users[user] if {
	some user, [expected, expected_numeric] in {
		"1000": [0, 0],
		"65532:65532": [0, 0],
		"1000:0": [0, 0],
		"app": [0, 1],
		"app:app": [0, 1],
		"ContainerUser": [0, 0],
		"0": [1, 1],
		"00": [1, 1],
		"0:1000": [1, 1],
		"root": [1, 1],
		":1000": [1, 1],
		"ContainerAdministrator": [1, 1],
		"containeradministrator": [1, 1],
		"$APP": [0, 0],
		"${APP}:${APP}": [0, 0],
		"$ROOT": [1, 1],
		"$NOBODY": [1, 1],
		"${NOBODY:-app}": [0, 1],
	}
	dockerfile := [
		_instruction("from", ["debian:13"], 0),
		_instruction("env", ["APP", "1000", "=", "ROOT", "0", "="], 0),
		_instruction("user", [user], 0),
	]
	violations := rule.violation with input as _given(dockerfile, {})
	count(violations) == expected
	violations_numeric := rule.violation with input as _given(dockerfile, {"require_numeric": true})
	count(violations_numeric) == expected_numeric
}

test_variable_that_is_root if {
	violations := rule.violation with input as _given(_ending("debian:13", "$APP"), {})
	{violation.msg | some violation in violations} == {concat("", [
		"USER $APP comes out empty, which is root",
		": write an unprivileged user, such as USER 65532",
	])}
}

# By base of an image without USER: the messages, and those if the user must be a number.
test_bases[base] if {
	unknown := "no USER, so the image runs as whatever its base does, mostly root: add one, such as USER 65532"
	some base, [expected, expected_numeric] in {
		"gcr.io/distroless/static:nonroot": [set(), set()],
		"cgr.dev/chainguard/static": [set(), set()],
		"mcr.microsoft.com/windows/nanoserver:ltsc2025": [set(), set()],
		"jenkins/jenkins": [
			set(),
			{concat("", [
				"no USER, and jenkins/jenkins runs as jenkins",
				", a name that runAsNonRoot cannot verify: add USER with its number",
			])},
		],
		"scratch": _same("no USER, and scratch runs as root: add one, such as USER 65532"),
		"gcr.io/distroless/static:latest": _same(concat("", [
			"no USER, and gcr.io/distroless/static:latest runs as root",
			": add one, such as USER 65532",
		])),
		"mcr.microsoft.com/windows/servercore:ltsc2025": _same(concat("", [
			"no USER, and mcr.microsoft.com/windows/servercore:ltsc2025 runs as ContainerAdministrator",
			": add one, such as USER 65532",
		])),
		"debian:13": _same("no USER, and debian:13 runs as root: add one, such as USER 65532"),
		"registry.example.com/team/app": _same(unknown),
		"${BASE:?}": _same(unknown),
	}
	dockerfile := [_instruction("from", [base], 0)]
	violations := rule.violation with input as _given(dockerfile, {})
	{violation.msg | some violation in violations} == expected
	violations_numeric := rule.violation with input as _given(dockerfile, {"require_numeric": true})
	{violation.msg | some violation in violations_numeric} == expected_numeric
}

# By target: the paths of the findings.
test_stages[target] if {
	some target, expected in {
		"": set(),
		"base": set(),
		"build": {[3, "Value", 0]},
		"plain": {[4, "Value", 0]},
		"child": set(),
		"none": set(),
	}
	dockerfile := [
		_instruction("from", ["debian:13", "AS", "base"], 0),
		_instruction("user", ["1000"], 0),
		_instruction("from", ["golang:1.26", "AS", "build"], 1),
		_instruction("user", ["0"], 1),
		_instruction("from", ["debian:13", "AS", "plain"], 2),
		_instruction("from", ["base", "AS", "child"], 3),
	]
	given := object.union(_given(dockerfile, {}), {"settings": {"target": target}})
	violations := rule.violation with input as given
	{violation.details.path | some violation in violations} == expected
}

test_last_user_counts if {
	dockerfile := [
		_instruction("from", ["debian:13"], 0),
		_instruction("user", ["0"], 0),
		_instruction("user", ["1000"], 0),
	]
	violations := rule.violation with input as _given(dockerfile, {})
	violations == set()
}

test_user_of_a_trigger if {
	dockerfile := [
		_instruction("from", ["debian:13", "AS", "base"], 0),
		object.union(_instruction("onbuild", ["root"], 0), {"SubCmd": "user"}),
		_instruction("user", ["1000"], 0),
		_instruction("from", ["base"], 1),
	]
	violations := rule.violation with input as _given(dockerfile, {})
	{violation.details.path | some violation in violations} == {[1, "Value", 0]}
}

# By the pod's security context and the container's: the messages.
test_linux[contexts] if {
	absent := {"container app may run as root: set securityContext.runAsNonRoot: true on it or on the pod"}
	some [contexts, expected] in [
		[[{"runAsNonRoot": true}, null], set()],
		[[{"runAsUser": 1000}, null], set()],
		[[null, {"runAsNonRoot": true}], set()],
		[[null, {"runAsUser": 1000}], set()],
		[[{"runAsUser": 0}, {"runAsUser": 1000}], set()],
		[[{"runAsNonRoot": false}, {"runAsNonRoot": true}], set()],
		[[{"runAsNonRoot": false}, {"runAsUser": 1000}], set()],
		[
			[{"runAsNonRoot": true}, {"runAsNonRoot": false}],
			{"runAsNonRoot: false lets container app run as root: write true"},
		],
		[[{"runAsNonRoot": false}, {}], {"runAsNonRoot: false lets the pod run as root: write true"}],
		[
			[{"runAsNonRoot": true}, {"runAsUser": 0}],
			{"runAsUser: 0 makes container app root: write an unprivileged number, such as 65532"},
		],
		[[null, null], absent],
		[[7, "x"], absent],
		[[null, {"runAsNonRoot": "true"}], absent],
		[[null, {"windowsOptions": {"runAsUserName": "ContainerUser"}}], absent],
	]
	violations := rule.violation with input as _given(_pod({"securityContext": contexts[0]}, contexts[1]), {})
	{violation.msg | some violation in violations} == expected
}

# By the container's security context on Windows: the messages.
test_windows[context] if {
	administrator := " makes container app the administrator: write ContainerUser"
	some [context, expected] in [
		[{"windowsOptions": {"runAsUserName": "ContainerUser"}}, set()],
		[{"windowsOptions": {"runAsUserName": "ContainerUser"}, "runAsNonRoot": false}, set()],
		[{"runAsNonRoot": true}, set()],
		[{"runAsNonRoot": true, "runAsUser": 0}, set()],
		[
			{"windowsOptions": {"runAsUserName": "containeradministrator"}, "runAsNonRoot": true},
			{concat("", ["runAsUserName: containeradministrator", administrator])},
		],
		[{"runAsNonRoot": false}, {"runAsNonRoot: false lets container app run as root: write true"}],
		[{"runAsUser": 1000}, {concat("", [
			"container app may run as root",
			": set securityContext.runAsNonRoot: true on it or on the pod",
		])}],
	]
	violations := rule.violation with input as _given(_pod({"nodeSelector": {"kubernetes.io/os": "windows"}}, context), {})
	{violation.msg | some violation in violations} == expected
}

# By spec.hostUsers: how many findings a container as root has.
test_host_users[value] if {
	some [value, expected] in [[false, 0], [true, 1], [null, 1], ["false", 1]]
	violations := rule.violation with input as _given(_pod({"hostUsers": value}, {"runAsUser": 0}), {})
	count(violations) == expected
}

test_containers_of_every_role if {
	pod := {"kind": "Pod", "spec": {
		"initContainers": [{"name": "one"}],
		"containers": [{}],
		"ephemeralContainers": [{"name": "three"}, 3],
	}}
	violations := rule.violation with input as _given(pod, {})
	{violation.details.path | some violation in violations} == {
		["spec", "initContainers", 0],
		["spec", "containers", 0],
		["spec", "ephemeralContainers", 0],
	}
}

# By operation: the paths of the findings.
test_admission[operation] if {
	some operation, expected in {
		"CREATE": {["spec", "containers", 0]},
		"UPDATE": {["spec", "containers", 0]},
		"DELETE": set(),
	}
	violations := rule.violation with input as {
		"review": {"object": _pod({}, null), "operation": operation},
		"parameters": {"require_numeric": true},
	}
	{violation.details.path | some violation in violations} == expected
}

# The parameters of a caller without settings.
test_parameters_without_settings if {
	violations := rule.violation with input as {
		"review": {"object": _ending("debian:13", "app")},
		"parameters": {"require_numeric": true},
	}
	count(violations) == 1
}

# By odd subject.
test_nothing_to_judge[subject] if {
	some subject in [null, 0, "x", [], {}, [[1]], {"kind": 3}, {"kind": "Pod"}, {"kind": "Pod", "spec": null}]
	violations := rule.violation with input as _given(subject, {})
	violations == set()
}

_given(subject, parameters) := {
	"review": {"object": subject},
	"settings": {"parameters": {"non-root-user": parameters}},
}

_instruction(cmd, values, stage) := {
	"Cmd": cmd,
	"SubCmd": "",
	"Flags": [],
	"JSON": false,
	"Value": values,
	"Stage": stage,
}

_ending(base, user) := [_instruction("from", [base], 0), _instruction("user", [user], 0)]

_same(message) := [{message}, {message}]

_pod(spec, context) := {
	"kind": "Pod",
	"metadata": {"name": "shop"},
	"spec": object.union(spec, {"containers": [{"name": "app", "image": "web:1", "securityContext": context}]}),
}

test_base_in_a_variable if {
	lines := ["ARG BASE=gcr.io/distroless/static-debian13", "FROM ${BASE}"]
	violations := rule.violation with input as dockerfile_test.built(lines, {})
	{violation.msg | some violation in violations} == {concat("", [
		"no USER, and ${BASE} (gcr.io/distroless/static-debian13) runs as root",
		": add one, such as USER 65532",
	])}
}
