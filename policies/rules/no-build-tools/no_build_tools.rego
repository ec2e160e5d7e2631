# METADATA
# title: Leave build tools out of the final image
# description: >-
#   Compilers, build systems and header files serve whoever breaks into the image, and weigh hundreds of megabytes. They
#   belong into a build stage, or are removed by the very RUN that installs them.
# custom:
#   practice: 3
#   severity: warning
#   subjects: [dockerfile]
#   parameters:
#     type: object
#     properties:
#       packages:
#         type: array
#         items: {type: string}
#         default:
#           - alpine-sdk
#           - ant
#           - autoconf
#           - automake
#           - bazel
#           - binutils
#           - bison
#           - build-base
#           - build-essential
#           - cargo
#           - ccache
#           - clang
#           - clang-[0-9]*
#           - clang[0-9]*
#           - cmake
#           - cmake3
#           - cpp
#           - crossbuild-essential-*
#           - cuda-nvcc-*
#           - default-jdk
#           - default-jdk-headless
#           - dotnet*-sdk
#           - dotnet*-sdk-*
#           - dotnet-sdk-*
#           - flex
#           - fpc
#           - g++
#           - g++-*
#           - gcc
#           - gcc-*-linux-gnu*
#           - gcc-[0-9]
#           - gcc-[0-9][0-9]
#           - gcc-c++
#           - gcc-gfortran
#           - gcc-multilib
#           - gcc-toolset-*
#           - gcc[0-9]*
#           - gfortran
#           - gfortran-[0-9]*
#           - ghc
#           - go
#           - golang
#           - golang-*
#           - gradle
#           - java-*-devel
#           - libtool
#           - libtool-bin
#           - linux-headers
#           - linux-headers-*
#           - lld
#           - lld-[0-9]*
#           - llvm
#           - llvm-[0-9]*
#           - m4
#           - make
#           - maven
#           - meson
#           - mingw-w64*
#           - musl-tools
#           - nasm
#           - ninja
#           - ninja-build
#           - nvidia-cuda-toolkit
#           - openjdk-*-jdk
#           - openjdk-*-jdk-headless
#           - openjdk[0-9]
#           - openjdk[0-9]*-jdk
#           - openjdk[0-9][0-9]
#           - pkg-config
#           - pkgconf
#           - pkgconf-pkg-config
#           - pkgconfig
#           - protobuf-compiler
#           - rpm-build
#           - rust
#           - rustc
#           - scons
#           - swig
#           - temurin-*-jdk
#           - yasm
#           - "*-dev"
#           - "*-dev-*"
#           - "*-devel"
#           - "*-devel-*"
#           - "@c-development"
#           - "@development"
#           - "@development-tools"
#           - "@devel_*"
#           - "@[Dd]evelopment [Tt]ools"
#         description: The packages, as globs over their names; a group of packages begins with @.
#       allow:
#         type: array
#         items: {type: string}
#         default: []
#         description: Packages to accept, as globs over their names.
package rules["no-build-tools"]

import data.lib.commands
import data.lib.finding
import data.lib.packages
import data.lib.patterns
import data.lib.review

violation contains finding.new(chain, message, place) if {
	chain := rego.metadata.chain()
	parameters := review.parameters(chain)
	some run in packages.final
	some installation in run.kept
	installation.manager in {"apt", "apk", "dnf", "zypper"}
	problem := _problem(installation, parameters)
	place := commands.place_of_part(installation.command, installation.number, installation.name)
	message := concat("", [problem, ": install in a build stage and copy the result, or remove it in this RUN"])
}

_problem(installation, parameters) := concat("", [_shown(installation), " is for building, not for running"]) if {
	installation.verb == "install"
	_matches(parameters.packages, installation.name)
	not _matches(parameters.allow, installation.name)
} else := concat("", ["what ", _shown(installation), " is built with stays in the image"]) if {
	installation.verb == "build-dep"
	not _matches(parameters.allow, installation.name)
}

_shown(installation) := concat("", [installation.name, " (from ", written, ")"]) if {
	written := installation.command.raw[installation.number]
	regex.match(`[${]`, written)
	not contains(written, installation.name)
} else := installation.name

_matches(globs, name) if name in globs

# Most have one `*`; a glob has to be compiled anew for every name.
_matches(globs, name) if {
	some pattern in globs
	not _is_glob(pattern)
	patterns.matches(pattern, name)
}

_matches(globs, name) if {
	some pattern in globs
	_is_glob(pattern)
	glob.match(pattern, [], name)
}

_is_glob(pattern) if patterns.is_intricate(pattern)

_is_glob(pattern) if {
	some sign in ["{", "\\"]
	contains(pattern, sign)
}
