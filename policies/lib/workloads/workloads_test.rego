package lib.workloads_test

import data.lib.workloads

_review(subject) := {"review": {"object": subject}}

_pod := {"containers": [{"name": "app"}]}

test_workload_is_described if {
	subject := {
		"kind": "Deployment",
		"metadata": {"name": "web", "namespace": "shop"},
		"spec": {"template": {"spec": _pod}},
	}
	workloads.all == [{
		"path": [],
		"object": subject,
		"label": "Deployment/shop/web",
		"template_path": ["spec", "template"],
		"spec_path": ["spec", "template", "spec"],
		"spec": _pod,
		"os": "linux",
	}] with input as _review(subject)
}

_with_template := {"spec": {"template": {"spec": _pod}}}

test_pod_is_found_in_every_kind[kind] if {
	some kind, [fields, path] in {
		"Pod": [{"spec": _pod}, ["spec"]],
		"PodTemplate": [{"template": {"spec": _pod}}, ["template", "spec"]],
		"CronJob": [{"spec": {"jobTemplate": _with_template}}, ["spec", "jobTemplate", "spec", "template", "spec"]],
		"Job": [_with_template, ["spec", "template", "spec"]],
		"Deployment": [_with_template, ["spec", "template", "spec"]],
		"StatefulSet": [_with_template, ["spec", "template", "spec"]],
		"DaemonSet": [_with_template, ["spec", "template", "spec"]],
		"ReplicaSet": [_with_template, ["spec", "template", "spec"]],
		"ReplicationController": [_with_template, ["spec", "template", "spec"]],
		"Rollout": [_with_template, ["spec", "template", "spec"]],
		"DeploymentConfig": [_with_template, ["spec", "template", "spec"]],
		"Service": [_with_template, ["spec", "template", "spec"]],
	}
	input_ := _review(object.union(fields, {"kind": kind}))
	found := workloads.all with input as input_
	[[workload.spec_path, workload.spec] | some workload in found] == [[path, _pod]]
	containers := workloads.containers with input as input_
	[entry.path | some entry in containers] == [array.concat(path, ["containers", 0])]
}

test_known_kind_needs_no_containers if {
	found := workloads.all with input as _review({"kind": "Pod", "spec": {"volumes": []}})
	[workload.label | some workload in found] == ["Pod/-/-"]
}

_deployment(replicas, labels, spec) := {
	"kind": "Deployment",
	"metadata": {"name": "web", "labels": labels},
	"spec": {"replicas": replicas, "template": {"spec": spec}},
}

# By what an update changes: the object before and after, and whether it is looked at.
_updates := {
	"the pod": [_deployment(1, {}, _pod), _deployment(1, {}, {"containers": [{"name": "other"}]}), true],
	"the labels": [_deployment(1, {}, _pod), _deployment(1, {"a": "b"}, _pod), true],
	"a pod that was none": [_deployment(1, {}, null), _deployment(1, {}, _pod), true],
	"what stands around the pod": [_deployment(1, {}, _pod), _deployment(0, {}, _pod), false],
	"nothing": [_deployment(1, {}, _pod), _deployment(1, {}, _pod), false],
}

test_update_of_something_else_is_passed_over[note] if {
	some note, [before, after, is_seen] in _updates
	found := workloads.all with input as {"review": {"operation": "UPDATE", "oldObject": before, "object": after}}
	count(found) > 0 == is_seen
}

test_update_without_an_old_object_is_looked_at if {
	found := workloads.all with input as {"review": {"operation": "UPDATE", "object": _deployment(1, {}, _pod)}}
	count(found) == 1
}

test_other_objects_run_no_pods[note] if {
	some note, subject in {
		"null": null,
		"a string": "Pod",
		"a list": [{"kind": "Pod", "spec": _pod}],
		"no kind": {"spec": _pod},
		"a kind that is no string": {"kind": ["Pod"], "spec": _pod},
		"no spec": {"kind": "Pod"},
		"null spec": {"kind": "Pod", "spec": null},
		"a string as spec": {"kind": "Deployment", "spec": "x"},
		"a string as template": {"kind": "Deployment", "spec": {"template": "x"}},
		"null template": {"kind": "Deployment", "spec": {"template": null}},
		"a template of something else": {"kind": "Claim", "spec": {"template": {"spec": {"size": 1}}}},
		"odd containers of another kind": {"kind": "Rollout", "spec": {"template": {"spec": {"containers": {}}}}},
		"no pod": {"kind": "ConfigMap", "data": {}},
		"empty list": {"kind": "List", "items": []},
		"null items": {"kind": "List", "items": null},
		"odd items": {"kind": "List", "items": [null, 1, "x", {}, {"kind": 1}]},
	}
	found := [workloads.all, workloads.containers, workloads.volumes] with input as _review(subject)
	found == [[], [], []]
}

test_deleted_object_runs_no_pod if {
	workloads.all == [] with input as {"review": {"operation": "DELETE", "object": {"kind": "Pod", "spec": _pod}}}
}

test_lists_are_opened[note] if {
	pod := {"kind": "Pod", "spec": _pod}
	some note, [subject, paths] in {
		"List": [{"kind": "List", "items": [pod, {"kind": "Service"}, pod]}, {["items", 0], ["items", 2]}],
		"PodList": [{"kind": "PodList", "items": [{"spec": _pod}]}, {["items", 0]}],
		"List in List": [
			{"kind": "List", "items": [{"kind": "List", "items": [pod]}, pod]},
			{["items", 0, "items", 0], ["items", 1]},
		],
		"no List": [{"kind": "Pods", "items": [pod]}, set()],
	}
	found := workloads.all with input as _review(subject)
	{workload.path | some workload in found} == paths
	{workload.spec_path | some workload in found} == {array.concat(path, ["spec"]) | some path in paths}
}

test_item_of_a_typed_list_has_its_kind if {
	found := workloads.all with input as _review({"kind": "PodList", "items": [{"spec": _pod}]})
	[workload.label | some workload in found] == ["Pod/-/-"]
}

test_label[note] if {
	some note, [metadata, label] in {
		"name": [{"name": "n"}, "Pod/-/n"],
		"namespace": [{"name": "n", "namespace": "s"}, "Pod/s/n"],
		"generated name": [{"generateName": "g-"}, "Pod/-/g-"],
		"name before generated name": [{"name": "n", "generateName": "g-"}, "Pod/-/n"],
		"empty": [{"name": "", "namespace": ""}, "Pod/-/-"],
		"null": [null, "Pod/-/-"],
		"odd": [{"name": 1, "namespace": null, "generateName": []}, "Pod/-/-"],
		"a string": ["n", "Pod/-/-"],
	}
	found := workloads.all with input as _review({"kind": "Pod", "metadata": metadata, "spec": _pod})
	[workload.label | some workload in found] == [label]
}

test_operating_system[note] if {
	some note, [spec, os] in {
		"none": [{}, "linux"],
		"linux": [{"os": {"name": "linux"}}, "linux"],
		"os": [{"os": {"name": "windows"}}, "windows"],
		"an os that Kubernetes does not know": [{"os": {"name": "Windows"}}, "linux"],
		"node selector": [{"nodeSelector": {"kubernetes.io/os": "windows"}}, "windows"],
		"odd os": [{"os": "windows", "nodeSelector": null}, "linux"],
		"odd os, but a node selector": [{"os": {"name": 1}, "nodeSelector": {"kubernetes.io/os": "windows"}}, "windows"],
	}
	found := workloads.all with input as _review({"kind": "Pod", "spec": spec})
	[workload.os | some workload in found] == [os]
}

_in_pod(spec) := _review({"kind": "Pod", "metadata": {"name": "p"}, "spec": spec})

test_container_is_described if {
	container := {"name": "app", "securityContext": {"privileged": true}}
	found := workloads.containers with input as _in_pod({"containers": [container]})
	[object.remove(entry, ["workload"]) | some entry in found] == [{
		"path": ["spec", "containers", 0],
		"subject": "Pod/-/p container app",
		"name": "container app",
		"container": container,
		"context": {"privileged": true},
	}]
	found[0].workload.label == "Pod/-/p"
}

test_containers_of_all_roles if {
	found := workloads.containers with input as _in_pod({
		"containers": [{"name": "a"}, {}],
		"initContainers": [{"name": "b"}],
		"ephemeralContainers": [{"name": null}],
	})
	{entry.name: entry.path | some entry in found} == {
		"container a": ["spec", "containers", 0],
		"container 1": ["spec", "containers", 1],
		"init container b": ["spec", "initContainers", 0],
		"ephemeral container 0": ["spec", "ephemeralContainers", 0],
	}
}

test_odd_containers_are_left_out[note] if {
	some note, containers in {
		"null": null,
		"a string": "app",
		"an object": {"app": {"name": "app"}},
		"odd items": [null, "app", 1, []],
	}
	workloads.containers == [] with input as _in_pod({"containers": containers})
}

test_odd_security_context_is_empty[note] if {
	some note, context in {"null": null, "a string": "x", "a list": [], "false": false}
	found := workloads.containers with input as _in_pod({"containers": [{"securityContext": context}]})
	[entry.context | some entry in found] == [{}]
}

test_volumes if {
	found := workloads.volumes with input as _in_pod({"volumes": [{"name": "v"}, {"emptyDir": {}}, "odd"]})
	found == [
		{"path": ["spec", "volumes", 0], "subject": "Pod/-/p volume v", "volume": {"name": "v"}},
		{"path": ["spec", "volumes", 1], "subject": "Pod/-/p volume 1", "volume": {"emptyDir": {}}},
		{"path": ["spec", "volumes", 2], "subject": "Pod/-/p volume 2", "volume": "odd"},
	]
	workloads.volumes == [] with input as _in_pod({"volumes": {"name": "v"}})
}

_own_place := {"path": ["spec", "containers", 0, "securityContext", "seccompProfile", "type"], "subject": _subject}

_pods_place := {"path": ["spec", "securityContext", "seccompProfile", "type"], "subject": "Pod/-/p"}

_container_place := {"path": ["spec", "containers", 0], "subject": _subject}

_subject := "Pod/-/p container a"

test_effective_security_context[note] if {
	a := {"seccompProfile": {"type": "A"}}
	b := {"seccompProfile": {"type": "B"}}
	some note, [own, common, expected] in {
		"own": [a, null, {"value": "A", "place": _own_place, "name": "container a"}],
		"own over the pod's": [a, b, {"value": "A", "place": _own_place, "name": "container a"}],
		"the pod's": [{}, b, {"value": "B", "place": _pods_place, "name": "the pod"}],
		"the pod's over null": [
			{"seccompProfile": {"type": null}},
			b,
			{"value": "B", "place": _pods_place, "name": "the pod"},
		],
		"none": [null, null, {"value": null, "place": _container_place, "name": "container a"}],
		"odd": ["x", ["y"], {"value": null, "place": _container_place, "name": "container a"}],
		"false is a value": [
			{"seccompProfile": {"type": false}},
			b,
			{"value": false, "place": _own_place, "name": "container a"},
		],
	}
	spec := {"securityContext": common, "containers": [{"name": "a", "securityContext": own}]}
	found := workloads.containers with input as _in_pod(spec)
	workloads.effective(found[0], ["seccompProfile", "type"]) == expected
}

# By what stands where containers should: the places that hold none.
_misplaced := {
	"nginx": [["spec", "containers"]],
	{"name": "a"}: [["spec", "containers"]],
	[{"name": "a"}, "b", null]: [["spec", "containers", 1], ["spec", "containers", 2]],
	[]: [],
	null: [],
}

test_misplaced[containers] if {
	some containers, expected in _misplaced
	found := workloads.misplaced with input as {"review": {"object": {"kind": "Pod", "spec": {"containers": containers}}}}
	[entry.path | some entry in found] == expected
}
