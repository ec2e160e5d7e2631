package lib.platform_images_test

import data.lib.base_images
import data.lib.base_images_test
import data.lib.reference

_base := "gcr.io/distroless/base-debian13:nonroot"

_static := "gcr.io/distroless/static-debian13:nonroot"

test_microsoft[image] if {
	some image, row in {
		"mcr.microsoft.com/dotnet/aspnet:6.0": [
			"0", "full", "glibc", "shell", "apt", "dotnet",
			"mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled", "2024-11-12",
		],
		"mcr.microsoft.com/dotnet/aspnet:8.0-nanoserver-ltsc2022": [
			"ContainerUser", "minimal", "", "shell", "none", "dotnet",
			"", "2026-11-10",
		],
		"mcr.microsoft.com/windows/servercore:ltsc2022": ["ContainerAdministrator", "full", "", "shell", "none"],
		"mcr.microsoft.com/windows/nanoserver:ltsc2025": ["ContainerUser", "minimal", "", "shell", "none"],
		"mcr.microsoft.com/dotnet/framework/sdk:4.8": ["ContainerAdministrator", "sdk", "", "shell", "none"],
		"mcr.microsoft.com/dotnet/framework/aspnet:4.8": ["ContainerAdministrator", "full", "", "shell", "none"],
		"mcr.microsoft.com/openjdk/jdk:21-ubuntu": [
			"", "sdk", "glibc", "shell", "apt", "java",
			"gcr.io/distroless/java21-debian13:nonroot",
		],
		"mcr.microsoft.com/openjdk/jdk:21-distroless": ["", "minimal", "glibc", "no shell", "none", "java"],
		"mcr.microsoft.com/azurelinux/base/core:3.0": ["0", "full", "glibc", "shell", "tdnf", "", _base],
		"mcr.microsoft.com/azurelinux/distroless/base:3.0": ["", "minimal", "", "no shell", "none"],
		"mcr.microsoft.com/playwright:v1.48.0-noble": ["0", "full", "glibc", "shell", "apt", "", "", "2029-05-31"],
		"mcr.microsoft.com/devcontainers/go:1-bookworm": ["", "sdk", "glibc", "shell", "apt", "", "", "2028-06-30"],
	}
	base_images.facts(reference.parse(image)) == base_images_test.facts(row)
}

test_red_hat[image] if {
	some image, row in {
		"registry.access.redhat.com/ubi9/ubi:9.4": [
			"0", "full", "glibc", "shell", "", "",
			"registry.access.redhat.com/ubi9/ubi-micro",
		],
		"registry.access.redhat.com/ubi9": [
			"0", "full", "glibc", "shell", "", "",
			"registry.access.redhat.com/ubi10/ubi-micro",
		],
		"registry.access.redhat.com/ubi8/ubi-minimal": [
			"0", "slim", "glibc", "shell", "microdnf", "",
			"registry.access.redhat.com/ubi10/ubi-micro",
		],
		"registry.access.redhat.com/ubi9-minimal:9.4": [
			"0", "slim", "glibc", "shell", "microdnf", "",
			"registry.access.redhat.com/ubi9/ubi-micro",
		],
		"registry.access.redhat.com/ubi9/ubi-micro": ["0", "minimal", "glibc", "", "none"],
		"redhat/ubi9-minimal:9.5": [
			"0", "slim", "glibc", "shell", "microdnf", "",
			"registry.access.redhat.com/ubi9/ubi-micro",
		],
		"registry.access.redhat.com/ubi9/python-312": [
			"1001", "full", "glibc", "shell", "", "python",
			"dhi.io/python",
		],
		"registry.access.redhat.com/ubi9/nodejs-22-minimal": [
			"1001", "full", "glibc", "shell", "", "node",
			"dhi.io/node",
		],
		"registry.access.redhat.com/ubi9/openjdk-21-runtime": [
			"185", "full", "glibc", "shell", "", "java",
			"dhi.io/eclipse-temurin",
		],
		"registry.redhat.io/ubi8/openjdk-17:1.20": [
			"185", "sdk", "glibc", "shell", "", "java",
			"dhi.io/eclipse-temurin",
		],
		"registry.access.redhat.com/ubi9/go-toolset:1.22": ["1001", "sdk", "glibc", "shell", "", "go", _static],
	}
	base_images.facts(reference.parse(image)) == base_images_test.facts(row)
}
