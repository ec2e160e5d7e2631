# METADATA
# title: Do not run as root
# description: >-
#   A process that breaks out of its container is on the host what it was inside. An image names the user it runs as, and a
#   pod insists that it is not root.
# custom:
#   practice: 4
#   severity: error
#   subjects: [dockerfile, workload]
#   parameters:
#     type: object
#     properties:
#       require_numeric:
#         type: boolean
#         default: false
#         description: >-
#           Whether an image's USER must be a number: Kubernetes can tell that a number is not root (runAsNonRoot), a name
#           it cannot.
package rules["non-root-user"]

import data.lib.dockerfile
import data.lib.finding
import data.lib.review
import data.lib.users
import data.lib.workloads

violation contains finding.new(rego.metadata.chain(), _problem(users.instruction), place) if {
	instruction := users.instruction
	place := {
		"path": instruction.path,
		"token": instruction.text,
		"subject": dockerfile.stage_label(instruction.stage),
	}
}

_problem(instruction) := sprintf("USER %s cannot be followed, so it may be root: write a number such as 65532", [instruction.text]) if {
	not is_string(instruction.user)
} else := sprintf("USER %s is root%s: write an unprivileged user, such as USER 65532", [
	instruction.text,
	_because(instruction),
]) if {
	users.is_root(instruction.user)
} else := sprintf("USER %s is a name, which runAsNonRoot cannot verify: write its number", [instruction.text]) if {
	_needs_number(instruction.user)
}

_because(instruction) := " once its variables are replaced" if {
	contains(instruction.text, "$")
} else := ""

_needs_number(user) if {
	review.parameters(rego.metadata.chain()).require_numeric
	not regex.match(`^[0-9]+$`, user)
	lower(user) != "containeruser"
}

violation contains finding.new(rego.metadata.chain(), _missing(users.inherited_from), place) if {
	dockerfile.final
	not users.instruction
	place := {
		"path": [dockerfile.final.at, "Value", 0],
		"token": dockerfile.final.text,
		"subject": dockerfile.stage_label(dockerfile.final.index),
	}
}

_missing(base) := sprintf("no USER, and %s runs as %s: add one, such as USER 65532", [base.name, _spoken(base.user)]) if {
	users.is_root(base.user)
} else := sprintf("no USER, and %s runs as %s, a name that runAsNonRoot cannot verify: add USER with its number", [
	base.name,
	base.user,
]) if {
	_needs_number(base.user)
} else := "no USER, so the image runs as whatever its base does, mostly root: add one, such as USER 65532" if {
	not base.user
}

_spoken("0") := "root"

_spoken(user) := user if user != "0"

violation contains finding.new(rego.metadata.chain(), message, place) if {
	some container in workloads.containers
	not container.workload.spec.hostUsers == false
	[message, place] := _pod_problem(container)
}

_pod_problem(container) := _windows_problem(container) if workloads.is_windows(container.workload)

_pod_problem(container) := _linux_problem(container) if not workloads.is_windows(container.workload)

# runAsUser decides, whatever runAsNonRoot says; without it the kubelet refuses root where runAsNonRoot is true.
_linux_problem(container) := ["runAsUser: 0 is root: write an unprivileged number, such as 65532", workloads.place(user)] if {
	user := workloads.effective(container, ["runAsUser"])
	user.value == 0
} else := _unless_non_root(container) if {
	not _has_user(container)
}

_has_user(container) if is_number(workloads.effective(container, ["runAsUser"]).value)

# The user IDs of Linux mean nothing on Windows.
_windows_problem(container) := [message, workloads.place(user)] if {
	user := workloads.effective(container, ["windowsOptions", "runAsUserName"])
	users.is_windows_administrator(user.value)
	message := sprintf("runAsUserName: %s is the administrator: write ContainerUser", [user.value])
} else := _unless_non_root(container) if {
	not _has_windows_user(container)
}

_has_windows_user(container) if is_string(workloads.effective(container, ["windowsOptions", "runAsUserName"]).value)

_unless_non_root(container) := ["runAsNonRoot: false lets the image's user be root: write true", workloads.place(flag)] if {
	flag := workloads.effective(container, ["runAsNonRoot"])
	flag.value == false
} else := ["may run as root: set securityContext.runAsNonRoot: true here or in the pod", workloads.place(container)] if {
	not _is_non_root(container)
}

_is_non_root(container) if workloads.effective(container, ["runAsNonRoot"]).value == true
