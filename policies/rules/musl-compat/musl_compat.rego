# METADATA
# title: Build for musl what runs on Alpine Linux
# description: >-
#   Alpine Linux has musl as its C library. What was compiled in a stage with glibc, unless it is static, does not start
#   there: "no such file or directory", says the kernel of the loader that is missing.
# related_resources:
#   - https://wiki.musl-libc.org/functional-differences-from-glibc.html
# custom:
#   practice: 2
#   severity: warning
#   subjects: [dockerfile]
package rules["musl-compat"]

import data.lib.base_images
import data.lib.commands
import data.lib.copies
import data.lib.finding
import data.lib.images
import data.lib.native_builds
import data.lib.stages

violation contains finding.new(chain, message, place) if {
	chain := rego.metadata.chain()
	some [message, place] in _problems
}

_problems contains [message, object.union(source.place, _rests_on(knowledge))] if {
	base_images.final.libc == "musl"
	not _has_glibc
	some stage, builds in native_builds.against_glibc
	count(builds) > 0
	knowledge := native_builds.rests_on[stage] | native_builds.rests_on[stages.final.index]
	not knowledge.unknown
	sources := [source | some copy in copies.all; copy.stage == stage; some source in copy.sources]
	not _brings_glibc(sources)
	some source in sources
	native_builds.may_be_built(source.path, stage)
	linked := concat("", [source.shown, " may need glibc, against which ", stages.label(stage), " compiles"])
	advice := _advice[min({build.language | some build in builds})]
	message := concat("", [linked, ", but ", images.shown(images.final_base), " has musl: ", advice])
}

# A loader of glibc, or what stands in for it.
_has_glibc if {
	some run in commands.final
	some command in run.commands
	regex.match(`ld-linux|glibc|gcompat|libc6-compat`, concat(" ", command.words))
}

_rests_on(knowledge) := {"extra": "heredoc"} if {
	knowledge.heredoc
} else := {"extra": "onbuild"} if {
	knowledge.onbuild
} else := {}

_brings_glibc(sources) if {
	some source in sources
	regex.match(`^/$|^/lib(64)?(/|$)|ld-linux`, source.path)
}

_advice := {
	"go": "build it with CGO_ENABLED=0, or on Alpine Linux",
	"rust": "build it with --target=x86_64-unknown-linux-musl, or on Alpine Linux",
	"dotnet": "publish it for linux-musl-x64",
	"c": _static_advice,
	"haskell": _static_advice,
	"swift": _static_advice,
	"crystal": _static_advice,
	"d": _static_advice,
	"nim": _static_advice,
	"ocaml": _static_advice,
}

_static_advice := "link it with -static, or build it on Alpine Linux"
