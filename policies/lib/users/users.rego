# METADATA
# title: The user that an image runs as
package lib.users

import data.lib.base_images
import data.lib.stages
import data.lib.steps
import data.lib.variables

# METADATA
# description: >-
#   The final image's last USER, inherited from the stages below and from their ONBUILD triggers: {"text": user[:group]
#   as written, "user": its user once expanded, null where that is unknown, "place"}.
instruction := {
	"text": text,
	"user": _user(text, last),
	"place": object.union(steps.place_of_value(last, 0), {"token": text}),
} if {
	found := [step | some step in steps.final; step.cmd == "user"]
	last := found[count(found) - 1]
	text := last.values[0]
}

_user(text, step) := user if {
	user := split(variables.expanded(text, step), ":")[0]
} else := null

# METADATA
# description: >-
#   What the final image stands on, as {"name": the image as a message names it, "user": the user it runs as}; undefined
#   where nobody knows.
inherited_from := {"name": "scratch", "user": "0"} if {
	stages.root.base.kind == "scratch"
} else := {"name": _root_name, "user": base_images.final.user}

_root_name := stages.root.text if {
	stages.root.text == stages.root.base.name
} else := concat("", [stages.root.text, " (", stages.root.base.name, ")"])

# METADATA
# description: >-
#   Whether a user is root: uid 0 or the name, no user at all (which is uid 0), or Windows' ContainerAdministrator.
is_root(user) if user in {"", "root"}

is_root(user) if regex.match(`^[+-]?0+$`, user)

is_root(user) if is_windows_administrator(user)

# METADATA
# description: Whether a Windows user is the administrator; names have no case there and may carry a domain.
is_windows_administrator(user) if {
	parts := split(lower(user), `\`)
	parts[count(parts) - 1] == "containeradministrator"
}
