package rules["musl-compat_test"]

import data.lib.dockerfile_test
import data.rules["musl-compat"] as rule

test_finding if {
	violations := rule.violation with input as _given("golang:1.26", "RUN go build -o /app", "/app")
	violations == {{
		"msg": concat("", [
			"/app may need glibc, against which stage 0 (build) compiles, but alpine:3.23 has musl: ",
			"build it with CGO_ENABLED=0, or on Alpine Linux",
		]),
		"details": {"path": [3, "Value", 0], "severity": "warning", "subject": "stage 1", "token": "/app"},
	}}
}

# By base of the builder, its instruction, and the copy into alpine: whether there is a finding.
test_builds[concat(" | ", [base, build, copy])] if {
	some [base, build, copy, expected] in [
		["golang:1.26", "RUN go install ./...", "/go/bin/app", true],
		["registry.example.com/library/golang:1.26", "RUN go build", "/go/app", true],
		["golang:1.26", "RUN CGO_ENABLED=0 go build -o /app", "/app", false],
		["golang:1.26", "RUN export CGO_ENABLED=0; go build -o /app", "/app", false],
		["golang:1.26", "ENV CGO_ENABLED=0", "/app", false],
		["golang:1.26", "RUN CGO_ENABLED=1 go build -o /app", "/app", true],
		["golang:1.26", `RUN go build -ldflags '-extldflags "-static"' -o /app`, "/app", false],
		["golang:1.26-alpine", "RUN go build -o /app", "/app", false],
		["golang:1.26", "RUN go test ./...", "/app", false],
		["golang:1.26", "RUN CGO_ENABLED=0 go install a/b@v1; go build -o /app", "/app", true],
		["golang:1.26", "RUN CGO_ENABLED=$CGO go build -o /app", "/app", false],
		["golang:1.26", "ARG CGO_ENABLED", "/app", false],
		["golang:1.26", "RUN GOOS=windows go build -o /app", "/app", false],
		["golang:1.26", "RUN go build -o /out/ ./...", "/out/server", true],
		["golang:1.26", "RUN cp -r ui-static /s && go build -o /app", "/app", true],
		["rust:1.90", "RUN cargo build --release", "/target/x86_64-unknown-linux-musl/release/app", false],
		["gcc:15", "RUN make", "/app", true],
		["gcc:15", "RUN g++ -static-libgcc -static-libstdc++ -o /app a.cc", "/app", true],
		["debian:13", "RUN ./configure --disable-static && make", "/app", true],
		["golang:1.26", "RUN make", "/app", false], # nobody knows what the Makefile says
		["registry.example.com/builder:1", "RUN go build -o /app", "/app", false],
		["golang:1.26", "RUN go build -o /app", "/etc/ssl/certs/ca-certificates.crt", false],
		["golang:1.26", "RUN go build -o /app", "/usr/share/zoneinfo", false],
		["golang:1.26", "RUN go build -o /app", "/src/static", false],
		["golang:1.26", "RUN go build -o /out/app", "/out", true],
		["golang:1.26", "RUN go build -o /out/app", "/out/*", true],
		["golang:1.26", "RUN go build -o bin/app .", "/src/bin/app", true],
		["golang:1.26", "RUN go build", "/", false], # with glibc
		["golang:1.26", "RUN go build", "/lib64", false],
		["golang:1.26", "RUN go build", "/src/index.html", false],
		["rust:1.90", "RUN cargo build --release", "/target/release/app", true],
		["rust:1.90", "RUN cargo build --target x86_64-unknown-linux-musl", "/target/app", false],
		["gcc:15", "RUN gcc -o /app a.c", "/app", true],
		["gcc:15", "RUN gcc -static -o /app a.c", "/app", false],
		["gcc:15", "RUN gcc -shared -o /out/a.so a.c", "/out/a.so", true],
		["debian:13", "RUN ./configure && make install", "/usr/local/bin/app", true],
		["debian:13", "RUN ./configure LDFLAGS=-static && make install", "/usr/local/bin/app", false],
		["node:24", "RUN npm ci && npm run build", "/app/dist", false],
		["mcr.microsoft.com/dotnet/sdk:10.0", "RUN dotnet publish -o /app", "/app", false],
		["mcr.microsoft.com/dotnet/sdk:10.0", "RUN dotnet publish -r linux-x64 -o /app", "/app", true],
	]
	violations := rule.violation with input as _given(base, build, copy)
	count(violations) == {true: 1, false: 0}[expected]
}

# By what the final stage stands on, or does besides.
test_final_stages[instruction] if {
	some instruction, [base, expected] in {
		"COPY a /a": ["alpine:3.23", 1],
		"COPY b /b": ["registry.example.com/alpine", 1],
		"COPY c /c": ["node:24-alpine", 1],
		"COPY d /d": ["debian:13", 0],
		"COPY e /e": ["scratch", 0],
		"COPY f /f": ["registry.example.com/x", 0],
		"RUN apk add --no-cache gcompat": ["alpine:3.23", 0],
		"RUN apk add --no-cache libc6-compat": ["alpine:3.23", 0],
		"RUN apk add --no-cache curl": ["alpine:3.23", 1],
		"RUN ln -s /lib/libc.musl-x86_64.so.1 /lib64/ld-linux-x86-64.so.2": ["alpine:3.23", 0],
	}
	lines := ["FROM golang:1.26", "RUN go build -o /app", concat(" ", ["FROM", base]), "COPY --from=0 /app /", instruction]
	violations := rule.violation with input as dockerfile_test.built(lines, {})
	count(violations) == expected
}

# conftest has no heredocs: where there is one, only what knows it may speak.
test_heredocs if {
	known := [{"Name": "EOF", "Content": "go build -o /app\n", "Expand": true}]
	violations := rule.violation with input as _with_heredoc({"Heredocs": known})
	{violation.details.extra | some violation in violations} == {"heredoc"}
}

test_unknown_heredocs if {
	violations := rule.violation with input as _with_heredoc({})
	violations == set()
}

_with_heredoc(added) := object.union(built, {"review": {"object": instructions}}) if {
	built := dockerfile_test.built(
		["FROM golang:1.26 AS build", "RUN <<EOF", "FROM alpine:3.23", "COPY --from=build /app /app"],
		{},
	)
	instructions := [object.union(instruction, {true: added, false: {}}[at == 1]) |
		some at, instruction in built.review.object
	]
}

_given(base, build, copy) := dockerfile_test.built(
	[
		concat("", ["FROM ", base, " AS build"]), build,
		"FROM alpine:3.23", concat(" ", ["COPY --from=build", copy, "/"]),
	],
	{},
)
