# METADATA
# title: Image references
# description: >-
#   The grammar of github.com/distribution/reference (ParseNormalizedNamed) and the digests of
#   github.com/opencontainers/go-digest. Regular expressions are compiled for every input, which takes longer than what
#   else is done here, so they are left to rare characters.
package lib.reference

# METADATA
# description: >-
#   The parts of an image reference: {"registry", "repository", "tag", "digest", "host"}, `tag` and `digest` empty when
#   absent, `host` the registry as written (empty when it was implied). Undefined when it is not a valid one.
parse(text) := parsed if {
	parsed := _split(text)
	_problem(text, parsed) == ""
}

# METADATA
# description: Why a text is no image reference, as the end of a sentence; undefined when it is one.
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
name(parsed) := concat("/", [parsed.registry, parsed.repository])

# METADATA
# description: The whole reference, spelled out; what has neither tag nor digest is `:latest`.
canonical(parsed) := concat("", [name(parsed), _prefixed(":", tag(parsed)), _prefixed("@", parsed.digest)])

# METADATA
# description: The reference without its registry, with the tag and the digest that it has.
without_registry(parsed) := concat("", [parsed.repository, _prefixed(":", parsed.tag), _prefixed("@", parsed.digest)])

# METADATA
# description: The tag that a reference means; empty for what is named by its digest alone.
tag(parsed) := "latest" if {
	parsed.tag == ""
	parsed.digest == ""
} else := parsed.tag

_prefixed(_, "") := ""

_prefixed(separator, part) := concat("", [separator, part]) if part != ""

# METADATA
# description: The registry that a written host stands for; none stands for Docker Hub.
registry_of(host) := "docker.io" if {
	host in {"", "index.docker.io"}
} else := host

_split(text) := {"registry": registry, "repository": repository, "tag": tag, "digest": digest, "host": host} if {
	[before, digest] := _cut(text, "@")
	parts := split(before, "/")
	host := _host(parts)
	registry := registry_of(host)
	[named, tag] := _cut(parts[count(parts) - 1], ":")
	path := array.concat(array.slice(parts, min([count(host), 1]), count(parts) - 1), [named])
	repository := _repository(registry, path)
}

# What stands before a separator and after it, which is nothing without it.
_cut(text, separator) := [text, ""] if {
	not contains(text, separator)
} else := [substring(text, 0, at), substring(text, at + 1, -1)] if {
	at := indexof(text, separator)
}

# What stands before the first slash is a registry only where it cannot be part of a path, or is `localhost`.
_host(parts) := parts[0] if {
	count(parts) > 1
	_looks_like_host(parts[0])
} else := ""

_looks_like_host("localhost")

_looks_like_host(part) if contains(part, ".")

_looks_like_host(part) if contains(part, ":")

_looks_like_host(part) if lower(part) != part

# Docker Hub's official images live below `library`.
_repository(registry, path) := concat("/", ["library", path[0]]) if {
	registry == "docker.io"
	count(path) == 1
} else := concat("/", path)

# In the order of the text, so that the first thing wrong is named.
_problem(text, parsed) := "has a registry that is no host name" if {
	not _is_host(parsed.host)
} else := "is a bare image ID (64 hexadecimal digits), not a name" if {
	_is_hexadecimal(text, 64)
} else := "has an upper-case letter in its repository" if {
	lower(parsed.repository) != parsed.repository
} else := "has a repository that no registry accepts" if {
	not _is_repository(parsed.repository)
} else := "has an empty tag" if {
	endswith(split(text, "@")[0], ":")
} else := "has a malformed tag (letters, digits, `_`, `.` and `-`, at most 128)" if {
	not _is_tag(parsed.tag)
} else := "has a malformed digest (sha256 needs 64 lower-case hexadecimal digits, sha512 128)" if {
	contains(text, "@")
	not _is_digest(parsed.digest)
} else := ""

# A domain or an IPv6 address. With an underscore it is no domain, but then it passes for the start of the path, and is
# asked for the image all the same.
_is_host("")

_is_host(host) if {
	_is_domain(host)
} else if {
	regex.match(`^\[[A-Fa-f0-9:]+\](:[0-9]+)?$`, host)
} else if {
	_is_component(host)
}

_is_domain(host) if {
	[domain, port] := _cut(host, ":")
	_consists_of(port, "0123456789")
	not endswith(host, ":")
	every label in split(domain, ".") {
		_is_label(label)
	}
}

_is_repository(repository) if {
	count(repository) < 256
	every component in split(repository, "/") {
		_is_component(component)
	}
}

_is_component(component) if {
	_is_label(component)
} else if {
	regex.match(`^[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*$`, component)
}

# A component of a path or of a host name, as nearly all are.
_is_label(text) if {
	_consists_of(text, concat("", [_letters_and_digits, "-"]))
	trim(text, "-") == text
	text != ""
}

_is_tag(tag) if {
	count(tag) < 129
	_consists_of(tag, concat("", [_letters_and_digits, "_.-"]))
	trim_left(tag, ".-") == tag
}

_is_digest(digest) if {
	[algorithm, encoded] := split(digest, ":")
	_is_hexadecimal(encoded, {"sha256": 64, "sha384": 96, "sha512": 128}[algorithm])
}

_is_hexadecimal(text, size) if {
	count(text) == size
	_consists_of(text, "0123456789abcdef")
}

_letters_and_digits := "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"

_consists_of(text, characters) if trim_left(text, characters) == ""
