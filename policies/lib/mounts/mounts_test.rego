package lib.mounts_test

import data.lib.dockerfile_test
import data.lib.mounts
import data.lib.steps

_targets := mounts.targets(steps.final[count(steps.final) - 1])

# By flags: what they cover.
test_targets[flags] if {
	some flags, expected in {
		"--mount=type=cache,target=/a": {"/a"},
		"--mount=target=/a,type=cache": {"/a"},
		"--mount=type=tmpfs,dst=/a": {"/a"},
		"--mount=type=cache,destination=/a": {"/a"},
		"--mount=type=cache,TARGET=/a": {"/a"},
		"--mount=type=cache,target=/a --mount=type=cache,target=/b": {"/a", "/b"},
		"--mount=type=cache,target=$X/c": {"/x/c"},
		"--mount=type=cache,target=${Y:?}/c": set(),
		"--mount=type=cache,target=c": {"/c"},
		"--mount=type=cache,target=./c": {"/c"},
		"--mount=type=cache": set(),
		"--network=none": set(),
	}
	lines := ["FROM a", "ENV X=/x", concat(" ", ["RUN", flags, "a"])]
	found := _targets with input as dockerfile_test.built(lines, {})
	found == expected
}

# By WORKDIR: what a relative target is.
test_relative_targets[workdir] if {
	some workdir, expected in {"/w": {"/w/c"}, "/w/": {"/w/c"}, "w": set(), "$X": {"/x/c"}, "${Y:?}": {"/c"}}
	lines := ["FROM a", "ENV X=/x", concat(" ", ["WORKDIR", workdir]), "RUN --mount=type=cache,target=c a"]
	found := _targets with input as dockerfile_test.built(lines, {})
	found == expected
}
