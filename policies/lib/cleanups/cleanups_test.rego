package lib.cleanups_test

import data.lib.caches
import data.lib.cleanups
import data.lib.dockerfile_test

# By script of the first RUN: what is written there, if anything; a second RUN reads no lists.
test_fixes[script] if {
	some script, expected in {
		"apt-get update && apt-get install a": [" && rm -rf /var/lib/apt/lists/*"],
		"apt-get update; (apt-get upgrade)": [" && rm -rf /var/lib/apt/lists/*"],
		"sudo apt-get update && sudo apt-get install a": [" && sudo rm -rf /var/lib/apt/lists/*"],
		"sudo -E apt-get update && sudo -E apt-get install a": [],
		"apt-get update": [],
		"apt-get update && apt-get install a;": [],
		"apt-get update && apt-get install a &": [],
		"apt-get update && apt-get install a # b": [],
		"/usr/bin/dnf install a": [" && dnf clean all"],
		"zypper install a": [" && zypper clean --all"],
		"apk update && apk add a": [" --no-cache", " --no-cache"],
		"pip install a || pip3 install a": [" --no-cache-dir", " --no-cache-dir"],
		"uv pip sync a": [" --no-cache"],
		"pip 'install' a": [],
		"i=install; pip $i a": [],
		"sh -c 'pip install a'": [],
		"pip install a && sh -c 'pip install b'": [],
		"echo $(dnf install a)": [],
	}
	cleanup := cleanups.fix(caches.left[0]) with input as _input([script, "make"])
	[edit.text | some edit in cleanup.fix.edits] == expected
}

# By script of a later RUN: whether the lists may go.
test_lists_that_are_needed_later[script] if {
	some script, expected in {
		"apt-get install b": 0,
		"aptitude install b": 0,
		"apt-get update && apt-get install b": 1,
		"cat <<EOF": 0,
		"echo chapter": 1,
	}
	cleanup := cleanups.fix(caches.left[0]) with input as _input(["apt-get update && apt-get install a", script])
	count(cleanup) == expected
}

_input(scripts) := dockerfile_test.built(lines, {}) if {
	lines := array.concat(["FROM a"], [concat(" ", ["RUN", script]) | some script in scripts])
}
