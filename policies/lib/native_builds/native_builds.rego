# METADATA
# title: Native builds
# description: >-
#   Stages that compile programs which need the C library of the stage, as far as their commands tell. Of a Dockerfile's
#   stages those are looked at that the final image copies from, and not more of them than anybody has.
package lib.native_builds

import data.lib.base_images
import data.lib.commands
import data.lib.compilers
import data.lib.copies
import data.lib.patterns
import data.lib.reference
import data.lib.stages
import data.lib.steps

# METADATA
# description: >-
#   By stage, what it and those below it compile against glibc: {{"language", "output": the path that a command names
#   for the result, or ""}}; empty where none does, or nobody can tell.
against_glibc[index] := {{"language": language, "output": _output(command.words)} |
	facts.libc == "glibc"
	some command in executed
	language := _language(command.words, object.get(facts, "language", ""), executed)
	not static[language]
	not _is_static(language, command)
} if {
	some index in copies.from
	lineage := stages.lineage_of(index)
	base := stages.all[lineage[0]].base.name
	not contains(base, "musl") # rust-musl-builder and the like compile for it
	facts := base_images.facts(reference.parse(base))
	executed := _executed(lineage)
	static := _static_everywhere(_settings(lineage, executed))
}

# METADATA
# description: On what rests what a stage and those below it run, as steps have it.
rests_on[index] := {step.rests_on |
	some stage in stages.lineage_of(index)
	some step in steps.by_stage[stage]
	step.cmd == "run"
} if {
	some index in array.concat(copies.from, [stages.final.index])
}

_executed(lineage) := array.slice(
	[command |
		some stage in lineage
		some run in commands.by_stage[stage]
		some command in run.commands
		count(command.words) > 0
	],
	0, 4096,
)

# make is for any language; what `configure` writes is for C.
_language(words, of_base, executed) := language if {
	use := compilers.use(words)
	language := {true: use.language, false: "c"}[use.language != ""]
	_dynamic[language]
	_is_native(use.language, words, of_base, executed)
}

_is_native(language, _, _, _) if not language in {"", "dotnet"}

# .NET's programs are managed code unless they are published for a runtime identifier.
_is_native("dotnet", words, _, _) if {
	some word in words
	regex.match(`(^|=)linux-(x64|arm64|arm)$`, word)
}

_is_native("", _, "c", _)

_is_native("", _, _, executed) if {
	some command in executed
	endswith(command.words[0], "configure")
}

# By language, what makes its programs static, or builds them for musl, in a command or in a variable.
# https://pkg.go.dev/cmd/cgo, https://doc.rust-lang.org/reference/linkage.html,
# https://gcc.gnu.org/onlinedocs/gcc/Link-Options.html
_dynamic := {
	"go": `(^|[\s"'=])-static|netgo|musl|linkmode[= ]internal`,
	"rust": `musl|crt-static`,
	"swift": `-static-executable|-static-stdlib|musl`,
	"dotnet": `linux-musl`,
	"c": _flag,
	"crystal": _flag,
	"d": _flag,
	"haskell": _flag,
	"nim": _flag,
	"ocaml": _flag,
}

_flag := `(^|[\s"'=,])-{1,2}(all-|enable-)?static(-pie)?([\s"',]|$)|musl`

# What ENV and ARG say holds for all commands, and so does what a C program is configured with.
_static_everywhere(settings) := {language |
	some language, pattern in _dynamic
	regex.match(pattern, settings)
} | {"go" |
	# The value of what stands behind a $ is anybody's guess.
	regex.match(`CGO_ENABLED[=\s]\s*["']?(0|\$)`, settings)
}

_settings(lineage, executed) := concat("\n", array.concat(
	[text |
		some stage in lineage
		some step in steps.by_stage[stage]
		step.cmd in {"env", "arg"}
		some text in array.concat(step.values, [bare | some name in step.values; step.cmd == "arg"; bare := _bare(name)])
	],
	[concat(" ", command.words) |
		some command in executed
		_is_setting(command.words)
	],
))

# An ARG without a value gets it from outside.
_bare(name) := concat("", [name, "=$"]) if not contains(name, "=")

_is_setting(words) if words[0] == "export"

_is_setting(words) if endswith(words[0], "configure")

_is_setting(words) if array.slice(words, 0, 2) == ["go", "env"]

_is_static(language, command) if regex.match(_dynamic[language], concat(" ", command.words))

_is_static(language, command) if {
	some name, value in command.assignments
	name != "CGO_ENABLED"
	regex.match(_dynamic[language], concat("", [name, "=", value]))
}

_is_static("go", command) if command.assignments.CGO_ENABLED in {"0", null}

_is_static("go", command) if command.assignments.GOOS in {"darwin", "js", "wasip1", "windows"}

# METADATA
# description: >-
#   Whether a path that is copied from a stage may be, or hold, what its builds write. Certificates, time zones, pages
#   and scripts run anywhere.
may_be_built(path, index) if {
	not regex.match(`^/?(etc|usr/share|var/lib)/|\.[a-z]+$|musl`, path)
	some build in against_glibc[index]
	_may_hold(trim_right(path, "/"), build.output, index)
}

may_be_built(path, index) if {
	regex.match(`\.(so|bin|elf|exe)$`, path)
	some build in against_glibc[index]
	_may_hold(path, build.output, index)
}

# Where no command says what it writes, it may be anything.
_may_hold(_, "", _)

_may_hold(_, output, _) if contains(output, "$")

_may_hold(path, _, _) if patterns.has_wildcard(path)

_may_hold(path, output, _) if startswith(concat("", [output, "/"]), concat("", [path, "/"]))

# `-o /out/` is a folder.
_may_hold(path, output, _) if {
	endswith(output, "/")
	startswith(path, output)
}

# Relative to a directory that the stage works in: by its name, or with all of that directory.
_may_hold(path, output, _) if {
	not startswith(output, "/")
	parts := split(path, "/")
	parts[count(parts) - 1] in split(output, "/")
}

_may_hold(path, output, index) if {
	not startswith(output, "/")
	_directories[index][path]
}

_directories[index] := {trim_right(step.values[0], "/") |
	some stage in stages.lineage_of(index)
	some step in steps.by_stage[stage]
	step.cmd == "workdir"
} if {
	some index in copies.from
}

_output(words) := words[at + 1] if {
	at := min([at | some at, word in words; word == "-o"])
} else := ""
