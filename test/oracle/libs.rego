# What the libs say of the Dockerfiles in `data.questions`, in the terms of BuildKit's answers.
package oracle

import data.lib.images
import data.lib.labels
import data.lib.stages
import data.lib.steps
import data.lib.users
import data.lib.variables

answers := [answer |
	some question in data.questions
	subject := {"review": {"object": data.inputs[question.input]}, "settings": question.settings}
	answer := _answer with input as subject
]

_answer := {
	"images": [{"reference": use.canonical, "path": use.place.path} | some use in images.all],
	"problems": array.concat(
		[problem | problem := stages.problem],
		[concat(" ", [use.text, use.problem]) | some use in images.unresolved],
	),
	"user": _user,
	"labels": {key: label.value | some key, label in labels.image},
	"hasUnknownLabel": _has_unknown_label,
	"stages": [object.filter(stage, ["at", "base"]) | some stage in stages.all],
}

default _user := ""

# The libs have no use for the group, so only their user is theirs.
_user := null if {
	users.instruction.user == null
} else := user if {
	found := [step | some step in steps.final; step.cmd == "user"]
	last := found[count(found) - 1]
	[_, group] := regex.find_all_string_submatch_n(`^[^:]*(.*)$`, variables.expanded(last.values[0], last), 1)[0]
	user := concat("", [users.instruction.user, group])
}

default _has_unknown_label := false

# What cannot be known of a label's key is not in the labels.
_has_unknown_label if {
	some step in steps.final
	step.cmd == "label"
	some number, text in step.values
	number % 3 == 0
	not variables.expanded(text, step)
}
