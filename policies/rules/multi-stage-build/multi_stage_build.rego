# METADATA
# title: Compile in a stage of its own
# description: >-
#   Whoever breaks into the image finds the compilers and sources there, and everybody pulls them. A build stage has
#   them; the final stage takes only the result with COPY --from.
# related_resources:
#   - https://docs.docker.com/build/building/multi-stage/
# custom:
#   practice: 3
#   severity: warning
#   subjects: [dockerfile]
package rules["multi-stage-build"]

import data.lib.base_images
import data.lib.commands
import data.lib.compilers
import data.lib.finding
import data.lib.images
import data.lib.stages

violation contains finding.new(chain, message, place) if {
	chain := rego.metadata.chain()
	some [message, place] in _problems
}

_problems contains [message, images.place(base)] if {
	_is_sdk
	base := images.final_base
	message := concat("", [images.shown(base), " is for building, and the final image stands on it: ", _advice])
}

# Who stands on an SDK gets told once. conftest does not have heredocs, so what stands in one is told apart.
_problems contains [found | some found in _compiling; not found[1].extra][0] if not _is_sdk

_problems contains [found | some found in _compiling; found[1].extra][0] if not _is_sdk

_compiling := [[message, place] |
	some run in commands.final
	some command in run.commands
	use := compilers.use(command.words)
	place := commands.place_of_command(command, use.shown)
	advice := " compiles in the final image: do it in a stage before, and copy the result with COPY --from=<stage>"
	message := concat("", [use.shown, advice])
]

_is_sdk if base_images.final.kind == "sdk"

_advice := concat("", ["name this stage, ", _build, "copy the result into a final stage FROM ", _runtime]) if {
	count(stages.all) == 1
} else := concat("", [_build, "end with FROM ", _runtime, ", and copy the result with COPY --from=<stage>"])

# There is no C library where it is to run.
default _build := ""

_build := "build with CGO_ENABLED=0, and " if base_images.final.language == "go"

default _runtime := "a smaller image"

_runtime := base_images.final.minimal
