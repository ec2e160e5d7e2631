# METADATA
# title: Dockerfiles
# description: The input that is one, conftest's array of instructions, and what the settings say of its build.
package lib.dockerfile

import data.lib.review

# METADATA
# description: The instructions in order; undefined when the subject is no Dockerfile.
instructions := review.subject if {
	is_array(review.subject)
	every instruction in review.subject {
		is_string(instruction.Cmd)
	}
}

# METADATA
# description: Where the stages start, as indices of the FROM instructions.
starts := [at | some at, instruction in instructions; instruction.Cmd == "from"]

# METADATA
# description: The name that a FROM gives its stage, in lower case; empty when it gives none.
stage_name(from) := lower(concat("", array.slice(from.Value, 2, 3)))

# METADATA
# description: 'The build arguments that the user gives: {name: text}.'
build_arguments := object.get(review.settings, "buildArgs", {})

# METADATA
# description: The stage to build, by name; empty for the last one.
target := object.get(review.settings, "target", "")

# METADATA
# description: The platform to build for.
platform := object.get(review.settings, "platform", "linux/amd64")
