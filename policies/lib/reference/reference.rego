# METADATA
# title: Image references
# description: >-
#   The grammar of github.com/distribution/reference (ParseNormalizedNamed) and the digests of
#   github.com/opencontainers/go-digest. Regexes are kept free of counted repetitions, which are slow to compile.
package lib.reference

# METADATA
# description: >-
#   The parts of an image reference: {"registry", "repository", "tag", "digest", "host"}, `tag` and `digest` empty
#   when absent, `host` the registry as written (empty when it was implied). Undefined when it is not a valid one.
parse(text) := parsed if {
	parsed := _split(text)
	_problem(text, parsed) == ""
}

# METADATA
# description: Why `text` is not an image reference, as the end of a sentence; undefined when it is one.
problem(text) := "is blank" if {
	trim_space(text) == ""
} else := "has white space in it" if {
	regex.match(`\s`, text)
} else := reason if {
	reason := _problem(text, _split(text))
	reason != ""
}

# METADATA
# description: registry/repository, with docker.io and library/ spelled out.
name(reference) := sprintf("%s/%s", [reference.registry, reference.repository])

# METADATA
# description: The whole reference, spelled out; what has neither tag nor digest is `:latest`.
canonical(reference) := concat("", [name(reference), _tag_part(reference), _digest_part(reference)])

_tag_part(reference) := ":latest" if {
	reference.tag == ""
	reference.digest == ""
} else := "" if {
	reference.tag == ""
} else := concat("", [":", reference.tag])

_digest_part(reference) := "" if {
	reference.digest == ""
} else := concat("", ["@", reference.digest])

# METADATA
# description: >-
#   Whether the image stands below a registry entry, `host[:port][/path]`, compared by whole path components:
#   `gcr.io` covers neither `evilgcr.io` nor `gcr.io.evil.com`. Host names have no case.
below_registry(reference, entry) if {
	parts := split(trim_suffix(entry, "/"), "/")
	wanted := array.concat([_normal_host(parts[0])], array.slice(parts, 1, count(parts)))
	given := split(name(reference), "/")
	_starts_with(array.concat([_normal_host(given[0])], array.slice(given, 1, count(given))), wanted)
}

# METADATA
# description: >-
#   Whether an exemption covers the image: an entry is an image name and covers that repository and all below it;
#   with a tag or a digest it covers that reference only.
exempt(reference, entries) if {
	some entry in entries
	wanted := parse(entry)
	_covers(reference, wanted)
}

_covers(reference, wanted) if {
	_whole_repository(wanted)
	_starts_with(split(lower(name(reference)), "/"), split(lower(name(wanted)), "/"))
}

_covers(reference, wanted) if {
	not _whole_repository(wanted)
	lower(name(reference)) == lower(name(wanted))
	wanted.tag in {"", reference.tag}
	wanted.digest in {"", reference.digest}
}

_whole_repository(wanted) if {
	wanted.tag == ""
	wanted.digest == ""
}

_starts_with(parts, wanted) if array.slice(parts, 0, count(wanted)) == wanted

_normal_host(host) := registry_of(trim_suffix(lower(host), ":443"))

_split(text) := {"registry": registry, "repository": repository, "tag": tag, "digest": digest, "host": host} if {
	at := indexof(text, "@")
	named := _before(text, at)
	digest := _after(text, at)
	parts := split(named, "/")
	last := count(parts) - 1
	colon := indexof(parts[last], ":")
	tag := _after(parts[last], colon)
	path := array.concat(array.slice(parts, 0, last), [_before(parts[last], colon)])
	host := _host(path)
	registry := registry_of(host)
	repository := _repository(registry, path, host)
}

_before(text, at) := text if {
	at < 0
} else := substring(text, 0, at)

_after(text, at) := "" if {
	at < 0
} else := substring(text, at + 1, -1)

# The part before the first slash is a registry only where it cannot be a path component, or is `localhost`.
_host(path) := path[0] if {
	count(path) > 1
	regex.match(`^localhost$|[.:A-Z]`, path[0])
} else := ""

# METADATA
# description: The registry that a written host stands for; none stands for Docker Hub.
registry_of(host) := "docker.io" if {
	host in {"", "index.docker.io"}
} else := host

_repository(registry, path, host) := concat("/", array.concat(_library(registry, below), below)) if {
	below := array.slice(path, min([count(host), 1]), count(path))
}

# Docker Hub's official images live below `library`.
_library("docker.io", below) := ["library"] if {
	count(below) == 1
} else := []

_library(registry, _) := [] if registry != "docker.io"

# In the order of the text, so that the first thing wrong is named.
_problem(text, parsed) := "has a registry that is no host name" if {
	not _valid_host(parsed.host)
} else := "is a bare image ID (64 hexadecimal digits), not a name" if {
	_is_id(text)
} else := "has an upper-case letter in its repository" if {
	lower(parsed.repository) != parsed.repository
} else := "has a repository that no registry accepts" if {
	not _valid_repository(parsed.repository)
} else := "has an empty tag" if {
	regex.match(`:(@|$)`, text)
} else := "has a malformed tag (letters, digits, `_`, `.` and `-`, at most 128)" if {
	not _valid_tag(parsed.tag)
} else := "has a malformed digest (sha256 needs 64 lower-case hexadecimal digits, sha512 128)" if {
	contains(text, "@")
	not _valid_digest(parsed.digest)
} else := ""

_valid_host("")

_valid_host(host) if {
	regex.match(
		`^([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*|\[[A-Fa-f0-9:]+\])(:[0-9]+)?$`,
		host,
	)
}

_is_id(text) if _is_hexadecimal(text, 64)

_valid_repository(repository) if {
	count(repository) < 256
	regex.match(`^[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)*$`, repository)
}

_valid_tag("")

_valid_tag(tag) if {
	count(tag) < 129
	regex.match(`^[A-Za-z0-9_][A-Za-z0-9_.-]*$`, tag)
}

_valid_digest(digest) if {
	[algorithm, encoded] := split(digest, ":")
	_is_hexadecimal(encoded, {"sha256": 64, "sha384": 96, "sha512": 128}[algorithm])
}

_is_hexadecimal(text, size) if {
	count(text) == size
	trim_left(text, "0123456789abcdef") == ""
}
