# METADATA
# title: Workloads
# description: >-
#   Kubernetes objects that run pods, and their containers. Nothing here fails on fields that are missing, null or of
#   another type than Kubernetes wants. The meaning of the fields follows the Pod Security Standards
#   (k8s.io/pod-security-admission).
package lib.workloads

import data.lib.review

# METADATA
# description: >-
#   The objects under review as {"path", "object"}: the subject, or where it is a List its items, and theirs.
objects := [entry | some entry in array.concat(_first, array.concat(_second, _third)); not _is_list(entry.object)]

_first := [{"path": [], "object": review.subject} | is_object(review.subject)]

_second := [item | some entry in _first; some item in _items(entry)]

_third := [item | some entry in _second; some item in _items(entry)]

_items(entry) := [{"path": array.concat(entry.path, ["items", index]), "object": item} |
	_is_list(entry.object)
	some index, item in entry.object.items
	is_object(item)
]

_is_list(object_) if {
	is_array(object_.items)
	endswith(object_.kind, "List")
}

# METADATA
# description: What runs pods, as {"path", "object", "label", "template_path", "spec_path", "spec" of the pod}.
all := [workload |
	some entry in objects
	is_string(entry.object.kind)
	template := object.get(_templates, entry.object.kind, ["spec", "template"])
	spec_path := array.concat(template, ["spec"])
	spec := object.get(entry.object, spec_path, null)
	is_object(spec)
	workload := {
		"path": entry.path,
		"object": entry.object,
		"label": _label(entry.object),
		"template_path": array.concat(entry.path, template),
		"spec_path": array.concat(entry.path, spec_path),
		"spec": spec,
	}
]

# Where the pod is, in kinds that do not keep it at spec.template.
_templates := {"Pod": [], "PodTemplate": ["template"], "CronJob": ["spec", "jobTemplate", "spec", "template"]}

_label(object_) := sprintf("%s/%s/%s", [object_.kind, _text(metadata, "namespace"), name]) if {
	metadata := field(object_, "metadata")
	name := {true: _text(metadata, "generateName"), false: _text(metadata, "name")}[_text(metadata, "name") == "-"]
}

_text(object_, key) := object_[key] if {
	is_string(object_[key])
	object_[key] != ""
} else := "-"

# METADATA
# description: >-
#   The containers of every workload as {"workload", "path", "subject", "container"}; init and ephemeral ones included.
containers := [entry |
	some workload in all
	some key, role in _roles
	is_array(workload.spec[key])
	some index, container in workload.spec[key]
	is_object(container)
	entry := {
		"workload": workload,
		"path": array.concat(workload.spec_path, [key, index]),
		"subject": sprintf("%s %s %s", [workload.label, role, _container_name(container, index)]),
		"container": container,
	}
]

_roles := {"initContainers": "init container", "containers": "container", "ephemeralContainers": "ephemeral container"}

_container_name(container, index) := container.name if {
	is_string(container.name)
} else := format_int(index, 10)

# METADATA
# description: The object at that key, empty where there is none.
field(object_, key) := object_[key] if {
	is_object(object_[key])
} else := {}

# METADATA
# description: >-
#   The security context's field that holds for a container, as {"value", "path", "subject"}: its own, else the pod's,
#   whose subject is the workload; undefined where neither is set. `keys` is the way to it, such as
#   ["seccompProfile", "type"].
effective(entry, keys) := {"value": value, "path": array.concat(entry.path, full), "subject": entry.subject} if {
	full := array.concat(["securityContext"], keys)
	value := object.get(entry.container, full, null)
	value != null
} else := {
	"value": value,
	"path": array.concat(entry.workload.spec_path, full),
	"subject": entry.workload.label,
} if {
	full := array.concat(["securityContext"], keys)
	value := object.get(entry.workload.spec, full, null)
	value != null
}

# METADATA
# description: Where a finding about an effective value, or about the container itself, points.
place(entry) := object.filter(entry, ["path", "subject"])

# METADATA
# description: Whether the pod runs on Windows, by `os` or by the node selector.
is_windows(workload) if lower(workload.spec.os.name) == "windows"

is_windows(workload) if lower(workload.spec.nodeSelector["kubernetes.io/os"]) == "windows"
