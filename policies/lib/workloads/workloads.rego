# METADATA
# title: Workloads
# description: >-
#   Kubernetes objects that run pods, and their containers. Nothing here fails on fields that are missing, null or of
#   another type than Kubernetes wants. What the fields mean follows the Pod Security Standards
#   (k8s.io/pod-security-admission).
package lib.workloads

import data.lib.review

# METADATA
# description: >-
#   What runs pods: {"path", "object", "label", "template_path": to the pod's metadata and spec, "spec_path", "spec",
#   "os": linux or windows}. Without what an update leaves as it was.
all := [workload |
	some entry in _objects
	template := object.get(_templates, entry.kind, ["spec", "template"])
	spec_path := array.concat(template, ["spec"])
	spec := object.get(entry.object, spec_path, null)
	_is_pod(spec, entry.kind)
	not _is_unchanged(entry.object, spec_path)
	workload := {
		"path": entry.path,
		"object": entry.object,
		"label": _label(entry),
		"template_path": array.concat(entry.path, template),
		"spec_path": array.concat(entry.path, spec_path),
		"spec": spec,
		"os": _os(spec),
	}
]

# Controllers and finalizers have to get through to objects that are older than a rule: the Deployment controller scales
# its former ReplicaSets down, the Job controller takes its finalizer off pods. Audit finds these objects. Updates that
# change nothing of note pass Kubernetes' own Pod Security admission, too.
_is_unchanged(object_, spec_path) if {
	every path in [spec_path, ["metadata", "labels"]] {
		object.get(review.previous, path, null) == object.get(object_, path, null)
	}
}

# Where the pod is, in kinds that do not keep it at spec.template.
_templates := {"Pod": [], "PodTemplate": ["template"], "CronJob": ["spec", "jobTemplate", "spec", "template"]}

_kinds := {
	"Pod", "PodTemplate", "CronJob", "Job", "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet",
	"ReplicationController",
}

# Other kinds have templates of other things, too.
_is_pod(spec, kind) if {
	is_object(spec)
	kind in _kinds
}

_is_pod(spec, _) if is_array(spec.containers)

_os(spec) := "windows" if {
	some name in [object.get(spec, ["os", "name"], ""), object.get(spec, ["nodeSelector", "kubernetes.io/os"], "")]
	name == "windows"
} else := "linux"

# The objects under review as {"path", "object", "kind"}: the subject, or where it is a List its items, and theirs.
_objects := [entry | some entry in array.concat(_first, array.concat(_second, _third)); not _is_list(entry)]

_first := [{"path": [], "object": review.subject, "kind": review.subject.kind} | is_string(review.subject.kind)]

_second := [item | some entry in _first; some item in _items(entry)]

_third := [item | some entry in _second; some item in _items(entry)]

_is_list(entry) if {
	is_array(entry.object.items)
	endswith(entry.kind, "List")
}

# The items of a PodList need not say that they are Pods.
_items(entry) := [{"path": array.concat(entry.path, ["items", index]), "object": item, "kind": kind} |
	_is_list(entry)
	some index, item in entry.object.items
	is_object(item)
	kind := object.get(item, "kind", trim_suffix(entry.kind, "List"))
	is_string(kind)
]

_label(entry) := concat("/", [entry.kind, namespace, name]) if {
	namespace := _text(object.get(entry.object, ["metadata", "namespace"], ""), "-")
	generated := _text(object.get(entry.object, ["metadata", "generateName"], ""), "-")
	name := _text(object.get(entry.object, ["metadata", "name"], ""), generated)
}

# A null or a number is no name.
_text(value, fallback) := fallback if {
	not is_string(value)
} else := fallback if {
	value == ""
} else := value

# METADATA
# description: >-
#   The containers of every workload, init and ephemeral ones included: {"workload", "path", "subject", "name": role and
#   name as a message has them, "container", "context": its own security context}.
containers := [entry |
	some workload in all
	some key, role in _roles
	is_array(workload.spec[key])
	some index, container in workload.spec[key]
	is_object(container)
	name := concat(" ", [role, _name(container, index)])
	entry := {
		"workload": workload,
		"path": array.concat(workload.spec_path, [key, index]),
		"subject": concat(" ", [workload.label, name]),
		"name": name,
		"container": container,
		"context": _object(container, "securityContext"),
	}
]

# METADATA
# description: >-
#   What stands where containers should and is none, which Kubernetes refuses, as {"path", "subject", "key": of the
#   list}.
misplaced := array.concat(
	[{"path": array.concat(workload.spec_path, [key]), "subject": workload.label, "key": key} |
		some workload in all
		some key, _ in _roles
		not is_array(object.get(workload.spec, key, []))
		workload.spec[key] != null
	],
	[{"path": array.concat(workload.spec_path, [key, index]), "subject": workload.label, "key": key} |
		some workload in all
		some key, _ in _roles
		is_array(workload.spec[key])
		some index, container in workload.spec[key]
		not is_object(container)
	],
)

_object(parent, key) := parent[key] if {
	is_object(parent[key])
} else := {}

_roles := {"initContainers": "init container", "containers": "container", "ephemeralContainers": "ephemeral container"}

# METADATA
# description: 'The volumes of every workload: {"path", "subject", "volume"}.'
volumes := [entry |
	some workload in all
	is_array(workload.spec.volumes)
	some index, volume in workload.spec.volumes
	entry := {
		"path": array.concat(workload.spec_path, ["volumes", index]),
		"subject": concat(" ", [workload.label, "volume", _name(volume, index)]),
		"volume": volume,
	}
]

_name(part, index) := part.name if {
	is_string(part.name)
} else := format_int(index, 10)

# METADATA
# description: >-
#   The security context's field that holds for a container, its own or else the pod's: {"value", "place", "name": of
#   what it is set on}. Where neither is set the value is null, and place and name are those of the container. `keys` is
#   the way to it, such as ["seccompProfile", "type"].
effective(entry, keys) := {"value": own, "place": place(entry, keys), "name": entry.name} if {
	own := object.get(entry.context, keys, null)
	own != null
} else := {"value": common, "place": place, "name": "the pod"} if {
	path := array.concat(["securityContext"], keys)
	common := object.get(entry.workload.spec, path, null)
	common != null
	place := {"path": array.concat(entry.workload.spec_path, path), "subject": entry.workload.label}
} else := {"value": null, "place": place(entry, []), "name": entry.name}

# METADATA
# description: Where a finding about the container points, or about a field of its own security context.
place(entry, keys) := {"path": entry.path, "subject": entry.subject} if {
	count(keys) == 0
} else := {"path": path, "subject": entry.subject} if {
	path := array.concat(entry.path, array.concat(["securityContext"], keys))
}
