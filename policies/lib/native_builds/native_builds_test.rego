package lib.native_builds_test

import data.lib.dockerfile_test
import data.lib.native_builds

_lines := [
	"FROM golang:1.26 AS base", "RUN go build -o /a .",
	"FROM base AS build", "RUN go install ./... && gcc b.c", "RUN cmake .",
	"FROM golang:1.26 AS other", "RUN go build",
	"FROM alpine:3.23", "COPY --from=build /a /a",
]

# Of the stages that the final one copies from, with those below them.
test_builds if {
	found := native_builds.against_glibc with input as dockerfile_test.built(_lines, {})
	found == {1: {
		{"language": "go", "output": "/a"},
		{"language": "go", "output": ""},
		{"language": "c", "output": ""},
	}}
}

test_settings_hold_for_all if {
	lines := array.concat(["FROM golang:1.26 AS base", "ENV LDFLAGS=-static"], array.slice(_lines, 1, count(_lines)))
	found := native_builds.against_glibc with input as dockerfile_test.built(lines, {})
	found == {1: set()}
}

test_rests_on[run] if {
	some run, expected in {"RUN <<EOF": {"unknown"}, "RUN cat <<<a": {"nothing"}, "RUN make": {"nothing"}}
	found := native_builds.rests_on with input as dockerfile_test.built(["FROM a", run], {})
	found == {0: expected}
}
