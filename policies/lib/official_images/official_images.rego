# METADATA
# title: Official images to build upon
# description: >-
#   The operating systems and languages among the Docker Official Images. Their tags and Dockerfiles:
#   https://github.com/docker-library/official-images/tree/master/library. A name that a private image could well have
#   is known below library/ only.
package lib.official_images

# METADATA
# description: >-
#   What is known, by name: {"system": what a tag stands on that names none, "fixed": whether every tag does, "kind" of
#   what is not for building, "sdk_unless": words of a tag without which it is for building, "sdk_if": words with which
#   it is, "facts": what holds for every tag, "linux": what holds for every one but those for Windows, "words": what a
#   word of a tag adds, "nearest": by what lib.minimal_bases knows it if not by its language, "lines": by what
#   lib.release_lines does}.
of(name) := _entry[name]

_entry["almalinux"] := _system("glibc", "redhat", "almalinux", {"minimal": {"package_manager": "microdnf"}})

_entry["library/alt"] := _system("debian", "glibc", "", {})

_entry["alpine"] := object.union(_system("alpine", "static", "alpine", {}), {"fixed": true})

# https://docs.aws.amazon.com/linux/al2023/ug/package-management.html
_entry["amazonlinux"] := _system("glibc", "glibc", "amazonlinux", {
	"1": {"package_manager": "yum"}, "2": {"package_manager": "yum"}, "2018": {"package_manager": "yum"},
	"2023": {"package_manager": "dnf"}, "latest": {"package_manager": "dnf"}, "minimal": {"package_manager": null},
})

_entry["archlinux"] := object.union(_system("pacman", "glibc", "", {}), {"sdk_if": ["devel"]})

_entry["library/bash"] := object.union(_system("alpine", "static", "", {}), {"fixed": true})

# All but two variants have the compilers and headers that modules for Python, Ruby, Perl and Node.js are built with.
_entry["buildpack-deps"] := object.union(_system("debian", "glibc", "", {}), {"sdk_unless": ["curl", "scm"]})

# Which C library the tags have that name none depends on the architecture.
_entry["busybox"] := object.union(
	_system("busybox", "static", "", {"glibc": {"libc": "glibc"}, "musl": {"libc": "musl"}}),
	{"fixed": true},
)

_entry["centos"] := _system("glibc", "redhat", "centos", {
	"centos7": {"package_manager": "yum"},
	"7": {"package_manager": "yum"},
	"8": {"package_manager": "dnf"},
})

_entry["library/clearlinux"] := _system("glibc", "glibc", "", {})

# None of their tags stands on anything else.
_entry["debian"] := object.union(_system("debian", "glibc", "debian", {}), {"fixed": true})

_entry["fedora"] := object.union(_system("dnf", "redhat", "fedora", {}), {"fixed": true})

_entry["mageia"] := _system("glibc", "glibc", "", {})

_entry["neurodebian"] := _system("debian", "glibc", "", {})

_entry["opensuse"] := _system("zypper", "glibc", "", {})

# https://github.com/oracle/container-images
_entry["oraclelinux"] := _system("glibc", "redhat", "", {
	"slim": {"package_manager": "microdnf"},
	"7": {"package_manager": "yum"},
})

# https://vmware.github.io/photon/docs-v5/administration-guide/managing-packages-with-tdnf/
_entry["library/photon"] := _system("tdnf", "glibc", "", {})

_entry["rockylinux"] := _system("glibc", "redhat", "rockylinux", {"minimal": {"package_manager": "microdnf"}})

_entry["ubuntu"] := object.union(_system("debian", "glibc", "ubuntu", {}), {"fixed": true})

# Robots: https://github.com/osrf/docker_images
_entry["library/ros"] := _system("debian", "glibc", "", {})

_entry["library/gazebo"] := _system("debian", "glibc", "", {})

# Languages whose programs are compiled.
_entry["dart"] := _compiler("dart", [])

_entry["gcc"] := _compiler("c", [])

_entry["golang"] := object.union(_compiler("go", []), {"lines": "golang"})

_entry["haskell"] := _compiler("haskell", [])

_entry["haxe"] := _compiler("haxe", [])

_entry["library/nim"] := _compiler("nim", [])

_entry["rust"] := _compiler("rust", [])

# https://github.com/swiftlang/swift-docker: a slim one has the run-time libraries only.
_entry["library/swift"] := _compiler("swift", ["slim"])

# Languages that run where they are installed.
_entry["elixir"] := _interpreter("elixir", "elixir")

_entry["erlang"] := _interpreter("erlang", "erlang")

_entry["hylang"] := _interpreter("python", "")

_entry["jruby"] := object.union(_interpreter("ruby", ""), {"nearest": "jruby"})

_entry["julia"] := _interpreter("julia", "")

_entry["library/mono"] := _system("debian", "", "", {})

_entry["node"] := _interpreter("node", "node")

_entry["perl"] := _interpreter("perl", "perl")

_entry["php"] := _interpreter("php", "php")

_entry["pypy"] := _interpreter("python", "")

_entry["python"] := _interpreter("python", "python")

_entry["r-base"] := _interpreter("r", "")

_entry["rakudo-star"] := _interpreter("raku", "")

_entry["ruby"] := _interpreter("ruby", "ruby")

_entry["swipl"] := _interpreter("prolog", "")

# https://github.com/composer/docker
_entry["library/composer"] := {
	"system": "alpine", "fixed": true, "sdk_unless": [],
	"facts": {"language": "php", "user": "0"},
}

_system(system, nearest, lines, words) := {
	"system": system,
	"nearest": nearest,
	"lines": lines,
	"facts": {"user": "0"},
	"words": words,
}

_compiler(language, sdk_unless) := {
	"system": "debian",
	"sdk_unless": sdk_unless,
	"facts": {"language": language},
	"linux": {"user": "0"},
}

_interpreter(language, lines) := {
	"system": "debian",
	"lines": lines,
	"facts": {"language": language},
	"linux": {"user": "0"},
}
