# METADATA
# title: The labels of the final image
package lib.labels

import data.lib.dockerfile

# METADATA
# description: >-
#   {key: {"value", "path", "stage"}} of the final image; the last LABEL of a key wins, so an empty one clears it.
#   `value` is absent where it cannot be known. MAINTAINER sets no label.
image := {key: label |
	some key, order in _last
	label := _written[key][order]
}

_last[key] := max([order | some order, _ in written]) if some key, written in _written

_written[key][order] := label if {
	some entry in dockerfile.final_instructions
	entry.cmd == "label"
	some number, text in entry.values
	number % 3 == 0
	key := dockerfile.final_text(text, entry)
	order := [entry.order, number]
	label := object.union(
		{"path": array.concat(entry.path, [number + 1]), "stage": entry.stage},
		{"value": value | value := dockerfile.final_text(entry.values[number + 1], entry)},
	)
}
