package lib.mount_fields_test

import data.lib.mount_fields

test_fields_of_a_flag if {
	mount_fields.fields("--mount=type=cache,\"target=/a,b\",ro") == ["type=cache", "target=/a,b", "ro"]
	not mount_fields.fields("--network=none")
}

# By flag: what stands before the last value, and the value.
test_last[flag] if {
	some flag, expected in {
		"--mount=from=a": ["--mount=from=", "a"],
		"--mount=type=bind,FROM=a:1,target=/a": ["--mount=type=bind,FROM=", "a:1"],
		"--mount=from=a,target=/from=b,from=c": ["--mount=from=a,target=/from=b,from=", "c"],
		"--mount=type=bind,\"from=a,b\",ro": ["--mount=type=bind,\"from=", "a,b"],
		"--mount=from=": ["--mount=from=", ""],
	}
	last := mount_fields.last(flag, "from")
	[last.before, last.text] == expected
}

test_no_last if {
	not mount_fields.last("--mount=target=/from=a,from", "from")
	not mount_fields.last("--from=a", "from")
}

test_values[flag] if {
	some flag, expected in {
		"--mount=type=cache,\"target=/a,b\",ro": ["/a,b"],
		"--mount=TARGET=a=b,dst=c,from=d": ["a=b", "c"],
		"--mount=target": [],
		"--network=none": [],
	}
	mount_fields.values(flag, {"target", "dst"}) == expected
}
