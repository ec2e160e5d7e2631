package lib.project_images_test

import data.lib.base_images
import data.lib.base_images_test
import data.lib.reference

_base := "gcr.io/distroless/base-debian13:nonroot"

_static := "gcr.io/distroless/static-debian13:nonroot"

test_facts[image] if {
	some image, row in {
		"bitnami/redis:7.4": ["1001"],
		"mirror.example.com/bitnami/redis": ["1001"],
		"bitnami/minideb:bookworm": ["0", "slim", "glibc", "shell", "apt", "", _base, "2028-06-30"],
		"ghcr.io/astral-sh/uv:0.5": ["", "minimal", "none", "no shell", "none", "python"],
		"ghcr.io/astral-sh/uv:python3.12-bookworm-slim": [
			"", "slim", "glibc", "shell", "apt", "python",
			"dhi.io/python", "2028-06-30",
		],
		"nvidia/cuda:12.4.1-devel-ubuntu22.04": ["0", "sdk", "glibc", "shell", "apt", "", "", "2027-04-01"],
		"nvcr.io/nvidia/cuda:12.4.1-runtime-ubi8": ["0", "full", "glibc", "shell", "", "", "", "2029-05-31"],
		"pytorch/pytorch:2.4.0-cuda12.4-cudnn9-runtime": [
			"0", "full", "glibc", "shell", "apt", "python",
			"dhi.io/pytorch",
		],
		"denoland/deno:alpine-2.0": ["0", "minimal", "musl", "shell", "apk", "deno", "dhi.io/deno"],
		"denoland/deno:bin": ["0", "minimal", "", "no shell", "none", "deno"],
		"denoland/deno:distroless": ["0", "minimal", "glibc", "no shell", "none", "deno"],
		"oven/bun:1-slim": ["", "slim", "glibc", "shell", "apt", "bun", "dhi.io/bun"],
		"ghcr.io/graalvm/native-image-community:21-muslib-ol9": [
			"0", "sdk", "glibc", "shell", "microdnf", "java",
			"gcr.io/distroless/java21-debian13:nonroot",
		],
		"clux/muslrust:stable": ["0", "sdk", "glibc", "shell", "apt", "rust", _static],
		"gcr.io/google.com/cloudsdktool/google-cloud-cli:alpine": [
			"0", "minimal", "musl", "shell", "apk", "",
			"dhi.io/cloud-sdk",
		],
		"registry.k8s.io/pause:3.9": ["65535", "minimal", "none", "no shell", "none"],
		"registry.k8s.io/build-image/distroless-iptables:v0.8.6": ["", "minimal", "glibc", "", "none"],
		"registry.k8s.io/build-image/go-runner:v2": ["", "minimal", "", "no shell", "none"],
		"opensuse/leap:15.6": ["0", "full", "glibc", "shell", "zypper", "", _base],
		"hashicorp/terraform:1.9": ["0", "minimal", "musl", "shell", "apk", "", "dhi.io/terraform"],
		"docker.elastic.co/elasticsearch/elasticsearch:8.15.0": [
			"1000", "full", "glibc", "shell", "", "",
			"dhi.io/elasticsearch",
		],
		"ghcr.io/graalvm/jdk-community:21": [
			"0", "sdk", "glibc", "shell", "microdnf", "java",
			"gcr.io/distroless/java21-debian13:nonroot",
		],
		"fedora/fedora-minimal:42": [
			"0", "full", "glibc", "shell", "microdnf", "",
			"registry.access.redhat.com/ubi10/ubi-micro", "2026-05-27",
		],
		"gcr.io/kaniko-project/executor:debug": ["0", "minimal", "none", "shell", "none"],
		"public.ecr.aws/lambda/python:3.12": ["", "full", "glibc", "shell"],
		"quay.io/jupyter/base-notebook": ["1000", "full", "glibc", "shell", "apt"],
		"jenkins/jenkins:lts": ["jenkins", "full", "glibc", "shell", "apt", "", "dhi.io/jenkins"],
		"grafana/grafana:11.2.0": ["472", "minimal", "musl", "shell", "apk", "", "dhi.io/grafana"],
		"prom/prometheus": ["nobody"],
		"lscr.io/linuxserver/nginx": ["0", "", "", "shell"],
		"phusion/baseimage:noble-1.0.0": ["0", "full", "glibc", "shell", "apt", "", _base, "2029-05-31"],
		"selenium/standalone-chrome": ["1200", "full", "glibc", "shell", "apt"],
	}
	base_images.facts(reference.parse(image)) == base_images_test.facts(row)
}
