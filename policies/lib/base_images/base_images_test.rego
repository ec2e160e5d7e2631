package lib.base_images_test

import data.lib.base_images
import data.lib.dockerfile_test
import data.lib.reference

_digest := concat("", ["@sha256:", concat("", ["0" | some _ in numbers.range(1, 64)])])

test_facts[image] if {
	some image, facts in {
		"gcr.io/distroless/static": {"user": "0"},
		"gcr.io/distroless/static:nonroot": {"user": "65532"},
		"gcr.io/distroless/base-debian12:debug-nonroot-amd64": {"user": "65532"},
		"gcr.io/distroless/base-debian12:debug": {"user": "0"},
		"mirror.example.com/distroless/static:nonroot": {"user": "65532"},
		"mirror.example.com/hub/distroless/static:nonroot": {"user": "65532"},
		"cgr.dev/chainguard/node": {"user": "65532"},
		"cgr.dev/example.com/any/thing:1": {"user": "65532"},
		"cgr.dev/chainguard/wolfi-base": {"user": "0"},
		"chainguard/node": {"user": "65532"},
		"dhi.io/node:22": {"user": "65532"},
		"dhi.io/node:22-dev": {"user": "0"},
		"mcr.microsoft.com/dotnet/aspnet:8.0": {"env": {"APP_UID": "1654"}},
		"mcr.microsoft.com/dotnet/aspnet": {"env": {"APP_UID": "1654"}},
		"mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled": {"user": "1654", "env": {"APP_UID": "1654"}},
		"mcr.microsoft.com/dotnet/aspnet:8.0-nanoserver-ltsc2022": {"user": "ContainerUser"},
		"mcr.microsoft.com/windows/servercore:ltsc2022": {"user": "ContainerAdministrator"},
		"memcached": {"user": "memcache"},
		"library/memcached:1": {"user": "memcache"},
		"mirror.example.com/library/memcached": {"user": "memcache"},
		"prom/prometheus": {"user": "nobody"},
	}
	base_images.facts(reference.parse(image)) == facts
}

test_no_facts[image] if {
	some image in {
		"debian",
		"evil/memcached",
		"evil/distroless",
		"docker.io/team/chainguard/node",
		"mcr.microsoft.com/dotnet/aspnet:6.0",
		"notcgr.dev/node",
	}
	not base_images.facts(reference.parse(image))
}

test_tag_of_a_digest_alone_is_unknown if {
	not base_images.facts(reference.parse(concat("", ["gcr.io/distroless/static", _digest])))
	image := reference.parse(concat("", ["gcr.io/distroless/static:nonroot", _digest]))
	base_images.facts(image) == {"user": "65532"}
}

test_final_is_the_root_of_the_ancestry if {
	lines := ["FROM memcached AS p", "FROM a", "FROM p"]
	base_images.final == {"user": "memcache"} with input as dockerfile_test.built(lines, {})
	not base_images.final with input as dockerfile_test.built(["FROM scratch"], {})
	not base_images.final with input as dockerfile_test.built(["FROM Not/Valid"], {})
}
