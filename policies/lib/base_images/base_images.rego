# METADATA
# title: Facts about base images
# description: >-
#   What the publishers of well-known base images say of them, in one table. An image mirrored into one's own registry
#   keeps its facts. On Docker Hub a name is what its owner made of it, so only the whole repository counts there.
package lib.base_images

import data.lib.reference
import data.lib.stages

# METADATA
# description: What is known of the image at the root of the final stage's ancestry.
final := facts(reference.parse(stages.root.base.name))

# METADATA
# description: >-
#   What is known of an image reference: {"user": the user it runs as by default, "env": variables that it sets}, either
#   absent where nobody knows. Undefined for an unknown image.
facts(image) := [entry.facts |
	some key in _keys(image)
	some entry in _table[key]
	regex.match(entry.tag, _tag(image))
][0]

# From the most to the least particular key: the whole name, then its ends, each also with `*` for the last component;
# then the registry.
_keys(image) := array.concat(
	[key | some name in _names(image); some key in [name, _wildcard(name)]],
	[concat("", [image.registry, "/**"])],
)

_names(image) := [trim_prefix(image.repository, "library/")] if {
	image.registry == "docker.io"
} else := [concat("/", array.slice(parts, start, count(parts))) | some start, _ in parts] if {
	parts := split(reference.name(image), "/")
}

_wildcard(name) := concat("/", array.concat(array.slice(parts, 0, count(parts) - 1), ["*"])) if {
	parts := split(name, "/")
}

_tag(image) := "latest" if {
	image.tag == ""
	image.digest == ""
} else := image.tag

# Of several entries below a key the first whose tag fits counts.
_table := {
	# https://github.com/GoogleContainerTools/distroless: the tags `nonroot` and `debug-nonroot` do not run as root.
	"distroless/*": [
		{"tag": `(^|-)nonroot(-|$)`, "facts": {"user": "65532"}},
		{"tag": `.`, "facts": {"user": "0"}},
	],
	# https://edu.chainguard.dev/chainguard/chainguard-images/: non-root by default, but for the bases to build upon.
	"cgr.dev/**": [{"tag": "", "facts": {"user": "65532"}}],
	"chainguard/*": [{"tag": "", "facts": {"user": "65532"}}],
	"chainguard/wolfi-base": [{"tag": "", "facts": {"user": "0"}}],
	"chainguard/chainguard-base": [{"tag": "", "facts": {"user": "0"}}],
	# https://docs.docker.com/dhi/: run-time variants do not run as root, `-dev` ones do.
	"dhi.io/**": [
		{"tag": `-dev$`, "facts": {"user": "0"}},
		{"tag": "", "facts": {"user": "65532"}},
	],
	# https://github.com/dotnet/dotnet-docker: APP_UID; https://learn.microsoft.com/virtualization/windowscontainers/
	"dotnet/*": [
		{"tag": `nanoserver`, "facts": {"user": "ContainerUser"}},
		{"tag": `windowsservercore`, "facts": {"user": "ContainerAdministrator"}},
		{"tag": `chiseled|distroless`, "facts": {"user": "1654", "env": {"APP_UID": "1654"}}},
		{"tag": `^([89]|[1-9][0-9]|latest)`, "facts": {"env": {"APP_UID": "1654"}}},
	],
	"windows/nanoserver": [{"tag": "", "facts": {"user": "ContainerUser"}}],
	"windows/servercore": [{"tag": "", "facts": {"user": "ContainerAdministrator"}}],
	"windows/server": [{"tag": "", "facts": {"user": "ContainerAdministrator"}}],
	# The USER of each image's own Dockerfile, in its repository.
	"bitnami/*": [{"tag": "", "facts": {"user": "1001"}}],
	"elasticsearch": [{"tag": "", "facts": {"user": "1000"}}],
	"elasticsearch/elasticsearch": [{"tag": "", "facts": {"user": "1000"}}],
	"grafana/grafana": [{"tag": "", "facts": {"user": "472"}}],
	"jenkins/jenkins": [{"tag": "", "facts": {"user": "jenkins"}}],
	"kibana": [{"tag": "", "facts": {"user": "1000"}}],
	"logstash": [{"tag": "", "facts": {"user": "1000"}}],
	"memcached": [{"tag": "", "facts": {"user": "memcache"}}],
	"nginxinc/nginx-unprivileged": [{"tag": "", "facts": {"user": "101"}}],
	"prom/*": [{"tag": "", "facts": {"user": "nobody"}}],
	"solr": [{"tag": "", "facts": {"user": "8983"}}],
}
