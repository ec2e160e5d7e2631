package lib.inventory_test

import data.lib.inventory

test_dockerfile if {
	found := inventory.all with input as {"review": {"object": [
		_instruction("arg", ["REGISTRY=r.example.com:5000"], 0, []),
		_instruction("from", ["golang:1.26", "AS", "Build"], 0, []),
		_instruction("from", ["${REGISTRY}/team/base/static"], 1, []),
		_instruction("copy", ["/a", "/a"], 1, ["--from=ghcr.io/tool"]),
		_instruction("from", ["${UNKNOWN}", "AS", "last"], 2, []),
	]}}
	found == {
		"images": [
			{"registry": "docker.io", "path": ["library"]},
			{"registry": "r.example.com:5000", "path": ["team", "base"]},
			{"registry": "ghcr.io", "path": []},
		],
		"stages": ["build", "last"],
	}
}

test_workload if {
	found := inventory.all with input as {"review": {"object": {
		"kind": "Pod",
		"spec": {"containers": [{"name": "a", "image": "r.example.com/shop/web:1"}, {"name": "b", "image": "${TAG}"}]},
	}}}
	found == {"images": [{"registry": "r.example.com", "path": ["shop"]}], "stages": []}
}

_instruction(cmd, values, stage, flags) := {
	"Cmd": cmd,
	"SubCmd": "",
	"Flags": flags,
	"JSON": false,
	"Value": values,
	"Stage": stage,
}
