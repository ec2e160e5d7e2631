# METADATA
# title: Lists of images in parameters
# description: >-
#   Which images an entry covers, compared by whole path components and never as text: gcr.io covers neither evilgcr.io
#   nor gcr.io.evil.com.
package lib.scope

import data.lib.reference

# METADATA
# description: Whether the image is in the registry of an entry, `host[:port]`, or below its `host[:port]/path`.
in_registry(image, entry) if {
	wanted := split(trim_suffix(entry, "/"), "/")
	wanted[0] != "" # or else nothing would stand for Docker Hub
	_host(image.registry) == _host(wanted[0])
	_starts_with(split(image.repository, "/"), array.slice(wanted, 1, count(wanted)))
}

# METADATA
# description: >-
#   Whether one of the entries covers the image: an image name covers that repository and all below it; with a tag or a
#   digest it covers that reference only.
covers(entries, image) if {
	some entry in entries
	_covers(reference.parse(entry), image)
}

_covers(wanted, image) if {
	_is_repository(wanted)
	_starts_with(split(lower(reference.name(image)), "/"), split(lower(reference.name(wanted)), "/"))
}

_covers(wanted, image) if {
	not _is_repository(wanted)
	lower(reference.name(image)) == lower(reference.name(wanted))
	wanted.tag in {"", reference.tag(image)}
	wanted.digest in {"", image.digest}
}

_is_repository(wanted) if {
	wanted.tag == ""
	wanted.digest == ""
}

# Host names have no case, and 443 is the port that none means.
_host(written) := reference.registry_of(trim_suffix(lower(written), ":443"))

_starts_with(parts, wanted) if array.slice(parts, 0, count(wanted)) == wanted
