# METADATA
# title: Minimal images
# description: >-
#   Distroless, Chainguard's and Docker's hardened images, as lib.official_images has the official ones, by the end of a
#   repository's path that names its publisher; `*` is any last component and `host/**` all there is at a registry. The
#   numbers at the end of a name's parts can be left out (static-debian is static-debian13).
package lib.minimal_images

# METADATA
# description: What is known, by name. A fact that is null is one that nobody knows, whatever the system has.
of(name) := _entry[name]

_entry["distroless/*"] := _distroless("glibc")

_entry["distroless/static"] := _distroless("none")

_entry["distroless/static-debian"] := _distroless("none")

# https://github.com/chainguard-images/images, the locked_config.json of each: non-root but for bases and a few tools;
# -dev variants have a shell and a package manager.
_entry["chainguard/*"] := _chainguard({})

_entry["chainguard/aspnet-runtime"] := _chainguard({"language": "dotnet", "shell": false})

_entry["chainguard/bash"] := _chainguard({"user": "0", "shell": true})

_entry["chainguard/busybox"] := _chainguard({"shell": true})

_entry["chainguard/curl"] := _chainguard({"shell": false})

_entry["chainguard/docker-dind"] := _chainguard({"user": "0", "shell": true})

_entry["chainguard/glibc-dynamic"] := _chainguard({"shell": false})

_entry["chainguard/haproxy"] := _chainguard({"user": "haproxy", "shell": true})

_entry["chainguard/jre"] := _chainguard({"language": "java", "shell": false})

_entry["chainguard/mariadb"] := _chainguard({"shell": true})

_entry["chainguard/nginx"] := _chainguard({"shell": false})

_entry["chainguard/node"] := _chainguard({"language": "node", "shell": true})

_entry["chainguard/php"] := _chainguard({"language": "php", "shell": false})

_entry["chainguard/postgres"] := _chainguard({"user": "0", "shell": true})

_entry["chainguard/python"] := _chainguard({"language": "python", "shell": false})

_entry["chainguard/redis"] := _chainguard({"user": "redis", "shell": true})

_entry["chainguard/ruby"] := _chainguard({"language": "ruby", "shell": false})

_entry["chainguard/static"] := _chainguard({"libc": null, "shell": false})

_entry["chainguard/tomcat"] := _chainguard({"language": "java", "shell": true})

_entry["chainguard/gcc-glibc"] := _chainguard_sdk("c", "0")

_entry["chainguard/go"] := _chainguard_sdk("go", "0")

_entry["chainguard/gradle"] := _chainguard_sdk("java", "65532")

_entry["chainguard/jdk"] := _chainguard_sdk("java", "65532")

_entry["chainguard/maven"] := _chainguard_sdk("java", "65532")

_entry["chainguard/rust"] := _chainguard_sdk("rust", "65532")

_entry["chainguard/chainguard-base"] := _wolfi

_entry["chainguard/wolfi-base"] := _wolfi

# https://github.com/docker-hardened-images/catalog, run-as: 65532 or the name that the program has a user by; -dev and
# sdk variants are root, and have a shell and a package manager, apt or apk.
_entry["dhi.io/**"] := _hardened({})

_entry["dhi.io/alpine-base"] := _hardened({"libc": "musl"})

_entry["dhi.io/composer"] := object.union(_hardened({"language": "php", "user": "0"}), {"sdk_unless": []})

_entry["dhi.io/debian-base"] := _hardened({"libc": "glibc"})

_entry["dhi.io/eclipse-temurin"] := object.union(_hardened({"language": "java"}), {"sdk_if": ["dev", "jdk"]})

_entry["dhi.io/golang"] := _hardened_sdk("go")

_entry["dhi.io/gradle"] := object.union(_hardened({"language": "java", "user": "0"}), {"sdk_unless": []})

_entry["dhi.io/maven"] := object.union(_hardened({"language": "java", "user": "0"}), {"sdk_unless": []})

_entry["dhi.io/cassandra"] := _hardened({"user": "cassandra"})

_entry["dhi.io/couchdb"] := _hardened({"user": "couchdb"})

_entry["dhi.io/deno"] := _hardened({"user": "deno"})

_entry["dhi.io/elasticsearch"] := _hardened({"user": "elasticsearch"})

_entry["dhi.io/grafana"] := _hardened({"user": "grafana"})

_entry["dhi.io/httpd"] := _hardened({"user": "www-data"})

_entry["dhi.io/mariadb"] := _hardened({"user": "mysql"})

_entry["dhi.io/memcached"] := _hardened({"user": "memcached"})

_entry["dhi.io/mongodb"] := _hardened({"user": "mongodb"})

_entry["dhi.io/mysql"] := _hardened({"user": "mysql"})

_entry["dhi.io/neo4j"] := _hardened({"user": "neo4j"})

_entry["dhi.io/rabbitmq"] := _hardened({"user": "rabbitmq"})

_entry["dhi.io/solr"] := _hardened({"user": "solr"})

_entry["dhi.io/sonarqube"] := _hardened({"user": "sonarqube"})

_entry["dhi.io/vault"] := _hardened({"user": "vault"})

_entry["dhi.io/docker"] := _hardened({"user": "0"})

_entry["dhi.io/docker-dind"] := _hardened({"user": "0"})

_entry["dhi.io/nginx"] := _hardened({"user": "nginx"})

_entry["dhi.io/node"] := _hardened({"language": "node", "user": "node", "shell": false})

_entry["dhi.io/postgres"] := _hardened({"user": "postgres"})

_entry["dhi.io/python"] := _hardened({"language": "python", "shell": false})

_entry["dhi.io/rust"] := _hardened_sdk("rust")

_entry["dhi.io/static"] := _hardened({"shell": false})

# https://github.com/GoogleContainerTools/distroless: debug ones have a shell, those named nonroot do not run as root.
_distroless(libc) := {
	"facts": {"libc": libc, "package_manager": "none", "kind": "minimal"},
	"linux": {"user": "0", "shell": false},
	"words": {"nonroot": {"user": "65532"}, "debug": {"shell": true}},
}

_chainguard(facts) := {
	"kind": "minimal",
	"sdk_if": ["dev"],
	"facts": {"libc": "glibc"},
	"linux": object.union({"user": "65532", "package_manager": "none"}, facts),
	"words": {"dev": {"shell": true, "package_manager": "apk"}},
}

_chainguard_sdk(language, user) := object.union(
	_chainguard({"language": language, "user": user, "shell": true}),
	{"sdk_unless": []},
)

_wolfi := {"system": "wolfi", "fixed": true, "nearest": "static", "facts": {"user": "0"}}

_hardened(facts) := {
	"kind": "minimal",
	"sdk_if": ["dev", "sdk"],
	"linux": object.union({"user": "65532", "shell": null, "package_manager": "none"}, facts),
	"words": {
		"dev": {"user": "0", "shell": true, "package_manager": null},
		"sdk": {"user": "0", "package_manager": null},
	},
}

_hardened_sdk(language) := object.union(_hardened({"language": language}), {"sdk_unless": []})
