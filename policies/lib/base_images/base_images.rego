# METADATA
# title: Facts about base images
# description: >-
#   What the publishers of well-known base images say of them. The tables are in lib.official_images, official_java,
#   official_services, minimal_images, platform_images and project_images; a name stands in one of them. Here is how a
#   reference finds its entry, and what a tag adds.
#   An image mirrored into one's own registry keeps its facts: an official image is known by its last path component,
#   any other by the end of its path that names the publisher too. On Docker Hub a name is what its owner made of it, so
#   only the whole repository counts there.
package lib.base_images

import data.lib.image_systems
import data.lib.minimal_bases
import data.lib.minimal_images
import data.lib.official_images
import data.lib.official_java
import data.lib.official_services
import data.lib.platform_images
import data.lib.project_images
import data.lib.reference
import data.lib.release_lines
import data.lib.stages

# METADATA
# description: What is known of the image at the root of the final stage's ancestry.
final := facts(reference.parse(stages.root.base.name))

# METADATA
# description: >-
#   What is known of an image reference, each fact absent where nobody knows: {"user": the user it runs as by default,
#   "env": variables that it sets, "libc": glibc, musl or none, "shell": whether there is one, "package_manager": apt,
#   apk, dnf, microdnf, tdnf, yum, zypper, pacman or none, "kind": sdk (meant to build in), minimal, slim or full,
#   "language": what it compiles or runs, "minimal": the nearest base without a shell, to be written instead,
#   "end_of_life": the date on which security fixes end for the release that the tag names, or for its system's}. A
#   `kind` of sdk hides how small an image is: those on Alpine Linux are known by their package manager. Undefined for
#   an unknown image.
facts(image) := found if {
	entry := [entry | some key in _keys(image); entry := _entry(key)][0]
	tag := reference.tag(image)
	claimed := object.union(_usual_user(entry, tag), _claimed(entry, tag, image_systems.words(tag)))
	stated := {name: value | some name, value in claimed; value != null}
	found := object.union(object.union(_advice(entry, stated, tag), _end_of_life(entry, tag)), stated)
	found != {}
}

# A digest hides which tag it was. Who pins an image by one alone has made nothing worse: the user is that which the
# image has by its name.
_usual_user(entry, tag) := {"user": user} if {
	tag == ""
	user := _claimed(entry, "latest", image_systems.words("latest")).user
} else := {}

# From the most to the least particular: the whole name, then its ends, each also without the numbers and then with `*`
# for the last component; then the registry; then the name alone, as official images are known.
_keys(image) := array.concat(
	[key | some name in _names(image); contains(name, "/"); some key in [name, _unnumbered(name), _wildcard(name)]],
	array.concat([concat("", [image.registry, "/**"])], [name | some name in _names(image); not contains(name, "/")]),
)

_names(image) := [reference.name(image), image.repository] if {
	image.registry == "docker.io"
	not _is_official(image.repository)
} else := [reference.name(image), concat("/", ["chainguard", parts[count(parts) - 1]])] if {
	image.registry == "cgr.dev" # where every customer has Chainguard's images below a name of his own
	parts := split(image.repository, "/")
} else := [concat("/", array.slice(parts, start, count(parts))) | some start, _ in parts] if {
	parts := split(reference.name(image), "/")
}

_is_official(repository) if startswith(repository, "library/")

# https://github.com/docker-library/official-images#architectures-other-than-amd64
_is_official(repository) if {
	[owner, _] := split(repository, "/")
	owner in {
		"amd64", "arm32v5", "arm32v6", "arm32v7", "arm64v8", "i386", "loong64", "mips64le", "ppc64le", "riscv64",
		"s390x", "winamd64",
	}
}

_unnumbered(name) := concat("/", [concat("-", kept) |
	some component in split(name, "/")
	kept := [kept | some part in split(component, "-"); kept := trim_right(part, "0123456789."); kept != ""]
])

_wildcard(name) := concat("/", array.concat(array.slice(parts, 0, count(parts) - 1), ["*"])) if {
	parts := split(name, "/")
}

_entry(key) := official_images.of(key)

_entry(key) := official_java.of(key)

_entry(key) := official_services.of(key)

_entry(key) := minimal_images.of(key)

_entry(key) := platform_images.of(key)

_entry(key) := project_images.of(key)

# What an entry says of a tag, the more particular last. Without a tag only what holds for all of them.
_claimed(entry, tag, words) := object.union(
	object.union(object.get(entry, "facts", {}), image_systems.facts[system]),
	object.union(_kind(entry, words, system), _of_variant(entry, words, system)),
) if {
	system := _system(entry, tag, words)
}

# The variants for Windows are only what their system is.
_of_variant(entry, words, system) := object.union(object.get(entry, "linux", {}), of_words) if {
	not system in _systems_apart
	of_words := {name: _fact(entry, words, name) | some word, facts in entry.words; words[word]; some name, _ in facts}
} else := {}

_systems_apart := {"nanoserver", "windowsservercore", "unknown"}

# Of several words the last in the alphabet, where numbers come first.
_fact(entry, words, name) := values[count(values) - 1] if {
	values := [value | some word, facts in entry.words; words[word]; value := facts[name]]
}

_system(entry, tag, words) := entry.system if {
	entry.fixed
} else := "unknown" if {
	tag == ""
} else := system if {
	system := image_systems.named_by(words)
} else := object.get(entry, "system", "other")

_kind(entry, words, system) := {"kind": "sdk"} if {
	_is_sdk(entry, words, system)
} else := {} if {
	entry.facts.kind
} else := {"kind": entry.kind} if {
	system != "unknown"
} else := {"kind": kind} if {
	kind := image_systems.facts[system].kind
} else := {"kind": "slim"} if {
	some word in {"slim", "minimal"}
	words[word]
} else := {"kind": "full"} if {
	image_systems.facts[system].shell
} else := {}

_is_sdk(entry, _, _) if entry.sdk_unless == []

_is_sdk(entry, words, system) if {
	system != "unknown"
	every word in entry.sdk_unless {
		not words[word]
	}
}

_is_sdk(entry, words, _) if {
	some word in entry.sdk_if
	words[word]
}

# What is minimal, as far as anybody knows, is as small as it gets.
_advice(entry, stated, tag) := {"minimal": minimal} if {
	object.get(stated, "shell", object.get(stated, "kind", "") != "minimal")
	not object.get(stated, "user", "") in {"ContainerAdministrator", "ContainerUser"}
	language := object.get(entry, "nearest", object.get(stated, "language", ""))
	minimal := minimal_bases.nearest(language, _version(language, stated, tag))
} else := {}

# node:latest, python:slim and the like
_version(language, stated, tag) := version if {
	stated.package_manager == "apt"
	tag != ""
	not regex.match(`[0-9]`, tag)
	version := minimal_bases.usual_version[language]
} else := tag

_end_of_life(entry, tag) := {"end_of_life": min(dates)} if {
	dates := release_lines.ends(object.get(entry, "lines", ""), tag)
	count(dates) > 0
} else := {}
