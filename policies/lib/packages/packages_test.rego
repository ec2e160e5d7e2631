package lib.packages_test

import data.lib.dockerfile_test
import data.lib.packages

# The input for rules when these scripts are run one after the other.
_running(scripts) := {"review": {"object": array.concat(built.review.object, runs)}, "settings": {}} if {
	built := dockerfile_test.built(["FROM a", "ENV DEPS=gcc"], {})
	runs := [{"Cmd": "run", "SubCmd": "", "Flags": [], "JSON": false, "Value": [script], "Stage": 0} |
		some script in scripts
	]
}

# The names of what runs keep.
_kept := [installation.name | some run in packages.final; some installation in run.kept]

# By script: the packages that it installs and keeps.
test_kept[script] if {
	some script, expected in {
		"apt-get install gcc make": ["gcc", "make"],
		"apt-get install -y gcc && apt-get purge -y gcc": [],
		"apt-get install -y gcc make && apt-get remove make": ["gcc"],
		"apt-get remove gcc && apt-get install gcc": ["gcc"],
		"apt-get install gcc && apt-get install curl gcc-": ["curl"],
		"apt-get install gcc g++ make && apt-get purge 'g*'": ["make"],
		"apt-get install gcc && apt-get autoremove": ["gcc"],
		"apt-get install gcc && apt-get autoremove gcc": [],
		"apt-get install $DEPS && apt-get purge $DEPS": [],
		"deps='gcc make'; apt-get install $deps curl; apt-get purge --auto-remove $deps": ["curl"],
		"deps=$(x); apt-get install $deps curl": ["curl"],
		"apt-get install gcc && apt-get purge -y $(diff a b)": [],
		"apt-get purge -y $(diff a b) && apt-get install gcc": ["gcc"],
		"apk add gcc && apk del $UNKNOWN": [],
		"apt-get build-dep foo": ["foo"],
		"m=$(apt-mark showmanual); apt-get install gcc; apt-mark auto '.*'; apt-mark manual $m; apt autopurge": [],
		"apt-get install gcc libx; apt-mark auto '.*'; apt-mark manual libx; apt-get purge --auto-remove": ["libx"],
		"apt-get install gcc; apt-mark auto '.*'": ["gcc"],
		"apt-get purge --auto-remove; apt-mark auto '.*'; apt-get install gcc": ["gcc"],
		"apt-get install gcc make; apt-mark auto gcc; apt-get autoremove": ["make"],
		"apt-get install gcc; apt-mark auto $x; apt-get -y autoremove": [],
		"apk add --no-cache gcc": ["gcc"],
		"apk add --virtual .deps gcc make && apk del .deps": [],
		"apk add -t .deps=1 gcc && apk add curl && apk del .deps=1": ["gcc", "curl"],
		"apk add gcc curl && apk del gcc": ["curl"],
		"apk add --virtual .a gcc && apk del .b": ["gcc"],
		"dnf install -y gcc @development-tools && dnf remove gcc": ["@development-tools"],
		"yum groupinstall 'Development Tools' gcc": ["@Development Tools", "@gcc"],
		"yum groupinstall 'Development Tools' && yum groupremove 'Development Tools'": [],
		"yum install gcc && yum history undo last": [],
		"dnf install gcc-11.3.1 && yum erase gcc": [],
		"zypper in -t pattern devel_basis && zypper in gcc": ["@devel_basis", "gcc"],
		"pip install Flask[async]==1 && pip uninstall -y flask": [],
		"pip install flask && apt-get remove flask": ["flask"],
		"npm i -g a && npm rm -g a": [],
		"apt-get update": [],
	}
	_kept == expected with input as _running([script])
}

test_runs_without_package_managers_are_left_out if {
	packages.final == [] with input as _running(["make"])
}

test_later_runs_undo_nothing if {
	found := packages.final with input as _running(["apt-get install gcc", "apt-get purge gcc"])
	[[installation.name | some installation in run.kept] | some run in found] == [["gcc"], []]
}

test_installations_are_described if {
	[run] := packages.final with input as _running(["x; apk add -t g gcc=1"])
	[installation] := run.kept
	object.remove(installation, ["command"]) == {
		"manager": "apk",
		"verb": "install",
		"name": "gcc",
		"group": "g",
		"number": 4,
		"at": 1,
	}
	installation.command == run.commands[1]
	run.uses[0].at == 1
	run.step.at == 2
}
