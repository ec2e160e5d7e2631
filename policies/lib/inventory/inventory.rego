# METADATA
# title: Inventory
# description: >-
#   What an input is made of, for whoever configures the rules: where its images come from and what its stages are
#   called.
package lib.inventory

import data.lib.images
import data.lib.stages

# METADATA
# description: >-
#   {"images": for each use of an image its registry and the path within it, "stages": the names of the stages that have
#   one, in order}.
all := {
	"images": [{"registry": use.reference.registry, "path": _path(use.reference)} | some use in images.all],
	"stages": [stage.name | some stage in stages.all; stage.name != ""],
}

# What several repositories may have in common: all but the last component.
_path(reference) := array.slice(components, 0, count(components) - 1) if {
	components := split(reference.repository, "/")
}
