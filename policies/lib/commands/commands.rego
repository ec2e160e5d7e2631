# METADATA
# title: Commands
# description: >-
#   What RUN executes. A run is {"step": that of lib.steps, "commands": what it executes, in order}; a command is that
#   of lib.shell with {"stage", "rests_on": that of its step, "path": where the text is that it stands in, "source":
#   that text}, without "source" where each of its words has a path of its own, in JSON.
package lib.commands

import data.lib.dockerfile
import data.lib.finding
import data.lib.search
import data.lib.shell
import data.lib.shell_places
import data.lib.shell_words
import data.lib.shell_wrappers
import data.lib.stages
import data.lib.steps
import data.lib.variables

# METADATA
# description: The runs of the final image, from the root of its ancestry on.
final := [run | some index in stages.lineage; some run in by_stage[index]]

# METADATA
# description: >-
#   The runs of each stage, by its index, as far as it is known what they do. Variables of the build are known in the
#   final image's stages alone.
by_stage[index] := [run |
	some step in sequence
	step.cmd == "run"
	step.rests_on != "unknown"
	run := {"step": step, "commands": _commands(step)}
] if {
	some index, sequence in steps.by_stage
}

# METADATA
# description: >-
#   Where a finding about a word of a command points, by the word's index. Its token is the word as written; there is
#   none where the text does not have it like that, as in quotes within quotes.
place(command, number) := place_of_part(command, number, command.raw[number])

# METADATA
# description: >-
#   The same for what is a part of the word, such as a package without its version. What stands there only by way of a
#   variable is shown where the script gives the variable its value, if it does, or else as the variable.
place_of_part(command, number, part) := object.union(_place(command, number), _token(command, number, part))

# METADATA
# description: The same for a command, as far as a message shows it.
place_of_command(command, shown) := object.union(_place(command, 0), finding.token(source, before, shown)) if {
	source := _text(command, 0)
	program := shell_wrappers.program(command.raw[0])
	before := concat("", [_before(command, 0), trim_suffix(command.raw[0], program)])
	startswith(source, concat("", [before, shown]))
} else := place(command, 0)

# What is written once need not be told from others.
_token(command, number, part) := {"token": part} if {
	contains(command.raw[number], part)
	_is_unique(_text(command, number), part)
} else := finding.token(source, before, part) if {
	source := _text(command, number)
	pieces := split(command.raw[number], part)
	count(pieces) > 1
	contains(source, part)
	before := concat("", [_before(command, number), pieces[0]])
} else := finding.token(command.source, before, part) if {
	contains(command.raw[number], "$")
	before := shell_places.before_in_definition(command.script, command.places[number], part)
} else := _token_as_written(command, number)

_is_unique(text, part) if {
	first := indexof(text, part)
	first >= 0
	behind := first + count(part)
	not contains(substring(text, behind, -1), part)
}

_token_as_written(command, number) := finding.token(source, _before(command, number), tokens[0]) if {
	source := _text(command, number)
	candidates := [command.raw[number], trim(command.raw[number], `\'"`)]
	tokens := [token | some token in candidates; contains(source, token)]
} else := {}

# In JSON each word is a value of its own.
_before(command, number) := "" if {
	not command.source
} else := shell_places.before(command.script, command.places[number])

_text(command, number) := object.get(command, "source", command.raw[number])

_place(command, number) := object.union(steps.extra(command), {
	"path": _path(command, number),
	"subject": stages.label(command.stage),
})

_path(command, number) := array.concat(command.path, [command.skipped + number]) if {
	not command.source
} else := command.path

_commands(step) := [_located(command, step) | some command in shell.executed(step.values)] if {
	step.json
} else := [_located(command, step) | some command in shell.commands(text, _environment(step, texts), bodies)] if {
	_is_posix(step)
	text := step.values[0]
	bodies := [heredoc.Content | some heredoc in step.heredocs]
	texts := concat("\n", array.concat([text], bodies))
} else := []

_located(command, step) := object.union(command, object.union(of_step, _source(command, step))) if {
	of_step := {"stage": step.stage, "rests_on": step.rests_on}
}

_source(command, step) := {"path": [step.at, "Heredocs", command.body, "Content"], "source": text} if {
	text := step.heredocs[command.body].Content
} else := {"path": [step.at, "Value", command.word], "source": step.values[command.word]} if {
	command.word
} else := {"path": [step.at, "Value"]} if {
	step.json
} else := {"path": [step.at, "Value", 0], "source": step.values[0]}

_environment(step, text) := {name: value |
	stages.in_lineage[step.stage]
	some name in shell_words.parameters(text)
	value := variables.value(name, step)
}

# Whether the shell in force can read a POSIX script, as Windows' shells cannot.
_is_posix(step) if _shell_before(step)

_shell_before(step) := _is_shell[step.stage][order] if {
	order := search.last_before(_shell_orders[step.stage], step.order)
} else := _is_shell[above][orders[count(orders) - 1]] if {
	above := max({above | some above, stages_below in _below; above < step.stage; stages_below[step.stage]})
	orders := _shell_orders[above]
} else := startswith(dockerfile.platform, "windows") == false

_is_shell[step.stage][step.order] := is_shell if {
	some step in _shell_steps
	programs := {shell_wrappers.program(value) | some value in step.values}
	is_shell := count(programs & shell_wrappers.shells) > 0
}

_shell_orders[index] := sort([order | some order, _ in orders]) if some index, orders in _is_shell

_shell_steps := [step | some sequence in steps.by_stage; some step in sequence; step.cmd == "shell"]

# The stages that stand on one with a SHELL. Nobody has as many.
_below[index] := graph.reachable(_descent, {index}) if {
	some index in array.slice(sort([index | some index, _ in _is_shell]), 0, 64)
}

# A stage that is no key would not be reached.
_descent[stage.index] := object.get(stages.children, stage.index, set()) if some stage in stages.all
