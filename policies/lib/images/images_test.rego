package lib.images_test

import data.lib.dockerfile_test
import data.lib.images

_names(uses) := [[use.text, use.canonical] | some use in uses]

_problems(uses) := [[use.text, use.problem] | some use in uses]

test_use_is_described if {
	images.all == [{
		"text": "${A}",
		"value": "${A}",
		"before": "",
		"place": {"path": [1, "Value", 0], "subject": "stage 0 (x)"},
		"base": true,
		"reference": {
			"registry": "docker.io",
			"repository": "library/alpine",
			"tag": "3",
			"digest": "",
			"host": "",
		},
		"canonical": "docker.io/library/alpine:3",
		"expanded": true,
	}] with input as dockerfile_test.built(["ARG A=alpine:3", "FROM ${A} AS x"], {})
}

test_images_of_a_dockerfile[note] if {
	some note, [lines, names] in {
		"FROM": [["FROM a"], [["a", "docker.io/library/a:latest"]]],
		"every stage": [
			["FROM a", "FROM b:1"],
			[["a", "docker.io/library/a:latest"], ["b:1", "docker.io/library/b:1"]],
		],
		"scratch is none": [["FROM scratch", "COPY --from=scratch /a /b"], []],
		"an earlier stage is none": [
			["FROM a AS x", "FROM x", "COPY --from=X /a /b", "RUN --mount=type=bind,from=X true"],
			[["a", "docker.io/library/a:latest"]],
		],
		"COPY --from": [["FROM scratch", "COPY --from=a:1 /a /b"], [["a:1", "docker.io/library/a:1"]]],
		"a trigger's COPY --from": [
			["FROM scratch AS p", "ONBUILD COPY --from=a:1 /a /b", "FROM p"],
			[["a:1", "docker.io/library/a:1"]],
		],
		"nothing after from": [["FROM scratch", "COPY --from= /a /b", "RUN --mount=type=bind,from= true"], []],
		"a number": [["FROM scratch", "FROM scratch", "COPY --from=0 /a /b", "COPY --from=+00 /a /b"], []],
		"a positive number": [["FROM scratch", "FROM scratch", "FROM scratch", "COPY --from=+01 /a /b"], []],
		"a number in a mount is an image": [
			["FROM scratch", "FROM scratch", "RUN --mount=type=bind,from=0 true"],
			[["0", "docker.io/library/0:latest"]],
		],
		"a mount in any case": [
			["FROM scratch", "RUN --mount=type=bind,From=a:1,target=/x true"],
			[["a:1", "docker.io/library/a:1"]],
		],
		"a quoted mount": [
			["FROM scratch", `RUN --mount=type=bind,"from=a:1" true`],
			[["a:1", "docker.io/library/a:1"]],
		],
		"the last from of a mount": [
			["FROM scratch", "RUN --mount=from=a,from=b true"],
			[["b", "docker.io/library/b:latest"]],
		],
		"a mount without from": [["FROM scratch", "RUN --mount=type=cache,target=/a true"], []],
		"other flags": [["FROM scratch", "COPY --chown=a /a /b", "ADD --from=a /a /b", "RUN --network=a true"], []],
	}
	found := images.all with input as dockerfile_test.built(lines, {})
	_names(found) == names
	unresolved := images.unresolved with input as dockerfile_test.built(lines, {})
	unresolved == []
}

_variable_in_from := "has a variable or quotes, which --from does not take"

_no_number := "is the number of a stage that does not stand earlier in the file"

_no_name := "names a stage that does not stand earlier in the file"

_upper_case := "has an upper-case letter in its repository"

test_unresolved_images_of_a_dockerfile[note] if {
	some note, [lines, problems] in {
		"what cannot be followed": [["FROM ${A"], [["${A", "needs an expansion that cannot be followed"]]],
		"nothing": [["FROM $A"], [["$A", "expands to nothing"]]],
		"invalid": [["FROM Debian"], [["Debian", _upper_case]]],
		"expands to something invalid": [
			["ARG A=Debian", "FROM $A"],
			[["$A", concat("", ["expands to Debian, which ", _upper_case])]],
		],
		"a variable in --from": [["FROM scratch", "COPY --from=$A /a /b"], [["$A", _variable_in_from]]],
		"a variable in a trigger": [
			["FROM scratch AS p", "ONBUILD COPY --from=$A /a /b", "FROM p"],
			[["$A", _variable_in_from]],
		],
		"quotes in --from": [["FROM scratch", `COPY --from="a" /a /b`], [[`"a"`, _variable_in_from]]],
		"the own number": [["FROM scratch", "COPY --from=0 /a /b"], [["0", _no_number]]],
		"the own number of a later stage": [
			["FROM scratch", "FROM scratch", "COPY --from=1 /a /b"],
			[["1", _no_number]],
		],
		"a later number": [["FROM scratch", "FROM scratch", "COPY --from=2 /a /b"], [["2", _no_number]]],
		"a negative number": [["FROM scratch", "FROM scratch", "COPY --from=-1 /a /b"], [["-1", _no_number]]],
		"the own name": [["FROM scratch AS x", "COPY --from=X /a /b"], [["X", _no_name]]],
		"a later name": [["FROM scratch", "COPY --from=x /a /b", "FROM scratch AS x"], [["x", _no_name]]],
		"a later name in a mount": [
			["FROM scratch", "RUN --mount=from=x true", "FROM scratch AS x"],
			[["x", _no_name]],
		],
	}
	found := images.unresolved with input as dockerfile_test.built(lines, {})
	_problems(found) == problems
	resolved := images.all with input as dockerfile_test.built(lines, {})
	resolved == []
}

_pod(spec) := {"review": {"object": {"kind": "Pod", "metadata": {"name": "p"}, "spec": spec}}}

test_images_of_a_workload if {
	spec := {
		"containers": [{"name": "a", "image": "a:1"}, {"name": "none"}],
		"initContainers": [{"name": "b", "image": "b:1"}],
		"ephemeralContainers": [{"name": "c", "image": "c:1"}],
		"volumes": [{"name": "d", "image": {"reference": "d:1"}}, {"name": "e", "emptyDir": {}}, "odd"],
	}
	found := images.all with input as _pod(spec)
	{[use.text, use.canonical, images.place(use)] | some use in found} == {
		["a:1", "docker.io/library/a:1", {
			"path": ["spec", "containers", 0, "image"],
			"subject": "Pod/-/p container a",
			"token": "a:1",
		}],
		["b:1", "docker.io/library/b:1", {
			"path": ["spec", "initContainers", 0, "image"],
			"subject": "Pod/-/p init container b",
			"token": "b:1",
		}],
		["c:1", "docker.io/library/c:1", {
			"path": ["spec", "ephemeralContainers", 0, "image"],
			"subject": "Pod/-/p ephemeral container c",
			"token": "c:1",
		}],
		["d:1", "docker.io/library/d:1", {
			"path": ["spec", "volumes", 0, "image", "reference"],
			"subject": "Pod/-/p volume d",
			"token": "d:1",
		}],
	}
}

_placeholder := "holds a placeholder that nothing has filled in"

test_unresolved_images_of_a_workload[note] if {
	some note, [image, text, problem] in {
		"shell placeholder": ["a:${TAG}", "a:${TAG}", _placeholder],
		"Kubernetes placeholder": ["$(IMAGE)", "$(IMAGE)", _placeholder],
		"Helm placeholder": ["a:{{ .Values.tag }}", "a:{{ .Values.tag }}", _placeholder],
		"a dollar sign": ["a:$TAG", "a:$TAG", "has a malformed tag (letters, digits, `_`, `.` and `-`, at most 128)"],
		"blank": ["", "", "is blank"],
		"invalid": ["Debian", "Debian", _upper_case],
		"null": [null, "", "is not a string"],
		"a number": [1, "", "is not a string"],
		"false": [false, "", "is not a string"],
		"an object": [{"a": 1}, "", "is not a string"],
	}
	input_ := _pod({
		"containers": [{"name": "a", "image": image}],
		"volumes": [{"name": "b", "image": {"reference": image}}],
	})
	found := images.unresolved with input as input_
	_problems(found) == [[text, problem], [text, problem]]
	resolved := images.all with input as input_
	resolved == []
}

test_other_objects_have_no_images if {
	images.all == [] with input as {"review": {"object": null}}
	images.unresolved == [] with input as {"review": {"object": {"kind": "ConfigMap"}}}
}

# By the line and what a finding is about: its token, and how often that stands before it.
test_places[note] if {
	some note, [lines, place, expected] in {
		"the whole": [["FROM a:1"], "whole", ["a:1", 0]],
		"the tag": [["FROM a:1"], "tag", ["1", 0]],
		"the tag as the name": [["FROM a:a"], "tag", ["a", 1]],
		"the tag in the name": [["FROM 1.r/1/1:1"], "tag", ["1", 3]],
		"no tag": [["FROM a"], "tag", ["a", 0]],
		"the tag before a digest": [[concat("", ["FROM a:aaa@sha256:", _digest])], "tag", ["aaa", 0]],
		"the tag behind a variable": [["ARG R=a", "FROM $R:1"], "tag", ["1", 0]],
		"a variable for a tag": [["ARG T=1", "FROM a:$T"], "tag", ["a:$T", 0]],
		"a variable in quotes": [["ARG R=a", `FROM "$R:1"`], "tag", [`"$R:1"`, 0]],
		"the registry": [["FROM r.io/r.io:1"], "registry", ["r.io", 0]],
		"no registry": [["FROM a/b"], "registry", ["a/b", 0]],
		"the registry before a variable": [["ARG N=a", "FROM r.io/$N"], "registry", ["r.io", 0]],
		"a variable for a registry": [["ARG R=r.io", "FROM $R/a"], "registry", ["$R/a", 0]],
		"--from": [["FROM scratch", "COPY --from=from /a /b"], "whole", ["from", 1]],
		"the tag of --from": [["FROM scratch", "COPY --from=a:from /a /b"], "tag", ["from", 1]],
		"a mount": [["FROM scratch", "RUN --mount=type=bind,target=/a,from=a true"], "whole", ["a", 2]],
		"the registry of a mount": [
			["FROM scratch", "RUN --mount=target=/r.io,from=r.io/a:1 true"],
			"registry", ["r.io", 1],
		],
	}
	use := images.all[0] with input as dockerfile_test.built(lines, {})
	details := _place(place, use)
	[details.token, object.get(details, "occurrence", 0)] == expected
}

_digest := "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

_place("whole", use) := images.place(use)

_place("tag", use) := images.place_of_tag(use)

_place("registry", use) := images.place_of_registry(use)

test_place_of_what_is_not_written if {
	uses := images.unresolved with input as _pod({"containers": [{"image": ""}, {"image": null}]})
	{object.remove(images.place(use), ["subject"]) | some use in uses} == {
		{"path": ["spec", "containers", 0, "image"]},
		{"path": ["spec", "containers", 1, "image"]},
	}
}

test_shown_image_says_what_a_variable_hides if {
	written := images.all[0] with input as dockerfile_test.built(["FROM a:1"], {})
	images.shown(written) == "a:1"
	hidden := images.all[0] with input as dockerfile_test.built(["ARG A=a:1", "FROM $A"], {})
	images.shown(hidden) == "$A (docker.io/library/a:1)"
}
