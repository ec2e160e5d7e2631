# METADATA
# title: Do not run as root
# description: >-
#   A process that breaks out of its container is on the host what it was inside. An image names the user it runs as,
#   and a pod insists that it is not root.
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
#           Whether an image's USER must be a number: Kubernetes can tell that a number is not root (runAsNonRoot), a
#           name it cannot.
package rules["non-root-user"]

import data.lib.finding
import data.lib.fixes
import data.lib.review
import data.lib.stages
import data.lib.users
import data.lib.workloads

violation contains finding.new(chain, message, place) if {
	chain := rego.metadata.chain()
	some [message, place] in _problems
}

_problems contains [message, users.instruction.place] if message := _instruction_problem(users.instruction)

_problems contains [_absence_problem, stages.place_of_absence] if not users.instruction

_problems contains [message, place] if {
	some container in workloads.containers
	not container.workload.spec.hostUsers == false # root in a user namespace of its own is nobody outside
	[message, place] := _container_problem(container.workload.os, container)
}

_instruction_problem(instruction) := concat("", ["USER ", instruction.text, reason, ": write ", advice]) if {
	instruction.user == null
	reason := " cannot be followed and may be root"
	advice := "a number, such as USER 65532"
} else := concat("", ["USER ", instruction.text, reason, ": write ", advice]) if {
	users.is_root(instruction.user)
	reason := _way_to_root(instruction)
	advice := "an unprivileged user, such as USER 65532"
} else := concat("", ["USER ", shown, " is a name, which runAsNonRoot cannot verify: write its number"]) if {
	_must_be_number(instruction.user)
	shown := _shown(instruction)
}

_shown(instruction) := instruction.text if {
	not contains(instruction.text, "$")
} else := concat("", [instruction.text, " (", instruction.user, ")"])

_way_to_root(instruction) := " runs the image as root" if {
	not contains(instruction.text, "$")
} else := " comes out empty, which is root" if {
	instruction.user == ""
} else := concat("", [" comes out as ", instruction.user, ", and runs the image as root"])

_absence_problem := concat("", ["no USER, and ", base.name, " runs as ", user, ": add one, such as USER 65532"]) if {
	base := users.inherited_from
	users.is_root(base.user)
	user := {true: "root", false: base.user}[base.user == "0"]
} else := concat("", ["no USER, and ", base.name, " runs as ", base.user, advice]) if {
	base := users.inherited_from
	_must_be_number(base.user)
	advice := ", a name that runAsNonRoot cannot verify: add USER with its number"
} else := "no USER, so the image runs as whatever its base does, mostly root: add one, such as USER 65532" if {
	not users.inherited_from
}

# Windows has no numbers, and its administrator is no mystery.
_must_be_number(user) if {
	review.parameters(rego.metadata.chain()).require_numeric
	not regex.match(`^[0-9]+$`, user)
	lower(user) != "containeruser"
}

# runAsUser decides, whatever runAsNonRoot says; without it the kubelet refuses root where runAsNonRoot is true.
_container_problem("linux", container) := [message, user.place] if {
	user := workloads.effective(container, ["runAsUser"])
	user.value == 0
	message := concat("", ["runAsUser: 0 makes ", user.name, " root: write an unprivileged number, such as 65532"])
} else := _flag_problem(container) if {
	user := workloads.effective(container, ["runAsUser"])
	not is_number(user.value)
}

# The numbers of Linux users mean nothing on Windows.
_container_problem("windows", container) := [message, user.place] if {
	user := workloads.effective(container, ["windowsOptions", "runAsUserName"])
	users.is_windows_administrator(user.value)
	message := sprintf("runAsUserName: %s makes %s the administrator: write ContainerUser", [user.value, user.name])
} else := _flag_problem(container) if {
	user := workloads.effective(container, ["windowsOptions", "runAsUserName"])
	not is_string(user.value)
}

_flag_problem(container) := [message, flag.place] if {
	flag := workloads.effective(container, ["runAsNonRoot"])
	flag.value == false
	message := concat("", ["runAsNonRoot: false lets ", flag.name, " run as root: write true"])
} else := [message, object.union(workloads.place(container, []), _flag_fix(container, flag))] if {
	flag := workloads.effective(container, ["runAsNonRoot"])
	flag.value != true
	advice := " may run as root: set securityContext.runAsNonRoot: true on it or on the pod"
	message := concat("", [container.name, advice])
}

# What is missing can be added; what is there somebody has written on purpose.
_flag_fix(container, flag) := fixes.offer("Set securityContext.runAsNonRoot", [fixes.set_value(path, true)]) if {
	flag.value == null
	container.workload.os == "linux"
	workloads.effective(container, ["runAsUser"]).value == null
	not container.context.privileged == true
	path := workloads.place(container, ["runAsNonRoot"]).path
} else := {}
