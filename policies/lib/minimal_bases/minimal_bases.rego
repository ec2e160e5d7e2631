# METADATA
# title: The nearest minimal base
# description: >-
#   What to write instead of a bigger base image. In the first place distroless, which anybody can pull and which has a
#   tag that is not root; but it has one version of Python, and of Java and Node.js the supported ones with long-term
#   support. For others, and for languages that it does not have, Docker's hardened images, which have the version that
#   is asked for and want a free account (docker login dhi.io).
#   https://github.com/GoogleContainerTools/distroless#what-images-are-available
#   https://github.com/docker-hardened-images/catalog/tree/main/image, https://docs.docker.com/dhi/how-to/use/
package lib.minimal_bases

# METADATA
# description: >-
#   By language, the version that is recommended to who names none, although `latest` may be newer: it has long-term
#   support, and a distroless image.
usual_version := {"java": "21", "node": "24", "python": "3.13"}

# METADATA
# description: >-
#   The nearest minimal base, as an image reference, for a language (or for what else an entry names as such) and the
#   tag of the image to replace; undefined when there is none.
nearest(language, tag) := _upon_debian(name) if {
	name := _compiled(_distroless[language], tag)
} else := _upon_debian(name) if {
	name := _runtime(language, tag)
} else := concat("", ["dhi.io/", _hardened[language]])

nearest(language, tag) := sprintf("mcr.microsoft.com/dotnet/%s:%s-noble-chiseled", [language, _dotnet(tag)]) if {
	language in {"aspnet", "runtime", "runtime-deps"}
}

# Since UBI 8: https://catalog.redhat.com/software/base-images
nearest("redhat", tag) := concat("", ["registry.access.redhat.com/ubi", _redhat(tag), "/ubi-micro"])

_upon_debian(name) := concat("", ["gcr.io/distroless/", name, "-debian13:nonroot"])

# What is compiled for Alpine Linux runs elsewhere only when it is static.
_compiled(name, tag) := "static" if {
	name == "cc"
	contains(tag, "alpine")
} else := name

# What is compiled needs no more than a C library, and Go not even that.
_distroless := {
	"go": "static",
	"static": "static",
	"c": "cc",
	"dart": "cc",
	"haskell": "cc",
	"haxe": "cc",
	"julia": "cc",
	"nim": "cc",
	"prolog": "cc",
	"raku": "cc",
	"rust": "cc",
	"swift": "cc",
	"glibc": "base",
}

_hardened := {
	"elixir": "elixir",
	"erlang": "erlang-otp",
	"java": "eclipse-temurin",
	"jruby": "jruby",
	"tomcat": "tomcat",
	"node": "node",
	"perl": "perl",
	"php": "php",
	"python": "python",
	"r": "r-base",
	"ruby": "ruby",
	"bun": "bun",
	"deno": "deno",
}

_runtime("python", tag) := "python3" if startswith(tag, "3.13")

_runtime("node", tag) := concat("", ["nodejs", major]) if {
	major := split(split(tag, "-")[0], ".")[0]
	major in {"22", "24", "26"}
}

# In 21-jre, 3.9-eclipse-temurin-21, 8.5-jdk21 and 21.0.4_7-jre alike.
_runtime("java", tag) := concat("", ["java", version]) if {
	version := [version |
		some word in split(tag, "-")
		version := split(trim_left(word, "jdkreva"), ".")[0]
		version in {"17", "21", "25"}
	][0]
}

# https://github.com/dotnet/dotnet-docker/blob/main/README.aspnet.md
_dotnet(tag) := concat("", [major, ".0"]) if {
	major := split(split(tag, "-")[0], ".")[0]
	major in {"8", "9", "10"}
} else := "10.0"

_redhat(tag) := major if {
	major := split(split(tag, "-")[0], ".")[0]
	major in {"8", "9", "10"}
} else := "10"
