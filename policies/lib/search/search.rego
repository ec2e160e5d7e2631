# METADATA
# title: Searching in order
# description: >-
#   By halving, as scans would take minutes on a file of thousands of instructions that look at each other. Rego has
#   no recursion, so the halvings are written out, enough of them for more elements than a file that is read can hold.
package lib.search

# METADATA
# description: The last element of a sorted array that is less than a limit; undefined when there is none.
last_before(sorted, limit) := sorted[span.from] if {
	sorted[0] < limit
	span := _halved24({"from": 0, "to": count(sorted)}, sorted, limit)
}

# `from` is less than the limit, `to` is not.
_halved(span, sorted, limit) := span if {
	span.to - span.from <= 1
} else := {"from": middle, "to": span.to} if {
	middle := floor((span.from + span.to) / 2)
	sorted[middle] < limit
} else := {"from": span.from, "to": floor((span.from + span.to) / 2)}

_halved4(span, sorted, limit) := span if {
	span.to - span.from <= 1
} else := halved if {
	twice := _halved(_halved(span, sorted, limit), sorted, limit)
	halved := _halved(_halved(twice, sorted, limit), sorted, limit)
}

_halved24(span, sorted, limit) := _halved8(_halved8(_halved8(span, sorted, limit), sorted, limit), sorted, limit)

_halved8(span, sorted, limit) := _halved4(_halved4(span, sorted, limit), sorted, limit)
