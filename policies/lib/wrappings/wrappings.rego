# METADATA
# title: Wrappings
# description: >-
#   What callers put around inputs, so that the rules would find nothing in them: a pass by mistake.
package lib.wrappings

import data.lib.review

# METADATA
# description: Why the rules see nothing in the input, and how to ask instead.
problem := "these are all inputs of a file: ask about each on its own" if {
	is_array(review.subject)
	some input_ in review.subject
	is_array(input_)
	is_string(input_[0].Cmd)
} else := "the files are combined, and the rules look at one at a time: leave --combine out" if {
	is_array(review.subject)
	some file in review.subject
	is_string(file.path)
	file.contents != null
}
