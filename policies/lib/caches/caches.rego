# METADATA
# title: Caches of package managers
# description: >-
#   What package managers leave behind that the image does not need. Packages of apt are not among it: the official
#   images of Debian and Ubuntu delete these at once (/etc/apt/apt.conf.d/docker-clean).
package lib.caches

import data.lib.mounts
import data.lib.package_managers
import data.lib.packages
import data.lib.patterns
import data.lib.variables

# METADATA
# description: >-
#   What the runs of the final image leave, one entry for each run and manager: {"manager", "directory", "command": the
#   first that fills the cache and is not cleaned up after, that of lib.commands, "number": the index of the word that
#   says so, "filling": all of these, as {"command", "number"}, "uses": what else the run says to the manager behind the
#   first, as lib.packages has it, "step"}.
left := [leftover |
	some number, run in packages.final
	some manager, directories in _directories
	not _is_mounted(manager, run.step)
	filling := [use |
		some use in run.uses
		use.manager == manager
		_fills(number, use)
		not _is_emptied_after(number, manager, use.at)
	]
	command := run.commands[filling[0].at]
	leftover := {
		"manager": manager,
		"directory": directories[0],
		"command": command,
		"number": filling[0].verb_at,
		"filling": [{"command": run.commands[use.at], "number": use.verb_at} | some use in filling],
		"uses": [use | some use in run.uses; use.manager == manager; use.at >= filling[0].at],
		"step": run.step,
	}
]

# Where they are, the first for a message; `~` is any user's home.
_directories := {
	"apt": ["/var/lib/apt/lists"],
	"apk": ["/var/cache/apk", "/etc/apk/cache"],
	"dnf": ["/var/cache/dnf", "/var/cache/yum", "/var/cache/libdnf5", "/var/cache/tdnf"],
	"zypper": ["/var/cache/zypp"],
	"pip": ["~/.cache/pip"],
	"uv": ["~/.cache/uv"],
}

# What fills a cache, and by which options it does not, or does so elsewhere.
_filling := {
	"apt": {"verbs": {"update"}, "unless": set()},
	"apk": {"verbs": {"install", "update", "upgrade"}, "unless": {"--no-cache", "--cache-dir", "--root", "-p"}},
	"dnf": {"verbs": {"install", "build-dep", "update", "upgrade"}, "unless": {"--installroot"}},
	"zypper": {
		"verbs": {"install", "build-dep", "update", "upgrade"},
		"unless": {"--cache-dir", "--installroot", "--root", "-R"},
	},
	# optparse takes the beginning of an option for it
	"pip": {"verbs": {"install"}, "unless": {"--no-cache-dir", "--no-cache", "--no-index", "--cache-dir"}},
	"uv": {
		"verbs": {"install"},
		"unless": {"--no-cache", "--no-cache-dir", "-n", "--no-index", "--offline", "--cache-dir"},
	},
}

_fills(number, use) if {
	filling := _filling[use.manager]
	filling.verbs[use.verb]
	not package_managers.has(_words(number, use), use, filling.unless)
	not _is_disabled(number, use)
}

# apt-get(8): --update, since 2.9.
_fills(number, use) if {
	use.manager == "apt"
	use.verb in {"install", "upgrade", "build-dep"}
	package_managers.has(_words(number, use), use, {"-U", "--update"})
}

_words(number, use) := packages.final[number].commands[use.at].words

# By manager: the variables that, unless empty, switch the cache off or move it. pip takes false for true:
# https://github.com/pypa/pip/blob/25.0/src/pip/_internal/cli/cmdoptions.py (_handle_no_cache_dir)
_switches := {
	"pip": {"PIP_NO_CACHE_DIR", "PIP_CACHE_DIR", "PIP_NO_INDEX"},
	"uv": {"UV_NO_CACHE", "UV_CACHE_DIR"},
}

_is_disabled(number, use) if {
	some name in _switches[use.manager]
	packages.final[number].commands[use.at].assignments[name] != ""
}

_is_disabled(number, use) if {
	some name in _switches[use.manager]
	min(_assigned[number][name]) < use.at
}

_is_disabled(number, use) if {
	some name in _switches[use.manager]
	variables.value(name, packages.final[number].step) != ""
}

_is_disabled(number, use) if {
	use.manager == "pip"
	min(_configured) < [number, use.at]
}

# By run and name: the commands that set a variable for those behind them.
_assigned[number][name] contains at if {
	some number, run in packages.final
	some at, command in run.commands
	some name, value in command.assignments
	value != ""
	_is_lasting(command.words)
}

_is_lasting([])

_is_lasting(words) if words[0] == "export"

# `pip config set global.no-cache-dir true`
_configured contains [number, use.at] if {
	some number, run in packages.final
	some use in run.uses
	use.verb == "configure"
	run.step.rests_on == "nothing" # or else conftest would not know of it
	contains(run.commands[use.at].words[use.operands[0]], "no-cache-dir")
}

_is_mounted(manager, step) if {
	some target in mounts.targets(step)
	some directory in _directories[manager]
	_covers(target, directory)
}

_is_emptied_after(number, manager, at) if max(_emptied[number][manager]) > at

# By run and manager: the commands that empty the cache.
_emptied[number][manager] contains at if {
	some number, run in packages.final
	some at, command in run.commands
	some path in _deleted(command.words)
	contains(path, "/")
	some manager, directories in _directories
	some directory in directories
	_covers(path, directory)
}

_emptied[number][use.manager] contains use.at if {
	some number, run in packages.final
	some use in run.uses
	use.verb == "clean"
}

_deleted(words) := [word | some word in array.slice(words, 1, count(words)); not startswith(word, "-")] if {
	words[0] in {"rm", "/bin/rm", "/usr/bin/rm"}
} else := array.slice(words, 1, first) if {
	words[0] == "find"
	given := {word | some word in words}
	count({"-delete", "rm", "/bin/rm"} & given) > 0
	count({"-name", "-iname", "-path", "-ipath", "-wholename", "-regex", "-iregex"} & given) == 0
	first := min([at | some at, word in words; regex.match(`^[-(!]`, word)])
}

# Whether a path to be deleted, which may be a pattern, takes a directory's contents with it.
_covers(path, directory) if {
	path != ""
	not patterns.has_wildcard(path)
	startswith(concat("", [directory, "/"]), concat("", [_at_home(trim_right(path, "/")), "/"]))
}

_covers(path, directory) if {
	patterns.has_wildcard(path)
	wanted := split(_at_home(trim_right(path, "/")), "/")
	parts := array.concat(split(directory, "/"), [object.get(_contents, directory, "")])
	count(wanted) <= count(parts)
	every at, part in wanted {
		patterns.may_match(part, parts[at])
	}
}

# What is in the directories, for patterns that say more than `*`.
_contents := {"/var/lib/apt/lists": "deb.debian.org_dists_stable_InRelease", "/var/cache/apk": "APKINDEX.tar.gz"}

_at_home(path) := concat("", ["~/.cache", parts[count(parts) - 1]]) if {
	parts := split(path, "/.cache")
	count(parts) > 1
} else := "~" if {
	regex.match(`^(~|/root|/home/[^/]+|\$HOME|\$\{HOME\})$`, path)
} else := path
