package lib.minimal_images_test

import data.lib.base_images
import data.lib.base_images_test
import data.lib.reference

_static := "gcr.io/distroless/static-debian13:nonroot"

test_facts[image] if {
	some image, row in {
		"gcr.io/distroless/static": ["0", "minimal", "none", "no shell", "none"],
		"gcr.io/distroless/static:nonroot": ["65532", "minimal", "none", "no shell", "none"],
		"gcr.io/distroless/static-debian13:nonroot": ["65532", "minimal", "none", "no shell", "none"],
		"gcr.io/distroless/static-debian12:debug": ["0", "minimal", "none", "shell", "none"],
		"gcr.io/distroless/base-debian12:debug-nonroot-amd64": ["65532", "minimal", "glibc", "shell", "none"],
		"gcr.io/distroless/base-nossl-debian13": ["0", "minimal", "glibc", "no shell", "none"],
		"gcr.io/distroless/java21-debian12:nonroot": ["65532", "minimal", "glibc", "no shell", "none"],
		"gcr.io/distroless/nodejs22-debian13": ["0", "minimal", "glibc", "no shell", "none"],
		"mirror.example.com/hub/distroless/static:nonroot": ["65532", "minimal", "none", "no shell", "none"],
		"cgr.dev/chainguard/node": ["65532", "minimal", "glibc", "shell", "none", "node", "dhi.io/node"],
		"cgr.dev/chainguard/python:latest-dev": [
			"65532", "sdk", "glibc", "shell", "apk", "python",
			"dhi.io/python",
		],
		"cgr.dev/chainguard/go": ["0", "sdk", "glibc", "shell", "none", "go", _static],
		"cgr.dev/example.com/any/thing:1": ["65532", "minimal", "glibc", "", "none"],
		"cgr.dev/chainguard/wolfi-base": ["0", "minimal", "glibc", "shell", "apk", "", _static],
		"chainguard/static": ["65532", "minimal", "", "no shell", "none"],
		"cgr.dev/chainguard/postgres": ["0", "minimal", "glibc", "shell", "none"],
		"cgr.dev/chainguard/jre": ["65532", "minimal", "glibc", "no shell", "none", "java"],
		"cgr.dev/chainguard/jdk:latest-dev": [
			"65532", "sdk", "glibc", "shell", "apk", "java",
			"dhi.io/eclipse-temurin",
		],
		"dhi.io/httpd:2.4": ["www-data", "minimal", "", "", "none"],
		"dhi.io/node:22": ["node", "minimal", "", "no shell", "none", "node"],
		"dhi.io/node:22-dev": ["0", "sdk", "", "shell", "", "node", "gcr.io/distroless/nodejs22-debian13:nonroot"],
		"dhi.io/python:3.12-alpine3.22": [
			"65532", "minimal", "musl", "no shell", "none", "python",
			"", "2027-05-01",
		],
		"dhi.io/golang:1.25-alpine3.22-dev": ["0", "sdk", "musl", "shell", "", "go", _static, "2027-05-01"],
		"dhi.io/redis:8": ["65532", "minimal", "", "", "none"],
		"dhi.io/maven:3-jdk21-dev": [
			"0", "sdk", "", "shell", "", "java",
			"gcr.io/distroless/java21-debian13:nonroot",
		],
	}
	base_images.facts(reference.parse(image)) == base_images_test.facts(row)
}
