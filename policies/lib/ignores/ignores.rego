# METADATA
# title: Ignores
# description: >-
#   What the author of a file asks to be left out of the findings: in a Dockerfile a comment
#   `# policy-check ignore=<rule>[,<rule>] reason="…" [until=YYYY-MM-DD]` before an instruction, on a workload, its pod
#   template or a List item the annotations policy-check/ignore, policy-check/reason and policy-check/until.
package lib.ignores

import data.lib.dockerfile
import data.lib.review
import data.lib.workloads

# METADATA
# description: >-
#   Every ignore as {"path", "subject", "rules", "reason", "until", "below": the path at or below which it holds,
#   "judged": whether it can be told to be unused} or as {"path", "subject", "problem"}.
all := array.concat(_comments, _annotations)

# METADATA
# description: Whether an ignore covers a finding at that path.
covers(ignore, rule, path) if {
	rule in ignore.rules
	array.slice(path, 0, count(ignore.below)) == ignore.below
}

_comments := [object.union(_comment(text, next), place) |
	some at, instruction in dockerfile.instructions
	instruction.Cmd == "comment"

	# an indented comment keeps its number sign
	text := trim_left(instruction.Value[0], "# \t")
	regex.match(`^policy-check(\s|$)`, text)
	next := min([i | some i, other in dockerfile.instructions; i > at; other.Cmd != "comment"])
	place := {"path": [at, "Value", 0], "subject": dockerfile.stage_label(dockerfile.instructions[next].Stage)}
]

_comment(text, next) := object.union(_ignore(fields), {"below": [next], "judged": _is_judged(dockerfile.instructions[next])}) if {
	regex.match(`^policy-check(\s+(ignore|reason|until)=("[^"]*"|[^\s"]+))+\s*$`, text)
	fields := {match[1]: trim(match[2], "\"") |
		some match in regex.find_all_string_submatch_n(`\s(ignore|reason|until)=("[^"]*"|[^\s"]+)`, text, -1)
	}
	fields.ignore
} else := {"problem": "is not understood: write # policy-check ignore=<rule>[,<rule>] reason=\"<why>\" [until=YYYY-MM-DD]"}

# conftest gives neither the flags behind ONBUILD nor the bodies of heredocs, so a finding there may be out of sight.
default _is_judged(_) := false

_is_judged(instruction) if {
	instruction.Cmd != "onbuild"
	every value in instruction.Value {
		not contains(value, "<<")
	}
}

_annotations := [object.union(_ignore(fields), {"path": path, "subject": workload.label, "below": below, "judged": true}) |
	some workload in workloads.all
	some below in {workload.path, workload.template_path}
	annotated := array.concat(array.slice(below, count(workload.path), count(below)), ["metadata", "annotations"])
	fields := {name: text |
		some name in ["ignore", "reason", "until"]
		text := object.get(workload.object, array.concat(annotated, [sprintf("policy-check/%s", [name])]), null)
		is_string(text)
	}
	fields.ignore
	path := array.concat(workload.path, array.concat(annotated, ["policy-check/ignore"]))
]

_ignore(fields) := {
	"rules": [trim_space(rule) | some rule in split(fields.ignore, ",")],
	"reason": trim_space(object.get(fields, "reason", "")),
	"until": trim_space(object.get(fields, "until", "")),
}

# METADATA
# description: What main has found out about the ignores; empty but for the rule that reports on them.
default judged := []

judged := review.ignores
