package lib.patterns_test

import data.lib.patterns

test_matches[concat(" ", [pattern, text])] if {
	some [pattern, text, expected] in [
		["*", "a", true], ["a*", "ab", true], ["*b", "ab", true], ["a*b", "ab", true], ["a*b", "acb", true],
		["ab*b", "ab", false], ["b*", "ab", false], ["a", "a", true], ["a", "b", false],
		["a?", "xyz", true], ["[a]", "xyz", true], ["*_*", "xyz", true],
	]
	found := [true | patterns.may_match(pattern, text)]
	count(found) > 0 == expected
}

test_wildcards if {
	patterns.has_wildcard("a*")
	patterns.has_wildcard("a?")
	not patterns.has_wildcard("a$")
}
