package lib.dockerfile_test

import data.lib.dockerfile

# The input for rules when a Dockerfile of these lines is checked, for the tests of other libs too. Words are parted by
# one space, as conftest's parser would part them.
built(lines, settings) := {"review": {"object": _parsed(lines)}, "settings": settings}

_parsed(lines) := [object.union(_instruction(split(line, " ")), {"JSON": false, "Stage": max([0, froms - 1])}) |
	some at, line in lines
	froms := count([1 | some earlier in array.slice(lines, 0, at + 1); startswith(earlier, "FROM")])
]

_instruction(words) := {"Cmd": "comment", "SubCmd": "", "Flags": [], "Value": [text]} if {
	words[0] == "#"
	text := concat(" ", array.slice(words, 1, count(words)))
} else := {"Cmd": "onbuild", "SubCmd": words[1], "Flags": [], "SubFlags": _flags(words), "Value": value} if {
	words[0] == "ONBUILD"
	value := _value(words[1], _rest(words))
} else := {"Cmd": lower(words[0]), "SubCmd": "", "Flags": _flags(words), "Value": _value(words[0], _rest(words))}

# Flags stand before everything else; what looks like one behind that is an option of a command.
_flags(words) := array.slice(words, _start(words), _end_of_flags(words))

_rest(words) := array.slice(words, _end_of_flags(words), count(words))

_start(words) := 2 if {
	words[0] == "ONBUILD"
} else := 1

_end_of_flags(words) := min(array.concat([count(words)], [at |
	some at, word in words
	at >= _start(words)
	not startswith(word, "--")
]))

_value(command, words) := [concat(" ", words)] if {
	command == "RUN"
} else := [part |
	some word in words
	key := split(word, "=")[0]
	some part in [key, substring(word, count(key) + 1, -1), "="]
] if {
	command in {"ENV", "LABEL"}
} else := words

test_instructions_are_an_array_of_commands if {
	dockerfile.instructions == [{
		"Cmd": "from",
		"SubCmd": "",
		"Flags": ["--platform=$BUILDPLATFORM"],
		"JSON": false,
		"Value": ["alpine:3", "AS", "x"],
		"Stage": 0,
	}] with input as built(["FROM --platform=$BUILDPLATFORM alpine:3 AS x"], {})
}

test_other_inputs_are_no_dockerfiles[note] if {
	some note, subject in {
		"an object": {"kind": "Pod"},
		"a string": "FROM scratch",
		"null": null,
		"numbers": [1],
		"objects": [{"kind": "Pod"}],
		"a number as command": [{"Cmd": 1}],
	}
	not dockerfile.instructions with input as {"review": {"object": subject}}
}

test_starts_are_the_indices_of_from if {
	dockerfile.starts == [1, 3] with input as built(["ARG A", "FROM a", "RUN b", "FROM c"], {})
}

test_stage_names_are_lower_cased if {
	dockerfile.stage_name({"Value": ["a", "AS", "Build"]}) == "build"
	dockerfile.stage_name({"Value": ["a"]}) == ""
}

test_settings_of_a_build_have_defaults if {
	found := [dockerfile.build_arguments, dockerfile.target, dockerfile.platform] with input as built([], {})
	found == [{}, "", "linux/amd64"]
}

test_settings_of_a_build_are_taken if {
	settings := {"buildArgs": {"A": "1"}, "target": "t", "platform": "linux/arm64"}
	found := [dockerfile.build_arguments, dockerfile.target, dockerfile.platform] with input as built([], settings)
	found == [{"A": "1"}, "t", "linux/arm64"]
}
