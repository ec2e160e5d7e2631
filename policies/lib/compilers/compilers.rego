# METADATA
# title: Compilers and build systems
# description: >-
#   Which commands turn sources into what runs. Installing the dependencies of an interpreted program is not among it.
package lib.compilers

import data.lib.shell_wrappers

# METADATA
# description: >-
#   What a command's words compile: {"language": go, rust, c, java, dotnet, javascript, …, or "" where the build system
#   is for any, "shown": how a message names the command}. Undefined for what compiles nothing.
use(words) := found if {
	found := _use(_words(words))
	not _is_question(words)
}

# Who asks for the version or for help compiles nothing.
_is_question(words) if {
	count(words) == 2
	words[1] in {"--version", "-version", "-v", "-V", "version", "--help", "-help", "-h", "help"}
}

# What runs a program of a package is passed over.
_words(words) := _of_program(array.slice(rest, 1, count(rest))) if {
	program := shell_wrappers.program(words[0])
	rest := _behind_options(program, words)
	rest[0] in {"exec", "dlx", "x"}
	program in {"npm", "pnpm", "yarn", "bun"}
} else := _of_program(rest) if {
	program := shell_wrappers.program(words[0])
	program in {"npx", "bunx"}
	rest := _behind_options(program, words)
} else := array.concat([program], _behind_options(program, words)) if {
	program := shell_wrappers.program(words[0])
	program in {"npm", "pnpm", "yarn", "bun"}
} else := _of_program(words)

_of_program(words) := array.concat([shell_wrappers.program(words[0])], array.slice(words, 1, count(words)))

# The words from the first on that is no option, nor the value of one, nor the name of a workspace.
_behind_options(program, words) := array.slice(words, start, count(words)) if {
	start := min([at |
		some at, word in words
		at > 0
		not startswith(word, "-")
		not _valued[words[at - 1]]
		not _is_of_workspace(program, words, at)
	])
} else := []

# https://docs.npmjs.com/cli, https://pnpm.io/cli/run, https://yarnpkg.com/cli
_valued := {
	"-C", "-F", "-p", "-w",
	"--cwd", "--dir", "--filter", "--loglevel", "--package", "--prefix", "--registry", "--workspace",
}

_is_of_workspace("yarn", words, at) if "workspace" in array.slice(words, max([0, at - 1]), at + 1)

_use(words) := {"language": language, "shown": words[0]} if {
	language := _programs[_unversioned(words[0])]
} else := {"language": found.language, "shown": concat(" ", [words[0], verb])} if {
	found := _with_verbs[words[0]]
	verb := [operand | some operand in _operands(words); _is_verb(operand, found.verbs)][0]
} else := {"language": "javascript", "shown": concat(" ", [words[0], words[1], script])} if {
	words[0] in {"npm", "pnpm", "yarn", "bun"}
	words[1] in {"run", "run-script"}
	script := [word | some word in array.slice(words, 2, count(words)); not startswith(word, "-")][0]
	_is_build(script)
} else := {"language": "javascript", "shown": concat(" ", array.slice(words, 0, 2))} if {
	words[0] in {"pnpm", "yarn", "bun"}
	_is_build(words[1])
}

# gcc-13 and clang-19 are gcc and clang.
_unversioned(program) := parts[1] if {
	pattern := `^(?:.*-linux-(?:gnu|musl)[a-z]*-)?(gcc|g\+\+|clang|clang\+\+|gfortran)(?:-[0-9.]+)?$`
	[parts] := regex.find_all_string_submatch_n(pattern, program, 1)
} else := program

_programs := object.union(_javascript, {
	"gmake": "", "make": "", "ninja": "", "ninja-build": "",
	"c++": "c", "cc": "c", "clang": "c", "clang++": "c", "cmake": "c", "g++": "c", "gcc": "c", "gfortran": "c",
	"nvcc": "c", "scons": "c", "tcc": "c",
	"csc": "dotnet", "msbuild": "dotnet",
	"ant": "java", "groovyc": "java", "javac": "java", "kotlinc": "java", "native-image": "java", "scalac": "java",
	"dmd": "d", "ldc2": "d",
	"fpc": "pascal",
	"ghc": "haskell",
	"ocamlfind": "ocaml", "ocamlopt": "ocaml",
	"rustc": "rust",
	"swiftc": "swift",
})

# https://www.typescriptlang.org/docs/handbook/compiler-options.html and the bundlers
_javascript := {
	"tsc": "javascript", "webpack": "javascript", "rollup": "javascript", "esbuild": "javascript", "tsup": "javascript",
	"parcel": "javascript",
}

# Programs that compile when one of their operands says so.
_with_verbs := {
	"go": {"language": "go", "verbs": {"build", "install"}},
	"cargo": {"language": "rust", "verbs": {"build", "install", "rustc", "b", "auditable", "zigbuild"}},
	"mvn": {"language": "java", "verbs": _of_maven}, "mvnw": {"language": "java", "verbs": _of_maven},
	"mvnd": {"language": "java", "verbs": _of_maven},
	"gradle": {"language": "java", "verbs": _of_gradle}, "gradlew": {"language": "java", "verbs": _of_gradle},
	"sbt": {"language": "java", "verbs": {"compile", "package", "assembly", "stage", "dist", "publishLocal"}},
	"lein": {"language": "java", "verbs": {"compile", "jar", "uberjar"}},
	"dotnet": {"language": "dotnet", "verbs": {"build", "publish", "pack", "msbuild"}},
	"meson": {"language": "c", "verbs": {"compile", "install"}},
	"bazel": {"language": "", "verbs": {"build"}}, "bazelisk": {"language": "", "verbs": {"build"}},
	"zig": {"language": "zig", "verbs": {"build", "build-exe", "cc", "c++"}},
	"swift": {"language": "swift", "verbs": {"build"}},
	"stack": {"language": "haskell", "verbs": {"build", "install"}},
	"cabal": {"language": "haskell", "verbs": {"build", "install", "v2-build", "v2-install", "new-build"}},
	"dart": {"language": "dart", "verbs": {"compile"}},
	"flutter": {"language": "dart", "verbs": {"build"}},
	"crystal": {"language": "crystal", "verbs": {"build"}}, "shards": {"language": "crystal", "verbs": {"build"}},
	"mix": {"language": "elixir", "verbs": {"compile", "release"}},
	"rebar3": {"language": "erlang", "verbs": {"compile", "release", "escriptize"}},
	"wasm-pack": {"language": "rust", "verbs": {"build"}},
	"xcaddy": {"language": "go", "verbs": {"build"}},
	"dune": {"language": "ocaml", "verbs": {"build"}}, "nim": {"language": "nim", "verbs": {"c", "cpp", "compile"}},
	"next": {"language": "javascript", "verbs": {"build"}}, "vite": {"language": "javascript", "verbs": {"build"}},
	"ng": {"language": "javascript", "verbs": {"build"}}, "nest": {"language": "javascript", "verbs": {"build"}},
	"nx": {"language": "javascript", "verbs": {"build"}}, "turbo": {"language": "javascript", "verbs": {"build"}},
}

# https://maven.apache.org/guides/introduction/introduction-to-the-lifecycle.html, and plugins' goals
_of_maven := {"compile", "test-compile", "package", "verify", "install", "deploy"}

# https://docs.gradle.org/current/userguide/java_plugin.html and those of its relatives
_of_gradle := {
	"build", "assemble", "jar", "war", "classes", "bootJar", "bootWar", "shadowJar", "installDist", "distTar",
	"distZip", "nativeCompile", "compileJava", "compileKotlin", "buildFatJar", "installShadowDist", "quarkusBuild",
}

_operands(words) := [word | some word in array.slice(words, 1, count(words)); not startswith(word, "-")]

_is_verb(operand, verbs) if verbs[operand]

# :app:bootJar is a task of a project within the project.
_is_verb(operand, verbs) if {
	contains(operand, ":")
	parts := split(operand, ":")
	verbs[parts[count(parts) - 1]]
	parts[0] == ""
}

# `build`, and by custom its variants, `build:prod`.
_is_build(script) if regex.match(`^(build|compile|bundle)([:_-].*)?$`, script)
