package lib.official_images_test

import data.lib.base_images
import data.lib.base_images_test
import data.lib.reference

_base := "gcr.io/distroless/base-debian13:nonroot"

_cc := "gcr.io/distroless/cc-debian13:nonroot"

_static := "gcr.io/distroless/static-debian13:nonroot"

test_systems[image] if {
	some image, row in {
		"debian": ["0", "full", "glibc", "shell", "apt", "", _base],
		"debian:12": ["0", "full", "glibc", "shell", "apt", "", _base, "2028-06-30"],
		"debian:12.5-slim": ["0", "slim", "glibc", "shell", "apt", "", _base, "2028-06-30"],
		"debian:bookworm-20240110-slim": ["0", "slim", "glibc", "shell", "apt", "", _base, "2028-06-30"],
		"debian:bullseye": ["0", "full", "glibc", "shell", "apt", "", _base, "2026-08-31"],
		"debian:trixie-slim": ["0", "slim", "glibc", "shell", "apt", "", _base, "2030-06-30"],
		"debian:10": ["0", "full", "glibc", "shell", "apt", "", _base, "2024-06-30"],
		"ubuntu:24.04": ["0", "full", "glibc", "shell", "apt", "", _base, "2029-05-31"],
		"ubuntu:noble-20240605": ["0", "full", "glibc", "shell", "apt", "", _base, "2029-05-31"],
		"ubuntu:20.04": ["0", "full", "glibc", "shell", "apt", "", _base, "2025-05-31"],
		"ubuntu": ["0", "full", "glibc", "shell", "apt", "", _base],
		"alpine": ["0", "minimal", "musl", "shell", "apk", "", _static],
		"alpine:3.18.4": ["0", "minimal", "musl", "shell", "apk", "", _static, "2025-05-09"],
		"alpine:3.23": ["0", "minimal", "musl", "shell", "apk", "", _static, "2027-11-01"],
		"busybox": ["0", "minimal", "", "shell", "none", "", _static],
		"busybox:1.37-musl": ["0", "minimal", "musl", "shell", "none", "", _static],
		"busybox:1-glibc": ["0", "minimal", "glibc", "shell", "none", "", _static],
	}
	base_images.facts(reference.parse(image)) == base_images_test.facts(row)
}

test_systems_further[image] if {
	some image, row in {
		"amazonlinux:2": ["0", "full", "glibc", "shell", "yum", "", _base, "2026-06-30"],
		"amazonlinux:2023": ["0", "full", "glibc", "shell", "dnf", "", _base, "2029-06-30"],
		"public.ecr.aws/amazonlinux/amazonlinux:2023-minimal": [
			"0", "slim", "glibc", "shell", "", "",
			_base, "2029-06-30",
		],
		"fedora:42": [
			"0", "full", "glibc", "shell", "dnf", "",
			"registry.access.redhat.com/ubi10/ubi-micro", "2026-05-27",
		],
		"rockylinux:9-minimal": [
			"0", "slim", "glibc", "shell", "microdnf", "",
			"registry.access.redhat.com/ubi9/ubi-micro", "2032-05-31",
		],
		"rockylinux:8": [
			"0", "full", "glibc", "shell", "", "",
			"registry.access.redhat.com/ubi8/ubi-micro", "2029-05-31",
		],
		"almalinux:10": [
			"0", "full", "glibc", "shell", "", "",
			"registry.access.redhat.com/ubi10/ubi-micro", "2035-05-31",
		],
		"almalinux:9-minimal": [
			"0", "slim", "glibc", "shell", "microdnf", "",
			"registry.access.redhat.com/ubi9/ubi-micro", "2032-05-31",
		],
		"centos:7": [
			"0", "full", "glibc", "shell", "yum", "",
			"registry.access.redhat.com/ubi10/ubi-micro", "2024-06-30",
		],
		"centos:centos7": [
			"0", "full", "glibc", "shell", "yum", "",
			"registry.access.redhat.com/ubi10/ubi-micro", "2024-06-30",
		],
		"quay.io/centos/centos:stream9": [
			"0", "full", "glibc", "shell", "", "",
			"registry.access.redhat.com/ubi10/ubi-micro",
		],
		"oraclelinux:9-slim": [
			"0", "slim", "glibc", "shell", "microdnf", "",
			"registry.access.redhat.com/ubi9/ubi-micro",
		],
		"oraclelinux:8": ["0", "full", "glibc", "shell", "", "", "registry.access.redhat.com/ubi8/ubi-micro"],
		"photon:5.0": ["0", "full", "glibc", "shell", "tdnf", "", _base],
		"archlinux": ["0", "full", "glibc", "shell", "pacman", "", _base],
		"archlinux:base-devel": ["0", "sdk", "glibc", "shell", "pacman", "", _base],
		"buildpack-deps:bookworm": ["0", "sdk", "glibc", "shell", "apt", "", _base, "2028-06-30"],
		"buildpack-deps:bookworm-curl": ["0", "full", "glibc", "shell", "apt", "", _base, "2028-06-30"],
		"mageia:9": ["0", "full", "glibc", "shell", "", "", _base],
		"bash:5.2": ["0", "minimal", "musl", "shell", "apk", "", _static],
	}
	base_images.facts(reference.parse(image)) == base_images_test.facts(row)
}

test_compilers[image] if {
	some image, row in {
		"golang": ["0", "sdk", "glibc", "shell", "apt", "go", _static],
		"golang:1-alpine3.20": ["0", "sdk", "musl", "shell", "apk", "go", _static, "2026-04-01"],
		"golang:1.22-bookworm": ["0", "sdk", "glibc", "shell", "apt", "go", _static, "2025-02-11"],
		"golang:1.26-windowsservercore-ltsc2025": ["ContainerAdministrator", "sdk", "", "shell", "none", "go"],
		"golang:1.26-nanoserver": ["ContainerUser", "sdk", "", "shell", "none", "go"],
		"rust:1.80-slim-bookworm": ["0", "sdk", "glibc", "shell", "apt", "rust", _cc, "2028-06-30"],
		"rust:alpine": ["0", "sdk", "musl", "shell", "apk", "rust", _static],
		"gcc:14": ["0", "sdk", "glibc", "shell", "apt", "c", _cc],
		"swift:5.10": ["0", "sdk", "glibc", "shell", "apt", "swift", _cc],
		"swift:5.10-slim": ["0", "slim", "glibc", "shell", "apt", "swift", _cc],
		"swift:6.0-rhel-ubi9": ["0", "sdk", "glibc", "shell", "", "swift", _cc, "2032-05-31"],
		"swift:6.0-amazonlinux2": ["0", "sdk", "glibc", "shell", "yum", "swift", _cc, "2026-06-30"],
		"haskell:9.8-slim": ["0", "sdk", "glibc", "shell", "apt", "haskell", _cc],
		"dart:stable": ["0", "sdk", "glibc", "shell", "apt", "dart", _cc],
		"haxe:4.3-alpine": ["0", "sdk", "musl", "shell", "apk", "haxe", _static],
		"nim:2.2": ["0", "sdk", "glibc", "shell", "apt", "nim", _cc],
	}
	base_images.facts(reference.parse(image)) == base_images_test.facts(row)
}

test_interpreters[image] if {
	some image, row in {
		"python": ["0", "full", "glibc", "shell", "apt", "python", "gcr.io/distroless/python3-debian13:nonroot"],
		"python:3": ["0", "full", "glibc", "shell", "apt", "python", "dhi.io/python"],
		"python:3.12": ["0", "full", "glibc", "shell", "apt", "python", "dhi.io/python", "2028-10-31"],
		"python:3.12-slim-bookworm": [
			"0", "slim", "glibc", "shell", "apt", "python",
			"dhi.io/python", "2028-06-30",
		],
		"python:3.13-alpine": [
			"0", "minimal", "musl", "shell", "apk", "python",
			"gcr.io/distroless/python3-debian13:nonroot", "2029-10-31",
		],
		"python:3.13-slim": [
			"0", "slim", "glibc", "shell", "apt", "python",
			"gcr.io/distroless/python3-debian13:nonroot", "2029-10-31",
		],
		"python:3.9-buster": ["0", "full", "glibc", "shell", "apt", "python", "dhi.io/python", "2024-06-30"],
		"python:2.7": ["0", "full", "glibc", "shell", "apt", "python", "dhi.io/python", "2020-01-01"],
		"python:3.12-windowsservercore-ltsc2022": [
			"ContainerAdministrator", "full", "", "shell", "none", "python",
			"", "2028-10-31",
		],
		"node:lts": ["0", "full", "glibc", "shell", "apt", "node", "gcr.io/distroless/nodejs24-debian13:nonroot"],
		"node:22": [
			"0", "full", "glibc", "shell", "apt", "node",
			"gcr.io/distroless/nodejs22-debian13:nonroot", "2027-04-30",
		],
		"node:20-alpine3.18": ["0", "minimal", "musl", "shell", "apk", "node", "dhi.io/node", "2025-05-09"],
		"node:24-bookworm-slim": [
			"0", "slim", "glibc", "shell", "apt", "node",
			"gcr.io/distroless/nodejs24-debian13:nonroot", "2028-04-30",
		],
		"node:18-bullseye": ["0", "full", "glibc", "shell", "apt", "node", "dhi.io/node", "2025-04-30"],
		"ruby:3.3-slim": ["0", "slim", "glibc", "shell", "apt", "ruby", "dhi.io/ruby", "2027-03-31"],
		"ruby:3.1": ["0", "full", "glibc", "shell", "apt", "ruby", "dhi.io/ruby", "2025-03-26"],
		"php:8.3-fpm-alpine": ["0", "minimal", "musl", "shell", "apk", "php", "dhi.io/php", "2027-12-31"],
		"php:8.1-apache": ["0", "full", "glibc", "shell", "apt", "php", "dhi.io/php", "2025-12-31"],
		"php:8.4-cli": ["0", "full", "glibc", "shell", "apt", "php", "dhi.io/php", "2028-12-31"],
		"perl:5.40-slim": ["0", "slim", "glibc", "shell", "apt", "perl", "dhi.io/perl", "2027-06-09"],
	}
	base_images.facts(reference.parse(image)) == base_images_test.facts(row)
}

test_interpreters_further[image] if {
	some image, row in {
		"elixir:1.17-alpine": ["0", "minimal", "musl", "shell", "apk", "elixir", "dhi.io/elixir"],
		"elixir:1.15-otp-26": ["0", "full", "glibc", "shell", "apt", "elixir", "dhi.io/elixir", "2026-06-03"],
		"erlang:27-slim": ["0", "slim", "glibc", "shell", "apt", "erlang", "dhi.io/erlang-otp", "2027-05-20"],
		"julia:1.11-bookworm": ["0", "full", "glibc", "shell", "apt", "julia", _cc, "2028-06-30"],
		"r-base:4.4.1": ["0", "full", "glibc", "shell", "apt", "r", "dhi.io/r-base"],
		"pypy:3.11-slim": ["0", "slim", "glibc", "shell", "apt", "python", "dhi.io/python"],
		"hylang:python3.12": ["0", "full", "glibc", "shell", "apt", "python", "dhi.io/python", "2028-10-31"],
		"jruby:9.4-jre21": ["0", "full", "glibc", "shell", "apt", "ruby", "dhi.io/jruby"],
		"rakudo-star": ["0", "full", "glibc", "shell", "apt", "raku", _cc],
		"swipl:9": ["0", "full", "glibc", "shell", "apt", "prolog", _cc],
		"mono:6": ["0", "full", "glibc", "shell", "apt"],
		"composer:2": ["0", "sdk", "musl", "shell", "apk", "php", "dhi.io/php"],
		"public.ecr.aws/docker/library/node:22-slim": [
			"0", "slim", "glibc", "shell", "apt", "node",
			"gcr.io/distroless/nodejs22-debian13:nonroot", "2027-04-30",
		],
		"registry.example.com/python:3.12-slim": [
			"0", "slim", "glibc", "shell", "apt", "python",
			"dhi.io/python", "2028-10-31",
		],
		"index.docker.io/library/golang:1.22": ["0", "sdk", "glibc", "shell", "apt", "go", _static, "2025-02-11"],
		"registry.example.com:5000/node:22": [
			"0", "full", "glibc", "shell", "apt", "node",
			"gcr.io/distroless/nodejs22-debian13:nonroot", "2027-04-30",
		],
	}
	base_images.facts(reference.parse(image)) == base_images_test.facts(row)
}
