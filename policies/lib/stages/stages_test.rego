package lib.stages_test

import data.lib.dockerfile_test
import data.lib.stages

test_stage_is_described if {
	stages.all == [
		{"index": 0, "at": 1, "name": "build", "text": "${A}", "base": {"kind": "image", "name": "golang:1"}},
		{"index": 1, "at": 3, "name": "", "text": "scratch", "base": {"kind": "scratch"}},
	] with input as dockerfile_test.built(["ARG A=golang:1", "FROM ${A} AS Build", "RUN true", "FROM scratch"], {})
}

_image(name) := {"kind": "image", "name": name}

_stage(index) := {"kind": "stage", "stage": index}

test_base_of_the_last_stage[note] if {
	some note, [lines, base] in {
		"an image": [["FROM a"], _image("a")],
		"scratch": [["FROM scratch"], {"kind": "scratch"}],
		"an earlier stage": [["FROM a AS x", "FROM x"], _stage(0)],
		"a name in upper case finds the lower one": [["FROM a AS Build", "FROM build"], _stage(0)],
		"a base in upper case finds no stage": [["FROM a AS Build", "FROM Build"], _image("Build")],
		"the latest of a name": [["FROM a AS x", "FROM b AS x", "FROM x"], _stage(1)],
		"itself": [["FROM a AS x", "FROM y AS y"], _image("y")],
		"a duplicate of itself": [["FROM a AS x", "FROM x AS x"], _stage(0)],
		"a number": [["FROM a", "FROM 0"], _image("0")],
		"a stage named scratch": [["FROM a AS scratch", "FROM scratch"], _stage(0)],
		"a variable": [["ARG A=x", "FROM a AS x", "FROM $A"], _stage(0)],
		"a variable for scratch": [["ARG A=scratch", "FROM $A"], {"kind": "scratch"}],
		"a variable of a stage": [["FROM a", "ARG A=x", "FROM b:$A"], _image("b:")],
		"nothing": [["FROM $A"], _image("")],
		"what cannot be followed": [["FROM ${A"], {"kind": "unresolved"}],
		"quotes": [[`FROM "a"`], _image("a")],
	}
	found := stages.all with input as dockerfile_test.built(lines, {})
	found[count(found) - 1].base == base
}

test_later_stage_is_out_of_sight if {
	found := stages.all with input as dockerfile_test.built(["FROM x", "FROM a AS x"], {})
	found[0].base == _image("x")
}

test_last_named_is_the_last_of_a_name if {
	lines := ["FROM a AS X", "FROM b", "FROM c AS x", "FROM d AS y"]
	found := stages.last_named with input as dockerfile_test.built(lines, {})
	found == {"x": 2, "y": 3}
}

test_label_has_the_name_where_there_is_one if {
	found := [stages.label(0), stages.label(1)] with input as dockerfile_test.built(["FROM a AS Build", "FROM b"], {})
	found == ["stage 0 (build)", "stage 1"]
}

test_final_stage[note] if {
	some note, [target, index] in {
		"the last": ["", 3],
		"the target": ["one", 0],
		"the target in any case": ["ONE", 0],
		"the last of a name": ["two", 2],
	}
	lines := ["FROM a AS one", "FROM b AS two", "FROM c AS two", "FROM d"]
	stages.final.index == index with input as dockerfile_test.built(lines, {"target": target})
}

test_problem[note] if {
	some note, [lines, target, problem] in {
		"no FROM": [["ARG A"], "", "there is no FROM, so nothing is built"],
		"only comments": [["# hello"], "", "there is no FROM, so nothing is built"],
		"before FROM": [
			["ARG A", "RUN true", "FROM a"],
			"",
			"RUN stands before the first FROM, where only ARG may",
		],
		"unknown target": [
			["FROM a AS x", "FROM b AS Build"],
			"y",
			"no stage is named y, the target; its stages are: build, x",
		],
	}
	stages.problem == problem with input as dockerfile_test.built(lines, {"target": target})
}

test_no_problem[note] if {
	some note, input_ in {
		"a build": dockerfile_test.built(["# c", "ARG A", "FROM a AS x"], {"target": "X"}),
		"an empty list": dockerfile_test.built([], {}),
		"no Dockerfile": {"review": {"object": {"kind": "Pod"}}},
		"no Dockerfile but a target": {"review": {"object": {"kind": "Pod"}}, "settings": {"target": "x"}},
	}
	not stages.problem with input as input_
}

test_lineage_is_the_final_stage_and_what_it_stands_on if {
	lines := ["FROM a AS x", "FROM b AS y", "FROM x AS z", "FROM z"]
	found := [stages.lineage, stages.root.index] with input as dockerfile_test.built(lines, {})
	found == [[0, 2, 3], 0]
	targeted := [stages.lineage, stages.root.index] with input as dockerfile_test.built(lines, {"target": "y"})
	targeted == [[1], 1]
}

test_absence_is_placed_at_the_final_from if {
	stages.place_of_absence == {
		"path": [2, "Value", 0],
		"token": "${A}",
		"subject": "stage 1 (y)",
	} with input as dockerfile_test.built(["ARG A=b", "FROM a", "FROM ${A} AS y"], {})
}
