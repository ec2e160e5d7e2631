# METADATA
# title: Patterns of shells
# description: >-
#   Wildcards that commands are given. They come from the input, so they are not compiled: a hundred expressions in one
#   evaluation are more than the WASM runtime keeps apart.
package lib.patterns

# METADATA
# description: Whether a text has wildcards.
has_wildcard(text) if {
	some sign in ["*", "?", "["]
	contains(text, sign)
}

# METADATA
# description: >-
#   Whether a pattern may match a text: exactly for one with a single `*`, and always for a more intricate one.
may_match(pattern, text) if matches(pattern, text)

may_match(pattern, _) if is_intricate(pattern)

# METADATA
# description: Whether a pattern with at most one `*`, and no other wildcard, matches a text.
matches(pattern, text) if pattern == text

matches(pattern, text) if {
	[start, end] := split(pattern, "*")
	startswith(text, start)
	endswith(text, end)
	count(text) >= count(start) + count(end)
}

# METADATA
# description: Whether a pattern has more than that.
is_intricate(pattern) if {
	some sign in ["?", "["]
	contains(pattern, sign)
}

is_intricate(pattern) if count(split(pattern, "*")) > 2
