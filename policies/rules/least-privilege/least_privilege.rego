# METADATA
# title: Ask for no more privileges than needed
# description: >-
#   What the Restricted profile of the Pod Security Standards asks of containers: no privileges, no escalation, no
#   capabilities but NET_BIND_SERVICE, none of the host's namespaces, a seccomp profile; and builds without
#   RUN --security=insecure.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/pod-security-standards/
# custom:
#   practice: 4
#   severity: warning
#   subjects: [dockerfile, workload]
package rules["least-privilege"]

import data.lib.dockerfile
import data.lib.finding
import data.lib.workloads

violation contains finding.new(rego.metadata.chain(), message, place) if {
	some stage in dockerfile.stages
	some instruction in dockerfile.executed(stage.index)
	instruction.cmd == "run"
	some number, "--security=insecure" in instruction.flags
	message := "--security=insecure runs the build step with all privileges of the host: drop it"
	place := object.union(_extra(instruction), {
		"path": array.concat(instruction.flags_path, [number]),
		"token": "insecure",
		"subject": dockerfile.stage_label(stage.index),
	})
}

_extra(instruction) := {"extra": "onbuild"} if {
	instruction.onbuild
} else := {}

violation contains finding.new(rego.metadata.chain(), message, place) if {
	some workload in workloads.all
	some field in ["hostNetwork", "hostPID", "hostIPC"]
	workload.spec[field] == true
	message := sprintf("%s: true shares the node's namespace with the pod: drop it", [field])
	place := {"path": array.concat(workload.spec_path, [field]), "subject": workload.label}
}

violation contains finding.new(rego.metadata.chain(), message, place) if {
	some container in workloads.containers
	container.container.securityContext.privileged == true
	message := "privileged: true gives the container all that root on the node has: drop it"
	place := _at(container, ["privileged"])
}

violation contains finding.new(rego.metadata.chain(), message, place) if {
	some container in workloads.containers
	not workloads.is_windows(container.workload)
	[message, place] := _linux_problems(container)[_]
}

# Windows has none of these.
_linux_problems(container) := array.concat(
	array.concat(_escalation(container), _seccomp(container)),
	array.concat(_kept_capabilities(container), _added_capabilities(container)),
)

_escalation(container) := [["allowPrivilegeEscalation: true lets a process gain more privileges than its parent: write false", place]] if {
	container.container.securityContext.allowPrivilegeEscalation == true
	place := _at(container, ["allowPrivilegeEscalation"])
} else := [] if {
	container.container.securityContext.allowPrivilegeEscalation == false
} else := [["may gain privileges: set securityContext.allowPrivilegeEscalation: false", workloads.place(container)]]

_seccomp(container) := [] if {
	workloads.effective(container, ["seccompProfile", "type"]).value in {"RuntimeDefault", "Localhost"}
} else := [[message, workloads.place(profile)]] if {
	profile := workloads.effective(container, ["seccompProfile", "type"])
	is_string(profile.value)
	message := sprintf("seccomp profile %s filters no system calls: write RuntimeDefault", [profile.value])
} else := [["has no seccomp profile: set securityContext.seccompProfile.type: RuntimeDefault here or in the pod", place]] if {
	place := workloads.place(container)
}

_kept_capabilities(container) := [] if {
	"ALL" in container.container.securityContext.capabilities.drop
} else := [["keeps the default capabilities: set securityContext.capabilities.drop: [ALL]", workloads.place(container)]]

_added_capabilities(container) := [[message, place] |
	some number, capability in container.container.securityContext.capabilities.add
	capability != "NET_BIND_SERVICE"
	is_string(capability)
	message := sprintf("capability %s is more than the Restricted profile allows: add none but NET_BIND_SERVICE", [capability])
	place := _at(container, ["capabilities", "add", number])
]

_at(container, keys) := {
	"path": array.concat(container.path, array.concat(["securityContext"], keys)),
	"subject": container.subject,
}
