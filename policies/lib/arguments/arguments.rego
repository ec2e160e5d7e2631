# METADATA
# title: Build arguments
# description: The ARGs before the first FROM and the automatic platform arguments, which are all that a FROM can use.
package lib.arguments

import data.lib.definitions
import data.lib.dockerfile
import data.lib.finding

# METADATA
# description: 'What FROM sees: {name: text, or null where that is unknown}.'
global[name] := _values[positions[count(positions) - 1]] if some name, positions in _positions

# METADATA
# description: 'What global ARGs declare: {name: the texts of its defaults, "" for none}.'
declared[name] contains substring(argument, count(name) + 1, -1) if {
	some instruction in _header
	instruction.Cmd == "arg"
	some argument in instruction.Value
	name := split(argument, "=")[0]
}

# METADATA
# description: >-
#   What one argument of an ARG defines: the value that the user gives, which is not expanded; else its default, which
#   may read the arguments before it; else what a bare `ARG X` inherits. Undefined when that is nothing.
defined(argument, position, inherited) := {"name": name, "position": position, "value": value} if {
	name := split(argument, "=")[0]
	value := dockerfile.build_arguments[name]
} else := {"name": name, "position": position, "text": text, "reads_at": position} if {
	contains(argument, "=")
	name := split(argument, "=")[0]
	text := substring(argument, count(name) + 1, -1)
} else := {"name": argument, "position": position, "value": inherited[argument]}

# METADATA
# description: Whether something in the file, or a build argument that the user gives, already bears a name.
is_mentioned(name) if dockerfile.build_arguments[name]

is_mentioned(name) if _words[name]

# Taken apart once: names are asked for by the hundred.
_words contains word if some [word] in regex.find_all_string_submatch_n(`\w+`, _texts, -1)

_texts := concat(" ", [value |
	some instruction in dockerfile.instructions
	instruction.Cmd in {"arg", "from", "onbuild"}
	some value in instruction.Value
])

# METADATA
# description: >-
#   Where one more ARG for all FROMs goes: behind (`side_of_next`: after) the last there is, or else before the first
#   FROM.
place_of_next := {"path": [object.get(_last, "at", dockerfile.starts[0])]}

side_of_next := object.get(_last, "side", "before")

default _last := {}

_last := {"at": at, "side": "after"} if at := max([at | some at, instruction in _header; instruction.Cmd == "arg"])

# METADATA
# description: >-
#   The text that alone decides what FROM makes of an argument, its one default without quotes: {"text", "place": where
#   a finding about it points}. Undefined where there is none, or several, or where anything but a whole FROM may read
#   the argument.
only_default(name) := {"text": text, "place": object.union({"path": [at, "Value", number]}, token)} if {
	not dockerfile.build_arguments[name]
	[[at, number, argument]] := [[at, number, argument] |
		some at, instruction in dockerfile.instructions
		instruction.Cmd in {"arg", "from", "onbuild"}
		some number, argument in instruction.Value
		contains(argument, name)
		not argument in {concat("", ["$", name]), concat("", ["${", name, "}"])}
	]
	at < dockerfile.starts[0]
	assignment := concat("", [name, "="])
	startswith(argument, assignment)
	text := trim(substring(argument, count(assignment), -1), `'"`)
	not regex.match(`[\s$'"\\]`, text)
	token := finding.token(argument, assignment, text)
}

_header := array.slice(dockerfile.instructions, 0, dockerfile.starts[0])

_values := definitions.evaluate(_definitions, _positions)

_positions[name] := sort(positions) if some name, positions in _by_name

_by_name[definition.name] contains definition.position if some definition in _definitions

_definitions := array.concat(
	[{"name": name, "position": [-1, name], "value": object.get(dockerfile.build_arguments, name, value)} |
		some name, value in _automatic
	],
	[definition |
		some at, instruction in _header
		instruction.Cmd == "arg"
		some number, argument in instruction.Value
		definition := defined(argument, [at, number], {})
	],
)

# https://docs.docker.com/reference/dockerfile/#automatic-platform-args-in-the-global-scope
_automatic := object.union(
	{concat("", [side, key]): value | some side in ["BUILD", "TARGET"]; some key, value in _platform},
	{"TARGETSTAGE": _target_stage},
)

_platform := {
	"PLATFORM": dockerfile.platform,
	"OS": parts[0],
	"OSVERSION": "",
	"ARCH": concat("", array.slice(parts, 1, 2)),
	"VARIANT": concat("", array.slice(parts, 2, 3)),
} if {
	parts := split(dockerfile.platform, "/")
}

default _target_stage := "default"

_target_stage := dockerfile.target if {
	dockerfile.target != ""
} else := name if {
	name := dockerfile.stage_name(dockerfile.instructions[max(dockerfile.starts)])
	name != ""
}
