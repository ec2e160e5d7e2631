# METADATA
# title: Fixes
# description: >-
#   What a finding says besides its place where the text to write is known. A fix is {"title", "edits"}; all of its
#   edits together make the finding go. They speak of values; where these are written, and how, the reader knows.
package lib.fixes

# METADATA
# description: What a violation's details say of a fix.
offer(title, edits) := {"fix": {"title": title, "edits": edits}}

# METADATA
# description: Another text for what a place means, its token or else its whole value.
replace(place, text) := object.union(_part(place), {"text": text})

# METADATA
# description: >-
#   A text before or after what a place means. Before or after a whole instruction it stands on a line of its own.
insert(place, side, text) := object.union(_part(place), {"insert": side, "text": text})

# METADATA
# description: >-
#   A JSON value for a path of a manifest where there is none yet, at the end of a list or in an object, with the
#   objects that lead to it.
set_value(path, value) := {"path": path, "value": value}

_part(place) := object.filter(place, ["path", "token", "occurrence"])
