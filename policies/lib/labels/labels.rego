# METADATA
# title: The labels of the final image
package lib.labels

import data.lib.steps
import data.lib.variables

# METADATA
# description: >-
#   {key: {"value", "place"}}; the last LABEL of a key wins, so an empty one clears it. `value` is null where it cannot
#   be known. MAINTAINER sets no label.
image[key] := labels[max(orders)] if {
	some key, labels in _written
	orders := [order | some order, _ in labels]
}

_written[key][order] := label if {
	some step in steps.final
	step.cmd == "label"
	some number, text in step.values
	number % 3 == 0
	key := variables.expanded(text, step)
	order := array.concat(step.order, [number])
	label := {"value": _value(step.values[number + 1], step), "place": steps.place_of_value(step, number + 1)}
}

_value(text, step) := value if {
	value := variables.expanded(text, step)
} else := null
