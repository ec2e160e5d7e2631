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
# description: The settings document; absent in admission, where the Constraint says everything.
default settings := {}

settings := input.settings

# METADATA
# description: >-
#   A rule's parameters: in admission the Constraint's; elsewhere the settings' by rule id, over the defaults
#   of the schema in the rule's own metadata. `chain` is the rule's `rego.metadata.chain()`, empty in admission.
parameters(chain) := object.union(_defaults(chain), object.get(settings, ["parameters", chain[0].path[1]], {})) if {
	count(chain) > 0
}

parameters(chain) := object.get(input, "parameters", {}) if count(chain) == 0

_defaults(chain) := {name: schema["default"] |
	some link in chain
	some name, schema in link.annotations.custom.parameters.properties
}

# METADATA
# description: The ignores with what main found out about each, given to the rule that reports on them only.
ignores := input.ignores
