# METADATA
# title: Mounts of RUN
# description: Where the mounts of a RUN are.
package lib.mounts

import data.lib.mount_fields
import data.lib.search
import data.lib.steps
import data.lib.variables

# METADATA
# description: The absolute paths that mounts cover while a step of the final image runs, as far as they are known.
targets(step) := {target |
	some flag in step.flags
	written := mount_fields.values(flag, {"target", "dst", "destination"})
	target := _absolute(variables.expanded(written[count(written) - 1], step), step)
}

_absolute(path, _) := path if startswith(path, "/")

_absolute(path, step) := concat("/", [trim_right(directory(step), "/"), trim_prefix(path, "./")]) if {
	not startswith(path, "/")
	path != ""
}

# METADATA
# description: The directory that a step of the final image stands in; undefined where it depends on what nobody knows.
directory(step) := directory if {
	at := search.last_before(_orders, step.order)
	directory := _directories[at]
	startswith(directory, "/")
} else := "/" if {
	not search.last_before(_orders, step.order)
}

_orders := sort([order | some order, _ in _directories])

_directories[step.order] := variables.expanded(step.values[0], step) if {
	some step in steps.final
	step.cmd == "workdir"
}
