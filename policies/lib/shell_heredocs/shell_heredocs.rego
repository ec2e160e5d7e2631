# METADATA
# title: Heredocs in shell scripts
# description: The lines that a script's commands read as their input (POSIX XCU 2.7.4).
package lib.shell_heredocs

_most := 32

_most_signs := 128

# METADATA
# description: >-
#   {"script": it without the lines of its heredocs, "bodies": [{"text": those lines, joined, "before": what stands
#   before them}], for each heredoc in order, "lines": all lines, "kept": the indices of those that are left}. Undefined
#   where there are too many. `<<` in quotes is taken for a heredoc where a line like its end follows, and so is one
#   within another's lines.
split_off(script) := {"script": script, "bodies": [], "lines": [], "kept": []} if {
	not _may_have(script)
} else := {"script": concat("\n", [lines[at] | some at in kept]), "bodies": bodies, "lines": lines, "kept": kept} if {
	count(split(script, "<<")) <= _most_signs
	lines := split(script, "\n")
	spans := _spans(lines)
	count(spans) <= _most
	hidden := {at | some span in spans; some at in numbers.range(span.start, span.end)}
	kept := [at | some at, _ in lines; not hidden[at]]
	bodies := [body |
		some span in spans
		body := {
			"text": concat("\n", array.slice(lines, span.start, span.end)),
			"before": concat("\n", array.concat(array.slice(lines, 0, span.start), [""])),
		}
	]
}

# METADATA
# description: The beginning of a script that split_off has given, as the whole script has it.
restored(separated, beginning) := beginning if {
	count(separated.bodies) == 0
} else := concat("\n", array.concat(whole, [left[count(left) - 1]])) if {
	left := split(beginning, "\n")
	whole := array.slice(separated.lines, 0, separated.kept[count(left) - 1])
}

_may_have(script) if {
	contains(script, "<<")
	contains(script, "\n")
}

# From the first line of the body to the line that ends it.
_spans(lines) := [{"start": at + 1, "end": end} |
	beginnings := array.slice([at | some at, line in lines; contains(line, "<<")], 0, _most + 1)
	some at in beginnings
	some [_, dash, single, double, plain] in regex.find_all_string_submatch_n(_announcement, lines[at], -1)
	name := concat("", [single, double, plain])
	end := min([end | some end, line in lines; end > at; _chomped(dash, line) == name])
]

_announcement := `(?:^|[^<])<<(-?)[ \t]*(?:'([^']+)'|"([^"]+)"|\\?([^\s;&|()<>'"\\$\x60]+))`

_chomped("-", line) := trim_left(line, "\t")

_chomped("", line) := line
