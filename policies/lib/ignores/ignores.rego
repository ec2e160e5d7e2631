# METADATA
# title: Ignores
# description: >-
#   What the author of a file asks to be left out of the findings: in a Dockerfile a comment
#   `# policy-check ignore=<rule>[,<rule>] reason="…" [until=YYYY-MM-DD]` before an instruction, on a workload, its pod
#   template or a List item the annotations policy-check/ignore, policy-check/reason and policy-check/until.
package lib.ignores

import data.lib.dockerfile
import data.lib.finding
import data.lib.review
import data.lib.stages
import data.lib.workloads

# METADATA
# description: >-
#   Every ignore: {"place", "rules", "places": {rule: where it is named}, "reason", "reason_form": how to write one,
#   "until", "until_place", "below": the path at or below which it holds, "judged": whether it can be told to be unused}
#   or {"place", "problem"}.
all := array.concat(_comments, _annotations)

# METADATA
# description: The ignores with what main has found out about each; empty but for the rule that reports on them.
default judged := []

judged := review.ignores

_comments := [object.union(_comment(text, next, place), {"place": place}) |
	some at, instruction in dockerfile.instructions
	instruction.Cmd == "comment"
	text := trim_left(instruction.Value[0], "# \t") # an indented comment keeps its number sign
	startswith(text, "policy-check")
	regex.match(`^policy-check[\s:]+(ignore|reason|until)\b`, text)
	next := _next[at]
	subject := stages.label(dockerfile.instructions[next].Stage)
	place := {"path": [at, "Value", 0], "subject": subject}
]

# The instruction that follows each comment.
_next[comment] := at if {
	some index, at in _commands
	some comment in numbers.range(_after(index), at)
	comment < at
}

_after(0) := 0

_after(index) := _commands[index - 1] + 1 if index > 0

_commands := [at | some at, instruction in dockerfile.instructions; instruction.Cmd != "comment"]

_comment(text, next, place) := object.union(_ignore(fields), {
	"places": _places(place, text, before.ignore, fields.ignore),
	"reason_form": `write reason="<why>" behind it`,
	"until_place": _place(place, text, object.get(before, "until", ""), object.get(fields, "until", "")),
	"below": [next],
	"judged": _is_judged(dockerfile.instructions[next]),
}) if {
	regex.match(`^policy-check(\s+(ignore|reason|until)=("[^"]*"|[^\s"]+))+\s*$`, text)
	matches := regex.find_all_string_submatch_n(`\s+(ignore|reason|until)=("[^"]*"|[^\s"]+)`, text, -1)
	count({match[1] | some match in matches}) == count(matches)
	fields := {match[1]: trim(match[2], `"`) | some match in matches}
	before := {match[1]: concat("", ["policy-check", earlier, trim_suffix(match[0], match[2])]) |
		some number, match in matches
		earlier := concat("", [written | some [written, _, _] in array.slice(matches, 0, number)])
	}
} else := {"problem": concat(" ", ["is not understood: write", _form])}

_form := `# policy-check ignore=<rule>[,<rule>] reason="<why>" [until=YYYY-MM-DD]`

# conftest gives neither the flags behind ONBUILD nor the bodies of heredocs, so a finding there may be out of sight.
default _is_judged(_) := false

_is_judged(instruction) if {
	instruction.Cmd != "onbuild"
	every value in instruction.Value {
		not contains(value, "<<")
	}
}

_annotations := [object.union(_annotation(fields, below, place), {"place": place}) |
	some workload in workloads.all
	some below in {path | some path in [workload.path, workload.template_path]} # one and the same in a Pod
	keys := array.concat(array.slice(below, count(workload.path), count(below)), ["metadata", "annotations"])
	annotations := object.get(workload.object, keys, {})
	fields := {name: annotations[key] |
		some name in ["ignore", "reason", "until"]
		key := concat("/", ["policy-check", name])
	}
	place := {
		"path": array.concat(workload.path, array.concat(keys, ["policy-check/ignore"])),
		"subject": workload.label,
	}
]

_annotation(fields, below, place) := object.union(_ignore(fields), {
	"places": _places(place, fields.ignore, "", fields.ignore),
	"reason_form": "write the annotation policy-check/reason",
	"until_place": object.union(place, {"path": array.concat(folder, ["policy-check/until"])}),
	"below": below,
	"judged": true,
}) if {
	folder := array.slice(place.path, 0, count(place.path) - 1)
	every text in fields {
		is_string(text)
	}
} else := {"problem": "has a value that is no text: quote it"} if {
	_ = fields.ignore
}

# Nobody writes as many rules into one.
_most_places := 64

_places(place, text, before, list) := {trim_space(rule): _place(place, text, before_rule, trim_space(rule)) |
	rules := array.slice(split(list, ","), 0, _most_places)
	some number in numbers.range(0, count(rules) - 1)
	rule := rules[number]
	not trim_space(rule) in {trim_space(earlier) | some earlier in array.slice(rules, 0, number)}
	before_rule := concat("", [before, concat(",", array.slice(rules, 0, number))])
}

_place(place, text, before, part) := object.union(place, finding.token(text, before, part)) if {
	part != ""
} else := place

_ignore(fields) := {
	"rules": [trim_space(rule) | some rule in split(fields.ignore, ",")],
	"reason": trim_space(object.get(fields, "reason", "")),
	"until": trim_space(object.get(fields, "until", "")),
}
