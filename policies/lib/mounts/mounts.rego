# METADATA
# title: Mounts of RUN
# description: The option --mount of RUN, whose value is a line of CSV with keys that have no case.
package lib.mounts

import data.lib.search
import data.lib.steps
import data.lib.variables

# METADATA
# description: The fields of a flag that is a mount, as written.
fields(flag) := [trim(field, `"`) |
	some [field] in regex.find_all_string_submatch_n(`"[^"]*"|[^,]+`, trim_prefix(flag, "--mount="), -1)
] if {
	startswith(flag, "--mount=")
}

# METADATA
# description: The absolute paths that mounts cover while a step of the final image runs, as far as they are known.
targets(step) := {target |
	some flag in step.flags
	written := [_value(field) | some field in fields(flag); _key(field) in {"target", "dst", "destination"}]
	target := _absolute(variables.expanded(written[count(written) - 1], step), step)
}

_key(field) := lower(split(field, "=")[0])

_value(field) := substring(field, count(_key(field)) + 1, -1)

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
