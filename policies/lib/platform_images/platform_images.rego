# METADATA
# title: Images of Microsoft and Red Hat
# description: As in lib.minimal_images, what they publish at their registries (ubi/python is ubi9/python-312).
package lib.platform_images

# METADATA
# description: What is known, by name.
of(name) := _entry[name]

_entry["dotnet/aspnet"] := _dotnet({"nearest": "aspnet"})

_entry["dotnet/runtime"] := _dotnet({"nearest": "runtime"})

_entry["dotnet/runtime-deps"] := _dotnet({"nearest": "runtime-deps"})

_entry["dotnet/sdk"] := _dotnet({"nearest": "aspnet", "sdk_unless": []})

_entry["dotnet/*"] := object.remove(_dotnet({}), ["system", "linux"])

# https://github.com/microsoft/dotnet-framework-docker
_entry["mcr.microsoft.com/dotnet/framework/*"] := {"system": "windowsservercore", "fixed": true}

_entry["mcr.microsoft.com/dotnet/framework/sdk"] := {"system": "windowsservercore", "fixed": true, "sdk_unless": []}

# https://learn.microsoft.com/virtualization/windowscontainers/manage-containers/container-base-images
_entry["windows/nanoserver"] := {"system": "nanoserver", "fixed": true}

_entry["windows/server"] := {"system": "windowsservercore", "fixed": true}

_entry["windows/servercore"] := {"system": "windowsservercore", "fixed": true}

# https://github.com/microsoft/openjdk-docker
_entry["openjdk/jdk"] := {"sdk_unless": ["distroless"], "facts": {"language": "java"}}

# https://learn.microsoft.com/azure/azure-linux/container-images-overview
_entry["azurelinux/base/core"] := _azure_linux

_entry["cbl-mariner/base/core"] := _azure_linux

_entry["azurelinux/distroless/*"] := _azure_distroless

_entry["cbl-mariner/distroless/*"] := _azure_distroless

# What else is Microsoft's is not what an official image is.
_entry["mcr.microsoft.com/**"] := {}

# https://github.com/devcontainers/images, https://playwright.dev/docs/docker
_entry["mcr.microsoft.com/devcontainers/*"] := {"system": "debian", "sdk_unless": []}

_entry["mcr.microsoft.com/playwright"] := {"system": "debian", "linux": {"user": "0"}}

# https://catalog.redhat.com/software/base-images: on disk, micro ones have no package manager.
_entry["ubi/ubi"] := _ubi

_entry["ubi/ubi-init"] := _ubi

_entry["ubi/ubi-minimal"] := _ubi_minimal

_entry["ubi/ubi-micro"] := _ubi_micro

_entry["redhat/ubi"] := _ubi

_entry["redhat/ubi-init"] := _ubi

_entry["redhat/ubi-micro"] := _ubi_micro

_entry["redhat/ubi-minimal"] := _ubi_minimal

_entry["registry.access.redhat.com/ubi"] := _ubi

_entry["registry.access.redhat.com/ubi-micro"] := _ubi_micro

_entry["registry.access.redhat.com/ubi-minimal"] := _ubi_minimal

# https://github.com/sclorg, https://rh-openjdk.github.io/redhat-openjdk-containers/
_entry["ubi/go-toolset"] := object.union(_ubi_language("go", "1001"), {"sdk_unless": []})

_entry["ubi/nodejs"] := _ubi_language("node", "1001")

_entry["ubi/nodejs-minimal"] := _ubi_language("node", "1001")

_entry["ubi/openjdk"] := object.union(_ubi_language("java", "185"), {"sdk_unless": []})

_entry["ubi/openjdk-runtime"] := _ubi_language("java", "185")

_entry["ubi/perl"] := _ubi_language("perl", "1001")

_entry["ubi/php"] := _ubi_language("php", "1001")

_entry["ubi/python"] := _ubi_language("python", "1001")

_entry["ubi/python-minimal"] := _ubi_language("python", "1001")

_entry["ubi/ruby"] := _ubi_language("ruby", "1001")

_entry["registry.access.redhat.com/**"] := {}

_entry["registry.redhat.io/**"] := {}

# https://github.com/dotnet/dotnet-docker: APP_UID since .NET 8; distroless ones run as it.
_dotnet(more) := object.union(more, {
	"system": "debian",
	"lines": "dotnet",
	"facts": {"language": "dotnet"},
	"linux": {"user": "0"},
	"words": {
		"8": _app_uid, "9": _app_uid, "10": _app_uid, "11": _app_uid, "latest": _app_uid,
		"chiseled": {"user": "1654"}, "distroless": {"user": "1654"},
	},
})

_app_uid := {"env": {"APP_UID": "1654"}}

_azure_linux := {"system": "tdnf", "fixed": true, "nearest": "glibc", "facts": {"user": "0"}}

_azure_distroless := {
	"kind": "minimal",
	"facts": {"package_manager": "none"},
	"linux": {"shell": false},
	"words": {"debug": {"shell": true}},
}

_ubi := {"system": "glibc", "fixed": true, "nearest": "redhat", "facts": {"user": "0"}}

_ubi_minimal := {
	"system": "microdnf",
	"fixed": true,
	"kind": "slim",
	"nearest": "redhat",
	"facts": {"user": "0"},
}

_ubi_micro := {"kind": "minimal", "facts": {"user": "0", "libc": "glibc", "package_manager": "none"}}

_ubi_language(language, user) := {"system": "glibc", "facts": {"language": language}, "linux": {"user": user}}
