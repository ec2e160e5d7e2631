package lib.reference_test

import data.lib.reference

_repeated(text, times) := concat("", [text | some _ in numbers.range(1, times)])

_sha256 := concat("", ["sha256:", _repeated("0a", 32)])

_sha512 := concat("", ["sha512:", _repeated("0a", 64)])

test_reference_is_split[text] if {
	some text, [host, registry, repository, tag] in {
		"nginx": ["", "docker.io", "library/nginx", ""],
		"nginx:1.27": ["", "docker.io", "library/nginx", "1.27"],
		"library/nginx": ["", "docker.io", "library/nginx", ""],
		"foo/bar.baz": ["", "docker.io", "foo/bar.baz", ""],
		"foo/bar/baz": ["", "docker.io", "foo/bar/baz", ""],
		"docker.io/nginx": ["docker.io", "docker.io", "library/nginx", ""],
		"index.docker.io/nginx": ["index.docker.io", "docker.io", "library/nginx", ""],
		"registry-1.docker.io/library/nginx": ["registry-1.docker.io", "registry-1.docker.io", "library/nginx", ""],
		"gcr.io/app": ["gcr.io", "gcr.io", "app", ""],
		"gcr.io/team/app:v1": ["gcr.io", "gcr.io", "team/app", "v1"],
		"r.example.com:5000/app:1": ["r.example.com:5000", "r.example.com:5000", "app", "1"],
		"host:5000/app": ["host:5000", "host:5000", "app", ""],
		"localhost": ["", "docker.io", "library/localhost", ""],
		"localhost:5000": ["", "docker.io", "library/localhost", "5000"],
		"localhost/app": ["localhost", "localhost", "app", ""],
		"localhost:5000/app": ["localhost:5000", "localhost:5000", "app", ""],
		"REGISTRY/app": ["REGISTRY", "REGISTRY", "app", ""],
		"127.0.0.1/app": ["127.0.0.1", "127.0.0.1", "app", ""],
		"[::1]/app": ["[::1]", "[::1]", "app", ""],
		"[2001:DB8::1]:5000/a/b:1": ["[2001:DB8::1]:5000", "[2001:DB8::1]:5000", "a/b", "1"],
		"un_der.score/app": ["un_der.score", "un_der.score", "app", ""],
		"a_b/c__d/e--f/g.h": ["", "docker.io", "a_b/c__d/e--f/g.h", ""],
		"app:_Tag-1.0": ["", "docker.io", "library/app", "_Tag-1.0"],
	}
	parsed := {"host": host, "registry": registry, "repository": repository, "tag": tag, "digest": ""}
	reference.parse(text) == parsed
	not reference.problem(text)
}

test_digest_is_split_off[digest] if {
	some digest in [_sha256, _sha512, concat("", ["sha384:", _repeated("0", 96)])]
	reference.parse(concat("", ["gcr.io/app:1@", digest])) == {
		"host": "gcr.io",
		"registry": "gcr.io",
		"repository": "app",
		"tag": "1",
		"digest": digest,
	}
}

_bad_host := "has a registry that is no host name"

_bad_repository := "has a repository that no registry accepts"

_bad_tag := "has a malformed tag (letters, digits, `_`, `.` and `-`, at most 128)"

_bad_digest := "has a malformed digest (sha256 needs 64 lower-case hexadecimal digits, sha512 128)"

test_invalid_reference_has_a_problem[text] if {
	some text, problem in {
		"": "is blank",
		" \t": "is blank",
		"ng inx": "has white space in it",
		"nginx\n": "has white space in it",
		"http://gcr.io/app": _bad_host,
		"gcr.io:/app": _bad_host,
		"gcr.io:x/app": _bad_host,
		"-gcr.io/app": _bad_host,
		"gcr..io/app": _bad_host,
		"[::1/app": _bad_host,
		"[::g]/app": _bad_host,
		"Nginx": "has an upper-case letter in its repository",
		"gcr.io/team/App": "has an upper-case letter in its repository",
		"/app": _bad_repository,
		"app/": _bad_repository,
		"library/": _bad_repository,
		"team//app": _bad_repository,
		"gcr.io/": _bad_repository,
		"-app": _bad_repository,
		"app-": _bad_repository,
		"a..b": _bad_repository,
		"a___b": _bad_repository,
		"a._b": _bad_repository,
		"é": _bad_repository,
		"$a": _bad_repository,
		":1": _bad_repository,
		"@": _bad_repository,
		"x:": "has an empty tag",
		"x:@sha256:00": "has an empty tag",
		"x:.1": _bad_tag,
		"x:-1": _bad_tag,
		"x:1+2": _bad_tag,
		"x:1:2": _bad_tag,
		"x@": _bad_digest,
		"x@sha256": _bad_digest,
		"x@sha256:": _bad_digest,
		"x@sha256:0a": _bad_digest,
		"x@md5:d41d8cd98f00b204e9800998ecf8427e": _bad_digest,
	}
	reference.problem(text) == problem
	not reference.parse(text)
}

test_invalid_digest_has_a_problem[text] if {
	some text in [
		upper(_sha256),
		replace(_sha256, "0a", "0A"),
		replace(_sha256, "0a", "0g"),
		replace(_sha512, "sha512", "sha256"),
		replace(_sha256, "sha256", "sha512"),
		concat("@", [_sha256, _sha256]),
	]
	reference.problem(concat("@", ["x", text])) == _bad_digest
}

test_bare_image_id_has_a_problem if {
	reference.problem(_repeated("0a", 32)) == "is a bare image ID (64 hexadecimal digits), not a name"
	not reference.problem(_repeated("0", 63))
	not reference.problem(_repeated("0", 65))
}

test_tag_has_at_most_128_characters if {
	reference.parse(concat(":", ["x", _repeated("t", 128)])).tag == _repeated("t", 128)
	reference.problem(concat(":", ["x", _repeated("t", 129)])) == _bad_tag
}

test_repository_has_at_most_255_characters if {
	reference.parse(concat("/", ["gcr.io", _repeated("r", 255)])).repository == _repeated("r", 255)
	reference.problem(concat("/", ["gcr.io", _repeated("r", 256)])) == _bad_repository
}

test_library_counts_among_the_255_characters if {
	reference.parse(_repeated("r", 247)).repository == concat("/", ["library", _repeated("r", 247)])
	reference.problem(_repeated("r", 248)) == _bad_repository
}

test_name_is_spelled_out if {
	reference.name(reference.parse("nginx:1")) == "docker.io/library/nginx"
	reference.name(reference.parse("gcr.io/app:1")) == "gcr.io/app"
}

test_canonical_reference[text] if {
	some [text, canonical] in [
		["nginx", "docker.io/library/nginx:latest"],
		["index.docker.io/team/app:1", "docker.io/team/app:1"],
		[concat("@", ["nginx", _sha256]), concat("@", ["docker.io/library/nginx", _sha256])],
		[concat("@", ["gcr.io/app:1", _sha256]), concat("@", ["gcr.io/app:1", _sha256])],
	]
	reference.canonical(reference.parse(text)) == canonical
}

test_registry_of_a_host[host] if {
	some host, registry in {
		"": "docker.io",
		"docker.io": "docker.io",
		"index.docker.io": "docker.io",
		"registry-1.docker.io": "registry-1.docker.io",
		"gcr.io:5000": "gcr.io:5000",
	}
	reference.registry_of(host) == registry
}
