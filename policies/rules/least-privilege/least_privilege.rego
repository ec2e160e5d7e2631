# METADATA
# title: Ask for no more privileges than needed
# description: >-
#   What the Restricted profile of the Pod Security Standards asks of containers: no privileges, no escalation, no
#   capabilities but NET_BIND_SERVICE, none of the host's namespaces, a seccomp profile; and builds without
#   RUN --security=insecure. Volumes, host ports, sysctls and security modules are left to Pod Security admission.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/pod-security-standards/
# custom:
#   practice: 4
#   severity: warning
#   subjects: [dockerfile, workload]
package rules["least-privilege"]

import data.lib.finding
import data.lib.fixes
import data.lib.steps
import data.lib.workloads

violation contains finding.new(chain, message, place) if {
	chain := rego.metadata.chain()
	some [message, place] in _problems
}

_problems contains [message, place] if {
	some step in steps.flagged
	step.cmd == "run"
	some number, "--security=insecure" in step.flags
	message := "--security=insecure runs the build step with all privileges of the host: drop it"
	place := object.union(steps.place_of_flag(step, number), {"token": "insecure"})
}

_problems contains [message, place] if {
	some workload in workloads.all
	some field in ["hostNetwork", "hostPID", "hostIPC"]
	workload.spec[field] == true
	message := concat("", [field, ": true shares the node's namespace with the pod: drop it"])
	place := {"path": array.concat(workload.spec_path, [field]), "subject": workload.label}
}

_problems contains [message, workloads.place(container, ["privileged"])] if {
	some container in workloads.containers
	container.context.privileged == true
	message := concat("", ["privileged: true gives ", container.name, " all that root on the node has: drop it"])
}

_problems contains [message, workloads.place(container, ["allowPrivilegeEscalation"])] if {
	some container in _linux_containers
	container.context.allowPrivilegeEscalation == true
	message := concat("", ["allowPrivilegeEscalation: true lets ", container.name, " gain privileges: write false"])
}

_problems contains [message, place] if {
	some container in _linux_containers
	not is_boolean(object.get(container.context, "allowPrivilegeEscalation", null))
	place := object.union(workloads.place(container, []), _fix(container, ["allowPrivilegeEscalation"], false))
	advice := " may gain privileges: set securityContext.allowPrivilegeEscalation: false"
	message := concat("", [container.name, advice])
}

_problems contains [message, place] if {
	some container in _linux_containers
	profile := workloads.effective(container, ["seccompProfile", "type"])
	place := object.union(profile.place, _profile_fix(container, profile))
	message := _seccomp_problem(profile)
}

# The Restricted profile judges the pod's own field too, whatever its containers say.
_problems contains [message, place] if {
	some workload in workloads.all
	workload.os == "linux"
	type := object.get(workload.spec, ["securityContext", "seccompProfile", "type"], null)
	is_string(type)
	message := _seccomp_problem({"value": type, "name": "the pod"})
	place := {
		"path": array.concat(workload.spec_path, ["securityContext", "seccompProfile", "type"]),
		"subject": workload.label,
	}
}

_problems contains [message, place] if {
	some container in _linux_containers
	not "ALL" in object.get(container.context, ["capabilities", "drop"], [])
	place := object.union(workloads.place(container, []), _drop_fix(container))
	advice := " keeps the default capabilities: set securityContext.capabilities.drop: [ALL]"
	message := concat("", [container.name, advice])
}

_problems contains [message, workloads.place(container, ["capabilities", "add", number])] if {
	some container in _linux_containers
	some number, capability in container.context.capabilities.add
	is_string(capability)
	capability != "NET_BIND_SERVICE"
	advice := " should have: add NET_BIND_SERVICE only"
	message := concat("", ["capability ", capability, " is more than ", container.name, advice])
}

_seccomp_problem(profile) := message if {
	is_string(profile.value)
	not profile.value in {"RuntimeDefault", "Localhost"}
	message := sprintf("seccompProfile %s filters nothing for %s: write RuntimeDefault", [profile.value, profile.name])
}

_seccomp_problem(profile) := concat("", [profile.name, advice]) if {
	not is_string(profile.value)
	advice := " may make any system call: set securityContext.seccompProfile.type: RuntimeDefault on it or on the pod"
}

# What is missing can be added. A container that asks for all privileges would not get fewer, and Kubernetes refuses
# some of it.
_fix(container, keys, value) := fixes.offer(title, [fixes.set_value(workloads.place(container, keys).path, value)]) if {
	not _is_privileged(container)
	title := concat("", ["Set securityContext.", concat(".", [key | some key in keys; is_string(key)])])
} else := {}

# https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/apis/core/validation/validation.go (ValidateSecurityContext)
_is_privileged(container) if container.context.privileged == true

_is_privileged(container) if {
	some capability in container.context.capabilities.add
	capability in {"SYS_ADMIN", "CAP_SYS_ADMIN"}
}

_profile_fix(container, profile) := _fix(container, ["seccompProfile"], {"type": "RuntimeDefault"}) if {
	profile.value == null
	object.get(container.context, "seccompProfile", null) == null
} else := {}

_drop_fix(container) := _fix(container, ["capabilities", "drop"], ["ALL"]) if {
	object.get(container.context, ["capabilities", "drop"], null) == null
} else := _fix(container, ["capabilities", "drop", count(dropped)], "ALL") if {
	dropped := container.context.capabilities.drop
	is_array(dropped)
} else := {}

_linux_containers := [container | some container in workloads.containers; container.workload.os == "linux"]
