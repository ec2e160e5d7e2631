# METADATA
# title: The labels of the final image
package lib.labels

import data.lib.steps
import data.lib.variables

# METADATA
# description: >-
#   {key: {"value", "place"}}; the last LABEL of a key wins, so an empty one clears it. `value` is null where it
#   cannot be known. MAINTAINER sets no label.
image[key] := {"value": _value(step, number), "place": steps.place_of_value(step, number)} if {
	some key, places in _written
	[index, number] := max(places)
	step := steps.final[index]
}

# Where values stand by key, as the index of a step and that of the value in it.
_written[key] contains [index, number + 1] if {
	some index, step in steps.final
	step.cmd == "label"
	some number, text in step.values
	number % 3 == 0
	key := variables.expanded(text, step)
}

_value(step, number) := value if {
	value := variables.expanded(step.values[number], step)
} else := null
