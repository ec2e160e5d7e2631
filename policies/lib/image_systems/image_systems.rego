# METADATA
# title: What images stand on
# description: >-
#   The systems below images, what is in their root file system, and the words of a tag that name them. These words mean
#   the same in all Docker Official Images, in Microsoft's, Eclipse's and NVIDIA's.
package lib.image_systems

# METADATA
# description: >-
#   The words of a tag, which are its parts between dashes, each also without the number at its end (alpine3.20 is
#   alpine, too), and the major version that it begins with.
words(tag) := {word |
	some number, part in split(tag, "-")
	some word in [part, trim_right(part, "0123456789."), _major(number, part)]
	word != ""
}

_major(0, part) := split(part, ".")[0]

_major(number, part) := part if number > 0

# METADATA
# description: The system that words of a tag name; undefined when none does.
named_by(words) := "chiseled" if {
	words.chiseled
} else := "distroless" if {
	words.distroless
} else := [system | some word in words; system := _by_word[word]][0]

_by_word := {
	# https://hub.docker.com/_/alpine
	"alpine": "alpine",
	# https://www.debian.org/releases/
	"debian": "debian", "sid": "debian", "unstable": "debian", "testing": "debian",
	"forky": "debian", "trixie": "debian", "bookworm": "debian", "bullseye": "debian",
	"buster": "debian", "stretch": "debian", "jessie": "debian", "wheezy": "debian",
	# https://wiki.ubuntu.com/Releases
	"ubuntu": "debian", "resolute": "debian", "questing": "debian", "plucky": "debian",
	"oracular": "debian", "noble": "debian", "mantic": "debian", "lunar": "debian",
	"jammy": "debian", "focal": "debian", "bionic": "debian", "xenial": "debian", "trusty": "debian",
	# Red Hat's and those built from its sources: with dnf, microdnf or yum.
	"ubi": "glibc", "centos": "glibc", "rockylinux": "glibc", "almalinux": "glibc", "fedora": "glibc",
	# https://github.com/oracle/container-images: others build upon oraclelinux:*-slim.
	"oracle": "microdnf", "oraclelinux": "microdnf", "ol": "microdnf",
	# https://docs.aws.amazon.com/linux/al2023/ug/package-management.html
	"al2": "yum", "amazonlinux2": "yum",
	"al2023": "dnf", "amazonlinux2023": "dnf",
	# https://github.com/microsoft/azurelinux
	"azurelinux3.0": "tdnf", "mariner2.0": "tdnf", "azurelinux": "glibc", "mariner": "tdnf",
	"scratch": "scratch",
	# https://learn.microsoft.com/virtualization/windowscontainers/manage-containers/container-base-images
	"nanoserver": "nanoserver", "windowsservercore": "windowsservercore",
}

# METADATA
# description: What holds for every image on a system.
facts["unknown"] := {}

facts["other"] := {}

facts["alpine"] := {"libc": "musl", "shell": true, "package_manager": "apk", "kind": "minimal"}

facts["wolfi"] := {"libc": "glibc", "shell": true, "package_manager": "apk", "kind": "minimal"}

facts["busybox"] := {"shell": true, "package_manager": "none", "kind": "minimal"}

facts["debian"] := _glibc_with("apt")

facts["dnf"] := _glibc_with("dnf")

facts["microdnf"] := _glibc_with("microdnf")

facts["pacman"] := _glibc_with("pacman")

facts["tdnf"] := _glibc_with("tdnf")

facts["yum"] := _glibc_with("yum")

facts["zypper"] := _glibc_with("zypper")

facts["glibc"] := {"libc": "glibc", "shell": true}

# https://documentation.ubuntu.com/chisel/en/latest/
facts["chiseled"] := {"libc": "glibc", "shell": false, "package_manager": "none", "kind": "minimal"}

facts["distroless"] := {"libc": "glibc", "shell": false, "package_manager": "none", "kind": "minimal"}

facts["scratch"] := {"libc": "none", "shell": false, "package_manager": "none", "kind": "minimal"}

# The smallest there is on Windows.
facts["nanoserver"] := {"user": "ContainerUser", "shell": true, "package_manager": "none", "kind": "minimal"}

facts["windowsservercore"] := {"user": "ContainerAdministrator", "shell": true, "package_manager": "none"}

_glibc_with(package_manager) := {"libc": "glibc", "shell": true, "package_manager": package_manager}
