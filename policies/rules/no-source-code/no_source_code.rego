# METADATA
# title: Leave sources out of the final image
# description: >-
#   Copying the whole build context takes tests, history, notes and now and then a secret along; so does a whole build
#   stage, or a repository that is cloned and kept. The final stage copies by name what it runs.
# custom:
#   practice: 3
#   severity: warning
#   subjects: [dockerfile]
package rules["no-source-code"]

import data.lib.checkouts
import data.lib.commands
import data.lib.copies
import data.lib.finding
import data.lib.stages
import data.lib.steps

violation contains finding.new(chain, message, place) if {
	chain := rego.metadata.chain()
	some [message, place] in _problems
}

_problems contains [message, source.place] if {
	some copy in copies.all
	copy.stage == -1
	some source in copy.sources
	_is_everything(source)
	instruction := concat(" ", [upper(copy.step.cmd), source.shown])
	problem := " takes the whole build context into the image: "
	message := concat("", [instruction, problem, "name what it runs, or copy it from a stage that builds it"])
}

_problems contains [message, source.place] if {
	some copy in copies.all
	copy.stage >= 0
	some source in copy.sources
	_is_everything(source)
	_holds_more[copy.stage]
	whole := concat("", ["COPY ", source.shown, " takes all of ", stages.label(copy.stage)])
	message := concat("", [whole, " into the image, whatever was left there: name what runs"])
}

_problems contains [message, source.place] if {
	some copy in copies.all
	copy.step.cmd == "add"
	some source in copy.sources
	checkouts.is_repository(source.path)
	problem := concat("", ["ADD ", source.shown, " puts a repository into the image: "])
	message := concat("", [problem, "add it in a build stage and copy what runs"])
}

_problems contains [message, commands.place(checkout.command, checkout.number)] if {
	some checkout in checkouts.kept
	problem := concat("", [checkout.shown, " keeps the sources in the image: "])
	message := concat("", [problem, "clone in a build stage and copy what runs, or delete them in this RUN"])
}

# `.`, `./`, `/`, `*`, `./*` and the like, however often that is said. What only comes to that because a variable has no
# value is not meant so.
_is_everything(source) if {
	source.path != ""
	not _is_left_empty(source)
	every part in split(source.path, "/") {
		part in {"", ".", "..", "*", "**"} # nothing is above the context
	}
}

_is_left_empty(source) if {
	contains(source.text, "$")
	trim(source.path, "/") == ""
}

# A stage that begins with scratch, or that is an image by another name, holds nothing but what is wanted.
_holds_more contains stage if {
	some stage in copies.from
	lineage := stages.lineage_of(stage)
	stages.all[lineage[0]].base.kind != "scratch"
	some index in lineage
	some step in steps.by_stage[index]
	step.cmd in {"run", "copy", "add"}
}
