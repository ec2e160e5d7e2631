# METADATA
# title: Native builds
# description: >-
#   Stages that compile programs which need the C library of the stage, as far as their commands tell. Whoever asks for
#   a static program anywhere in the stage is taken to mean all of them.
package lib.native_builds

import data.lib.base_images
import data.lib.commands
import data.lib.compilers
import data.lib.reference
import data.lib.stages
import data.lib.steps

# METADATA
# description: >-
#   What a stage and those below it compile against glibc: [{"language", "output": the path that a command names for the
#   result, or ""}]; empty where none does, or nobody can tell.
against_glibc(index) := [{"language": language, "output": _output(command.words)} |
	lineage := stages.lineage_of(index)
	base_images.facts(reference.parse(stages.all[lineage[0]].base.name)).libc == "glibc"
	text := text_of(index)
	some stage in lineage
	some run in commands.by_stage[stage]
	some command in run.commands
	language := _language(command.words, text)
	not regex.match(_static[language], text)
]

# METADATA
# description: All that the RUN, ENV and ARG of a stage and those below it say.
text_of(index) := concat("\n", [text |
	some stage in stages.lineage_of(index)
	some step in steps.by_stage[stage]
	step.cmd in {"run", "env", "arg"}
	some text in array.concat(step.values, [heredoc.Content | some heredoc in step.heredocs])
])

# METADATA
# description: >-
#   Whether a stage or one below it has a heredoc: with its content, what is known rests on a heredoc; without, as in
#   conftest, nothing is known.
heredocs(index) := {_knowledge[count(step.heredocs) == 0] |
	some stage in stages.lineage_of(index)
	some step in steps.by_stage[stage]
	step.cmd == "run"
	contains(concat(" ", step.values), "<<")
}

_knowledge := {true: "unknown", false: "known"}

_language(words, text) := use.language if {
	use := compilers.use(words)
	_static[use.language]
	not _is_for_other_systems(use.language, words)
} else := "c" if {
	# make is for any language, what `configure` writes is for C
	compilers.use(words).language == ""
	regex.match(`(^|[\s/])configure(\s|$)`, text)
}

# .NET's programs are managed code unless they are published for a runtime identifier.
_is_for_other_systems("dotnet", words) if {
	count([word | some word in words; regex.match(`(^|=)linux-(x64|arm64|arm)$`, word)]) == 0
}

# By language: what makes a program static, or builds it for musl.
# https://pkg.go.dev/cmd/cgo, https://doc.rust-lang.org/reference/linkage.html,
# https://gcc.gnu.org/onlinedocs/gcc/Link-Options.html
_static := {
	"go": `CGO_ENABLED[=\s]\s*["']?(0|\$)|-static|netgo|musl|linkmode[= ]internal|GOOS=(windows|darwin|js|wasip1)`,
	"rust": `musl|crt-static|-static`,
	"c": `-static|musl`,
	"haskell": `-static|musl`,
	"swift": `-static-executable|-static-stdlib|musl`,
	"crystal": `-static|musl`,
	"d": `-static|musl`,
	"nim": `-static|musl`,
	"ocaml": `-static|musl`,
	"dotnet": `linux-musl`,
}

# METADATA
# description: >-
#   Whether a path that is copied from a stage may be, or hold, what its builds write. Certificates, time zones, pages
#   and scripts run anywhere.
may_be_built(path, index, builds) if {
	not regex.match(`^/?(etc|usr/share|var)/|\.[a-z]+$`, path)
	some build in builds
	_may_hold(trim_right(path, "/"), build.output, index)
}

may_be_built(path, index, builds) if {
	regex.match(`\.(so|bin|elf|exe)$`, path)
	some build in builds
	_may_hold(path, build.output, index)
}

# Where no command says what it writes, it may be anything.
_may_hold(_, output, _) if regex.match(`^$|\$`, output)

_may_hold(path, _, _) if regex.match(`[*?\[]`, path)

_may_hold(path, output, _) if startswith(concat("", [output, "/"]), concat("", [path, "/"]))

# Relative to a directory that the stage works in: by its name, or with all of that directory.
_may_hold(path, output, _) if {
	not startswith(output, "/")
	parts := split(path, "/")
	parts[count(parts) - 1] in split(output, "/")
}

_may_hold(path, output, index) if {
	not startswith(output, "/")
	some stage in stages.lineage_of(index)
	some step in steps.by_stage[stage]
	step.cmd == "workdir"
	trim_right(step.values[0], "/") == path
}

_output(words) := words[at + 1] if {
	at := min([at | some at, word in words; word == "-o"])
} else := ""
