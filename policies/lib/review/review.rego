# METADATA
# title: What is under review
# description: >-
#   Every rule sees a Gatekeeper review. Admission gives one; main gives conftest, OPA and WASM the same shape.
package lib.review

# METADATA
# description: The Dockerfile's instructions or the Kubernetes object; undefined when something is being deleted.
subject := input.review.object if not deleted

# Gatekeeper copies the old object into `object` on deletion: what goes away needs no check.
deleted if input.review.operation == "DELETE"

# METADATA
# description: The object as it was before an update; undefined when nothing is being updated.
previous := input.review.oldObject if input.review.operation == "UPDATE"

# METADATA
# description: Whether a cluster asks. There are no settings then, and the Constraint says everything.
in_admission if not input.settings

# METADATA
# description: The settings document.
default settings := {}

settings := input.settings

# METADATA
# description: >-
#   A rule's parameters, over the defaults of the schema in its own metadata: the settings' by rule id, in admission the
#   Constraint's. `chain` is the rule's `rego.metadata.chain()`. Versions of Gatekeeper that read no annotations leave
#   it empty; the defaults are then those of the Constraint's own schema.
parameters(chain) := object.union(_defaults(chain), object.get(settings, ["parameters", chain[0].path[1]], {})) if {
	not in_admission
} else := object.union(_defaults(chain), object.get(input, "parameters", {}))

_defaults(chain) := {name: schema["default"] |
	some link in chain
	some name, schema in link.annotations.custom.parameters.properties
}

# METADATA
# description: The ignores with what main found out about each, given to the rule that reports on them only.
ignores := input.ignores
