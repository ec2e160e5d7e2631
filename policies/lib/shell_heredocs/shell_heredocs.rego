# METADATA
# title: Heredocs in shell scripts
# description: The lines that a script's commands read as their input (POSIX XCU 2.7.4).
package lib.shell_heredocs

_most := 32

_most_signs := 128

# METADATA
# description: >-
#   {"script": it without the lines of its heredocs, "bodies": those lines, joined, for each heredoc in order}.
#   Undefined where there are too many. `<<` in quotes is taken for a heredoc where a line like its end follows, and
#   so is one within another's lines.
split_off(script) := {"script": script, "bodies": []} if {
	not _may_have(script)
} else := {"script": concat("\n", kept), "bodies": bodies} if {
	count(split(script, "<<")) <= _most_signs
	lines := split(script, "\n")
	spans := _spans(lines)
	count(spans) <= _most
	hidden := {at | some span in spans; some at in numbers.range(span.start, span.end)}
	kept := [line | some at, line in lines; not hidden[at]]
	bodies := [concat("\n", array.slice(lines, span.start, span.end)) | some span in spans]
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
