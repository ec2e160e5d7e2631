package lib.base_images_test

import data.lib.base_images
import data.lib.dockerfile_test
import data.lib.reference

_digest := concat("", ["@sha256:", concat("", ["0" | some _ in numbers.range(1, 64)])])

_facts(image) := base_images.facts(reference.parse(image))

# A row of the tables of facts, without what is empty.
facts(row) := {name: value |
	some column, name in ["user", "kind", "libc", "shell", "package_manager", "language", "minimal", "end_of_life"]
	value := object.get({"shell": true, "no shell": false}, row[column], row[column])
	value != ""
}

test_env[image] if {
	some image, env in {
		"mcr.microsoft.com/dotnet/aspnet": {"APP_UID": "1654"},
		"mcr.microsoft.com/dotnet/aspnet:8.0": {"APP_UID": "1654"},
		"mcr.microsoft.com/dotnet/sdk:10.0-alpine": {"APP_UID": "1654"},
		"mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled": {"APP_UID": "1654"},
		"mcr.microsoft.com/dotnet/aspnet:6.0": null,
		"mcr.microsoft.com/dotnet/aspnet:8.0-nanoserver-ltsc2022": null,
		"debian": null,
	}
	object.get(_facts(image), "env", null) == env
}

test_name_finds_the_same_as_another[image] if {
	some image, same in {
		"index.docker.io/library/golang:1.22": "golang:1.22",
		"docker.io/golang:1.22": "golang:1.22",
		"r.example.com/golang:1.22": "golang:1.22",
		"r.example.com:5000/hub/library/golang:1.22": "golang:1.22",
		"public.ecr.aws/docker/library/golang:1.22": "golang:1.22",
		"r.example.com/hub/library/docker:27": "docker:27",
		"r.example.com/gcr.io/distroless/static:nonroot": "gcr.io/distroless/static:nonroot",
		"r.example.com/distroless/static-debian13": "gcr.io/distroless/static",
		"chainguard/python": "cgr.dev/chainguard/python",
		"cgr.dev/example.com/wolfi-base": "cgr.dev/chainguard/wolfi-base",
		"r.example.com/chainguard/python": "cgr.dev/chainguard/python",
		"r.example.com/mcr/dotnet/sdk:8.0": "mcr.microsoft.com/dotnet/sdk:8.0",
		"r.example.com/bitnami/nginx": "bitnami/redis",
		"redhat/ubi9-minimal": "registry.access.redhat.com/ubi8/ubi-minimal",
		"registry.redhat.io/ubi9/python-311": "registry.access.redhat.com/ubi9/python-312",
		"nvcr.io/nvidia/cuda:12.4.1-devel-ubuntu22.04": "nvidia/cuda:12.4.1-devel-ubuntu22.04",
		"ghcr.io/linuxserver/mariadb": "lscr.io/linuxserver/nginx",
	}
	_facts(image) == _facts(same)
}

test_no_facts[image] if {
	some image in {
		"nobody/knows:1",
		"evil/memcached",
		"evil/distroless",
		"evil/golang:1.22",
		"docker.io/team/chainguard/node",
		"team/distroless/static",
		"r.example.com/team/app",
		"r.example.com/team/base",
		"r.example.com/team/static",
		"r.example.com/team/python-app:3.12",
		"r.example.com/team/node-22",
		"r.example.com/team/registry",
		"r.example.com/team/docker",
		"r.example.com/team/storm",
		"r.example.com/team/bash",
		"r.example.com/team/wordpress",
		"r.example.com/team/composer",
		"r.example.com/selenium/hub",
		"r.example.com/jupyter/hub",
		"r.example.com/scratch",
		"mcr.microsoft.com/azurelinux/base/python:3.12",
		"registry.access.redhat.com/rhel9/postgres",
		"registry.k8s.io/node",
	}
	not _facts(image)
}

test_digest_alone_leaves_what_holds_for_every_tag[image] if {
	some image, known in {
		"golang": facts(["0", "sdk", "", "", "", "go", "gcr.io/distroless/static-debian13:nonroot"]),
		"python": facts(["0", "", "", "", "", "python", "dhi.io/python"]),
		"alpine": facts(["0", "minimal", "musl", "shell", "apk", "", "gcr.io/distroless/static-debian13:nonroot"]),
		"debian": facts(["0", "full", "glibc", "shell", "apt", "", "gcr.io/distroless/base-debian13:nonroot"]),
		"gcr.io/distroless/static": facts(["0", "minimal", "none", "", "none"]),
		"cgr.dev/chainguard/node": facts(["65532", "", "glibc"]),
		"nginx": facts(["0", "", "", "", "", "", "dhi.io/nginx"]),
	}
	_facts(concat("", [image, _digest])) == known
}

test_official_images_of_an_architecture[owner] if {
	some owner in {"amd64", "arm64v8", "library"}
	_facts(concat("", [owner, "/alpine:3.23"])) == _facts("alpine:3.23")
}

test_tag_counts_beside_a_digest if {
	_facts(concat("", ["python:3.12-slim", _digest])) == _facts("python:3.12-slim")
}

# As of https://github.com/docker-library/official-images/tree/master/library
_languages := {
	"amazoncorretto", "azul-zulu", "clojure", "dart", "eclipse-temurin", "elixir", "erlang", "gcc", "golang", "gradle",
	"groovy", "haskell", "haxe", "hylang", "ibm-semeru-runtimes", "ibmjava", "jruby", "julia", "maven", "nim", "node",
	"openjdk", "perl", "php", "pypy", "python", "r-base", "rakudo-star", "ruby", "rust", "sapmachine", "swift", "swipl",
}

test_every_official_language_has_facts[language] if {
	some language in _languages
	known := _facts(concat(":", [language, "1"]))
	is_string(known.language)
	is_string(known.minimal)
	known.user in {"0", "1000"}
	known.kind in {"full", "sdk"}
}

test_what_is_recommended_is_minimal[image] if {
	some image in {
		"gcr.io/distroless/base-debian13:nonroot",
		"gcr.io/distroless/cc-debian13:nonroot",
		"gcr.io/distroless/java21-debian13:nonroot",
		"gcr.io/distroless/static-debian13:nonroot",
		"dhi.io/ruby",
		"mcr.microsoft.com/dotnet/runtime:9.0-noble-chiseled",
		"registry.access.redhat.com/ubi10/ubi-micro",
	}
	known := _facts(image)
	known.kind == "minimal"
	not known.minimal
}

test_final_is_the_root_of_the_ancestry if {
	lines := ["FROM memcached AS p", "FROM a", "FROM p"]
	final := base_images.final with input as dockerfile_test.built(lines, {})
	final == _facts("memcached")
	not base_images.final with input as dockerfile_test.built(["FROM scratch"], {})
	not base_images.final with input as dockerfile_test.built(["FROM Not/Valid"], {})
}
