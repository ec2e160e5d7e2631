package lib.mount_fields_test

import data.lib.mount_fields

test_fields_of_a_flag if {
	mount_fields.fields("--mount=type=cache,\"target=/a,b\",ro") == ["type=cache", "target=/a,b", "ro"]
	not mount_fields.fields("--network=none")
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
