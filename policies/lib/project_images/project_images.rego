# METADATA
# title: Images of vendors and projects
# description: >-
#   As in lib.minimal_images, what projects and vendors publish by themselves, from the USER of their Dockerfiles.
#   Organisations whose name anybody could have are named with their registry.
package lib.project_images

# METADATA
# description: What is known, by name.
of(name) := _entry[name]

_entry["bitnami/*"] := {"facts": {"user": "1001"}}

# https://github.com/bitnami/containers
_entry["bitnamilegacy/*"] := {"facts": {"user": "1001"}}

_entry["bitnami/minideb"] := object.union(_debian, {"facts": {"kind": "slim"}})

# Python
_entry["astral-sh/uv"] := {"system": "scratch", "facts": {"language": "python"}}

_entry["continuumio/miniconda3"] := {"system": "debian", "facts": {"language": "python"}, "linux": {"user": "0"}}

# https://github.com/jupyter/docker-stacks: NB_UID
_entry["docker.io/jupyter/*"] := _jupyter

_entry["quay.io/jupyter/*"] := _jupyter

# https://hub.docker.com/r/nvidia/cuda: base, runtime and devel
_entry["nvidia/cuda"] := {"sdk_if": ["devel"], "facts": {"libc": "glibc", "shell": true}, "linux": {"user": "0"}}

_entry["pytorch/pytorch"] := {
	"system": "debian", "sdk_if": ["devel"],
	"facts": {"language": "python", "minimal": "dhi.io/pytorch"}, "linux": {"user": "0"},
}

_entry["tensorflow/tensorflow"] := {"system": "debian", "linux": {"user": "0"}}

# https://github.com/denoland/deno_docker, https://github.com/oven-sh/bun/tree/main/dockerhub
_entry["denoland/deno"] := {
	"system": "debian", "facts": {"language": "deno"}, "linux": {"user": "0"},
	"words": {"bin": {"libc": null, "shell": false, "package_manager": "none", "kind": "minimal"}},
}

_entry["oven/bun"] := {"system": "debian", "facts": {"language": "bun"}}

# https://github.com/graalvm/container
_entry["graalvm/graalvm-community"] := _graalvm

_entry["graalvm/jdk-community"] := _graalvm

_entry["graalvm/native-image-community"] := _graalvm

# Rust for musl: https://github.com/clux/muslrust, https://github.com/rust-cross/rust-musl-cross,
# https://github.com/emk/rust-musl-builder. They are glibc systems themselves.
_entry["clux/muslrust"] := _rust("0")

_entry["ekidd/rust-musl-builder"] := _rust("rust")

_entry["messense/rust-musl-cross"] := _rust("0")

# Systems
_entry["phusion/baseimage"] := _debian

_entry["rockylinux/rockylinux"] := {
	"system": "glibc", "nearest": "redhat", "lines": "rockylinux", "facts": {"user": "0"},
	"words": {"minimal": {"package_manager": "microdnf"}},
}

_entry["fedora/fedora-minimal"] := {
	"system": "microdnf", "nearest": "redhat", "lines": "fedora",
	"facts": {"user": "0"},
}

# https://registry.suse.com/
_entry["bci/bci-base"] := {"system": "zypper", "fixed": true, "nearest": "glibc", "facts": {"user": "0"}}

_entry["bci/bci-micro"] := {"kind": "minimal", "facts": {"libc": "glibc", "package_manager": "none", "user": "0"}}

_entry["opensuse/leap"] := {"system": "zypper", "fixed": true, "nearest": "glibc", "facts": {"user": "0"}}

_entry["opensuse/tumbleweed"] := {"system": "zypper", "fixed": true, "nearest": "glibc", "facts": {"user": "0"}}

# https://docs.aws.amazon.com/lambda/latest/dg/images-create.html
_entry["public.ecr.aws/lambda/*"] := {"system": "glibc", "fixed": true}

# https://cloud.google.com/sdk/docs/downloads-docker
_entry["google.com/cloudsdktool/google-cloud-cli"] := _cloud_cli

_entry["google.com/cloudsdktool/cloud-sdk"] := _cloud_cli

_entry["google.com/cloudsdktool/google-cloud-sdk"] := _cloud_cli

# https://github.com/kubernetes/release/tree/master/images/build, https://github.com/kubernetes/kubernetes/tree/master/build/pause
_entry["build-image/debian-base"] := {"system": "debian", "fixed": true, "nearest": "glibc"}

_entry["build-image/distroless-iptables"] := {"kind": "minimal", "facts": {"libc": "glibc", "package_manager": "none"}}

_entry["build-image/go-runner"] := {"kind": "minimal", "facts": {"shell": false, "package_manager": "none"}}

_entry["registry.k8s.io/pause"] := {"system": "scratch", "linux": {"user": "65535"}}

_entry["registry.k8s.io/**"] := {}

# https://github.com/GoogleContainerTools/kaniko
_entry["kaniko-project/executor"] := {
	"facts": {"libc": "none", "package_manager": "none", "kind": "minimal", "user": "0"},
	"linux": {"shell": false}, "words": {"debug": {"shell": true}},
}

# The USER of each image's own Dockerfile, in its repository.
_entry["cypress/base"] := _cypress

_entry["cypress/browsers"] := _cypress

_entry["cypress/factory"] := _cypress

_entry["cypress/included"] := _cypress

_entry["elasticsearch/elasticsearch"] := _elastic("elasticsearch")

_entry["kibana/kibana"] := _elastic("kibana")

_entry["logstash/logstash"] := _elastic("logstash")

_entry["grafana/grafana"] := {"system": "alpine", "facts": {"user": "472", "minimal": "dhi.io/grafana"}}

_entry["hashicorp/consul"] := {"system": "alpine", "linux": {"user": "0"}}

_entry["hashicorp/terraform"] := {"system": "alpine", "facts": {"minimal": "dhi.io/terraform"}, "linux": {"user": "0"}}

_entry["hashicorp/vault"] := {"system": "alpine", "facts": {"minimal": "dhi.io/vault"}, "linux": {"user": "0"}}

_entry["jenkins/jenkins"] := {"system": "debian", "facts": {"minimal": "dhi.io/jenkins"}, "linux": {"user": "jenkins"}}

_entry["linuxserver/*"] := {"facts": {"user": "0", "shell": true}}

_entry["nginxinc/nginx-unprivileged"] := {"system": "debian", "facts": {"user": "101", "minimal": "dhi.io/nginx"}}

_entry["prom/*"] := {"facts": {"user": "nobody"}}

_entry["quay.io/prometheus/*"] := {"facts": {"user": "nobody"}}

_entry["docker.io/selenium/*"] := {"system": "debian", "linux": {"user": "1200"}}

_jupyter := {"system": "debian", "linux": {"user": "1000"}}

_graalvm := {"system": "microdnf", "sdk_unless": [], "facts": {"language": "java"}, "linux": {"user": "0"}}

_debian := {"system": "debian", "fixed": true, "nearest": "glibc", "facts": {"user": "0"}}

_rust(user) := object.union(
	_debian,
	{"sdk_unless": [], "nearest": "static", "facts": {"language": "rust", "user": user}},
)

_cloud_cli := {"system": "debian", "facts": {"minimal": "dhi.io/cloud-sdk"}, "linux": {"user": "0"}}

_cypress := {"system": "debian", "linux": {"user": "0"}}

_elastic(name) := {"system": "glibc", "facts": {"user": "1000", "minimal": concat("", ["dhi.io/", name])}}
