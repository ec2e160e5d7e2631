# METADATA
# title: The user that an image runs as
package lib.users

import data.lib.base_images
import data.lib.dockerfile
import data.lib.reference

# METADATA
# description: >-
#   The final image's last USER as {"text": user[:group] as written, "user": its user once expanded, or absent where that
#   is unknown, "path", "stage"}, inherited from the stages below and from their ONBUILD triggers.
instruction := object.union({"text": text, "path": path, "stage": last.stage}, {"user": user |
	user := split(dockerfile.final_text(text, last), ":")[0]
}) if {
	found := [entry | some entry in dockerfile.final_instructions; entry.cmd == "user"]
	last := found[count(found) - 1]
	text := last.values[0]
	path := array.concat(last.path, [0])
}

# METADATA
# description: >-
#   What the final image stands on, as {"name": the image as a message names it, "user": the user it runs as, or absent
#   where the facts table does not say}.
inherited_from := {"name": "scratch", "user": "0"} if {
	dockerfile.root.base.kind == "scratch"
} else := {"name": dockerfile.root.base.name, "user": user} if {
	user := base_images.facts(reference.parse(dockerfile.root.base.name)).user
} else := {}

# METADATA
# description: >-
#   Whether a user is root: uid 0 or the name, no user at all (which is uid 0), or Windows' ContainerAdministrator.
is_root(user) if user in {"", "root"}

is_root(user) if regex.match(`^[+-]?0+$`, user)

is_root(user) if is_windows_administrator(user)

# METADATA
# description: Whether a Windows user is the administrator; names have no case there and may carry a domain.
is_windows_administrator(user) if {
	parts := split(lower(user), "\\")
	parts[count(parts) - 1] == "containeradministrator"
}
