# METADATA
# title: Package managers
# description: What a command says to a package manager.
package lib.package_managers

import data.lib.shell_wrappers

# METADATA
# description: >-
#   What a command's words say: {"manager": the family of programs, "verb": install, build-dep, remove, autoremove,
#   undo, update, upgrade, clean, mark, keep, configure or other, "said": that as written, "operands": the indices of
#   what follows it, "options": those of the options, "verb_at": that of the verb, or of the program}. Undefined for
#   other commands.
use(words) := object.union(said, {"manager": manager, "options": options, "verb_at": verb_at}) if {
	[manager, from] := _program(words)
	table := _table[manager]
	ends := min(array.concat([count(words)], [at | some at, word in words; at > from; word == "--"]))
	options := [at | some at, word in words; at > from; at < ends; _is_option(word)]
	taken := {value | some at in options; table.valued[words[at]]; value := at + 1}
	operands := [at | some at, word in words; at > from; not taken[at]; _is_operand(word, at, ends)]
	said := _said(words, table, operands, options)
	verb_at := array.concat(operands, [from])[0]
}

# METADATA
# description: >-
#   The value of the last of a use's options with one of the given names, with or without an equals sign; undefined
#   where there is none.
value(words, use_of_words, names) := values[count(values) - 1] if {
	values := [found |
		some at in use_of_words.options
		[option, equals] := _halves(words[at])
		names[option]
		found := _value_of(words, at, option, equals)
	]
}

_value_of(words, at, option, true) := substring(words[at], count(option) + 1, -1)

_value_of(words, at, _, false) := words[at + 1]

# METADATA
# description: Whether a use has one of the given options, with or without a value.
has(words, use_of_words, names) if {
	some at in use_of_words.options
	[option, _] := _halves(words[at])
	names[option]
}

_halves(option) := [split(option, "=")[0], contains(option, "=")]

_program(words) := ["uv", 1] if {
	shell_wrappers.program(words[0]) == "uv"
	words[1] == "pip"
} else := [manager, 0] if {
	manager := _managers[_unversioned(shell_wrappers.program(words[0]))]
} else := ["pip", at + 1] if {
	startswith(shell_wrappers.program(words[0]), "py")
	at := min([at | some at, word in array.slice(words, 0, 5); word == "-m"])
	words[at + 1] == "pip"
}

# pip3.12 is pip.
_unversioned(program) := "pip" if {
	startswith(program, "pip")
	trim_right(program, "0123456789.") == "pip"
} else := program

_managers[program] := manager if {
	some manager, table in _table
	some program in table.programs
}

_is_option(word) if {
	startswith(word, "-")
	word != "-"
}

_is_operand(word, at, ends) if {
	at < ends
	not _is_option(word)
}

_is_operand(_, at, ends) if at > ends

_said(words, table, operands, options) := {"verb": table.verbs[said], "said": said, "operands": rest} if {
	said := concat(" ", [words[operands[0]], words[operands[1]]])
	table.verbs[said]
	rest := array.slice(operands, 2, count(operands))
} else := {"verb": table.verbs[said], "said": said, "operands": rest} if {
	said := words[operands[0]]
	table.verbs[said]
	rest := array.slice(operands, 1, count(operands))
} else := {"verb": table.verbs[said], "said": said, "operands": operands} if {
	said := [said | some at in options; said := substring(words[at], 0, 2); table.verbs[said]][0] # pacman's
} else := {"verb": object.get(table.verbs, "", "other"), "said": "", "operands": []} if {
	count(operands) == 0
} else := {"verb": "other", "said": words[operands[0]], "operands": array.slice(operands, 1, count(operands))}

# By family: its programs, the options that take the next word for a value, and its verbs, whose names may be two
# words.
_table := {
	# apt-get(8), apt(8), aptitude(8)
	"apt": {
		"programs": {"apt", "apt-get", "aptitude"},
		"valued": {
			"-a", "-c", "-o", "-P", "-t", "--build-profiles", "--config-file", "--default-release", "--host-architecture",
			"--option", "--target-release",
		},
		"verbs": {
			"install": "install", "reinstall": "install", "build-dep": "build-dep", "satisfy": "other",
			"remove": "remove", "purge": "remove",
			"autoremove": "autoremove", "auto-remove": "autoremove", "autopurge": "autoremove",
			"update": "update", "upgrade": "upgrade", "dist-upgrade": "upgrade", "full-upgrade": "upgrade",
			"safe-upgrade": "upgrade", "distclean": "clean", "dist-clean": "clean",
		},
	},
	# apt-mark(8)
	"apt-mark": {"programs": {"apt-mark"}, "valued": {"-c", "-f", "-o"}, "verbs": {"auto": "mark", "manual": "keep"}},
	# apk(8), apk-add(8)
	"apk": {
		"programs": {"apk"},
		"valued": {
			"-p", "-t", "-X", "--arch", "--cache-dir", "--cache-max-age", "--keys-dir", "--progress-fd", "--repositories-file",
			"--repository", "--root", "--timeout", "--virtual", "--wait",
		},
		"verbs": {"add": "install", "del": "remove", "update": "update", "upgrade": "upgrade", "fix": "upgrade"},
	},
	# dnf(8), dnf5(8), yum(8), microdnf(8)
	"dnf": {
		"programs": {"dnf", "dnf5", "yum", "microdnf", "tdnf"},
		"valued": {
			"-c", "-d", "-e", "-R", "-x", "--color", "--comment", "--config", "--debuglevel", "--disable-repo",
			"--disableplugin", "--disablerepo", "--enable-repo", "--enableplugin", "--enablerepo", "--errorlevel",
			"--exclude", "--forcearch", "--installroot", "--randomwait", "--releasever", "--repo", "--repofrompath",
			"--repoid", "--rpmverbosity", "--setopt",
		},
		"verbs": {
			"install": "install", "localinstall": "install", "reinstall": "install", "in": "install",
			"groupinstall": "install", "group install": "install", "groups install": "install",
			"module install": "install", "builddep": "build-dep",
			"remove": "remove", "erase": "remove", "rm": "remove", "groupremove": "remove", "group remove": "remove",
			"groups remove": "remove", "autoremove": "autoremove", "history undo": "undo", "history rollback": "undo",
			"makecache": "update", "check-update": "update", "update": "upgrade", "upgrade": "upgrade",
			"upgrade-minimal": "upgrade", "update-minimal": "upgrade", "distro-sync": "upgrade", "swap": "other",
			"clean all": "clean",
		},
	},
	# zypper(8)
	"zypper": {
		"programs": {"zypper"},
		"valued": {
			"-D", "-R", "-c", "-p", "-r", "-t", "--cache-dir", "--config", "--from", "--installroot", "--pkg-cache-dir",
			"--plus-content", "--plus-repo", "--raw-cache-dir", "--repo", "--reposd-dir", "--root", "--solv-cache-dir", "--type",
		},
		"verbs": {
			"install": "install", "in": "install", "source-install": "build-dep", "si": "build-dep",
			"remove": "remove", "rm": "remove", "refresh": "update", "ref": "update",
			"update": "upgrade", "up": "upgrade", "patch": "upgrade", "dist-upgrade": "upgrade", "dup": "upgrade",
			"clean": "clean", "cc": "clean",
		},
	},
	# https://pip.pypa.io/en/stable/cli/
	"pip": {
		"programs": {"pip"},
		"valued": _options_of_pip,
		"verbs": {
			"install": "install", "download": "install", "wheel": "install", "uninstall": "remove",
			"cache purge": "clean", "config set": "configure",
		},
	},
	# https://docs.astral.sh/uv/reference/cli/
	"uv": {
		"programs": {"uv"},
		"valued": (_options_of_pip | {"-p", "-P", "--default-index", "--index", "--index-strategy", "--link-mode"}),
		"verbs": {
			"install": "install", "sync": "install", "add": "install", "uninstall": "remove", "remove": "remove",
			"cache clean": "clean", "cache prune": "clean",
		},
	},
	# https://docs.npmjs.com/cli/
	"npm": {
		"programs": {"npm"},
		"valued": {
			"-C", "-w", "--cache", "--include", "--loglevel", "--omit", "--prefix", "--registry", "--tag", "--userconfig",
			"--workspace",
		},
		"verbs": {
			"install": "install", "i": "install", "add": "install", "ci": "install", "clean-install": "install",
			"uninstall": "remove", "remove": "remove", "rm": "remove", "un": "remove", "cache clean": "clean",
		},
	},
	# https://classic.yarnpkg.com/en/docs/cli/
	"yarn": {
		"programs": {"yarn", "yarnpkg"},
		"valued": {"--cache-folder", "--cwd", "--modules-folder", "--mutex", "--network-timeout", "--registry"},
		"verbs": {
			"": "install", "install": "install", "add": "install", "global add": "install",
			"remove": "remove", "global remove": "remove", "cache clean": "clean",
		},
	},
	# https://pnpm.io/pnpm-cli
	"pnpm": {
		"programs": {"pnpm"},
		"valued": {"-C", "-F", "--dir", "--filter", "--loglevel", "--registry", "--store-dir"},
		"verbs": {"install": "install", "i": "install", "add": "install", "remove": "remove", "rm": "remove"},
	},
	# https://guides.rubygems.org/command-reference/
	"gem": {
		"programs": {"gem"},
		"valued": {"-i", "-n", "-P", "-s", "-v", "--bindir", "--install-dir", "--platform", "--source", "--version"},
		"verbs": {"install": "install", "i": "install", "uninstall": "remove", "cleanup": "clean"},
	},
	# https://docs.conda.io/projects/conda/en/stable/commands/
	"conda": {
		"programs": {"conda", "mamba", "micromamba"},
		"valued": {"-c", "-f", "-n", "-p", "--channel", "--file", "--name", "--prefix", "--solver"},
		"verbs": {
			"install": "install", "create": "install", "remove": "remove", "uninstall": "remove", "update": "upgrade",
			"clean": "clean",
		},
	},
	# pacman(8)
	"pacman": {
		"programs": {"pacman"},
		"valued": {"-b", "-r", "--cachedir", "--config", "--dbpath", "--ignore", "--root"},
		"verbs": {"-S": "install", "-U": "install", "-R": "remove"},
	},
}

_options_of_pip := {
	"-c", "-C", "-e", "-f", "-i", "-r", "-t", "--abi", "--build-constraint", "--cache-dir", "--cert", "--client-cert",
	"--config-settings", "--constraint", "--editable", "--exists-action", "--extra-index-url", "--find-links",
	"--global-option", "--group", "--implementation", "--index-url", "--keyring-provider", "--log", "--no-binary",
	"--only-binary", "--platform", "--prefix", "--progress-bar", "--proxy", "--python", "--python-version", "--report",
	"--requirement", "--retries", "--root", "--root-user-action", "--src", "--target", "--timeout", "--trusted-host",
	"--upgrade-strategy", "--use-deprecated", "--use-feature",
}
