package lib.native_builds_test

import data.lib.dockerfile_test
import data.lib.native_builds

# Whether something static is wanted counts for all that the stage builds.
test_builds if {
	lines := [
		"FROM golang:1.26 AS base", "RUN go build -o /a .",
		"FROM base", "RUN go install ./... && gcc b.c", "RUN cmake .",
	]
	found := native_builds.against_glibc(1) with input as dockerfile_test.built(lines, {})
	found == [
		{"language": "go", "output": "/a"}, {"language": "go", "output": ""},
		{"language": "c", "output": ""}, {"language": "c", "output": ""},
	]
	built := dockerfile_test.built(array.concat(lines, ["ENV LDFLAGS=-static"]), {})
	[] == native_builds.against_glibc(1) with input as built
}

test_text if {
	lines := ["FROM a AS base", "ENV A=1", "FROM base", "ARG B=2", "RUN make"]
	text := native_builds.text_of(1) with input as dockerfile_test.built(lines, {})
	text == "A\n1\n=\nB=2\nmake"
}

test_heredocs[run] if {
	some run, expected in {"RUN <<EOF": {"unknown"}, "RUN cat <<<a": {"unknown"}, "RUN make": set()}
	found := native_builds.heredocs(0) with input as dockerfile_test.built(["FROM a", run], {})
	found == expected
}
