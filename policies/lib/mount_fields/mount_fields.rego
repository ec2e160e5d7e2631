# METADATA
# title: Fields of mounts
# description: >-
#   The option --mount of RUN, whose value is a line of CSV with keys that have no case. It stands apart from
#   lib.mounts, which knows variables, so that rules about images do not carry these to a cluster.
package lib.mount_fields

# METADATA
# description: The fields of a flag that is a mount, as written.
fields(flag) := [trim(field, `"`) |
	some [field] in regex.find_all_string_submatch_n(`"[^"]*"|[^,]+`, trim_prefix(flag, "--mount="), -1)
] if {
	startswith(flag, "--mount=")
}

# METADATA
# description: >-
#   The last value of those that have a key, as {"text", "before": what stands before it in the flag}; undefined when
#   none has it.
last(flag, key) := {"text": substring(field, count(start), -1), "before": concat("", [before, start])} if {
	startswith(flag, "--mount=")
	pieces := regex.find_all_string_submatch_n(`"[^"]*"|[^,]+|,`, trim_prefix(flag, "--mount="), -1)
	at := max([at | some at, [piece] in pieces; startswith(lower(trim(piece, `"`)), concat("", [key, "="]))])
	field := trim(pieces[at][0], `"`)
	start := substring(field, 0, count(key) + 1)
	quote := concat("", [`"` | startswith(pieces[at][0], `"`)])
	before := concat("", ["--mount=", concat("", [piece | some [piece] in array.slice(pieces, 0, at)]), quote])
}

# METADATA
# description: The values of those that have one of some keys.
values(flag, keys) := [substring(field, count(key) + 1, -1) |
	some field in fields(flag)
	contains(field, "=")
	key := split(field, "=")[0]
	lower(key) in keys
]
