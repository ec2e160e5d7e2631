package lib.caches_test

import data.lib.caches

_running(before, flags, script) := {"review": {"object": array.concat(before, [run])}, "settings": {}} if {
	run := object.union(_instruction("run", [script]), {"Flags": flags})
}

_instruction(command, values) := {"Cmd": command, "SubCmd": "", "Flags": [], "JSON": false, "Value": values, "Stage": 0}

_from := _instruction("from", ["a"])

_managers(list) := [entry.manager | some entry in list]

# All by script: the managers whose caches it leaves.
test_left_by_debian[script] if {
	some script, expected in {
		"apt-get update": ["apt"],
		"apt-get update && apt-get install -y gcc": ["apt"],
		"apt-get install -y gcc": [],
		"apt-get install --update gcc": ["apt"],
		"apt-get update; apt-get update": ["apt"],
		"apt-get update && apt-get clean": ["apt"],
		"apt-get update && apt-get distclean": [],
		"apt-get update && rm -rf /var/lib/apt/lists/*": [],
		"apt-get update && rm -rf /var/lib/apt/lists": [],
		"apt-get update && rm -rf /var/lib/apt/lists/": [],
		"apt-get update && rm -rf /var/lib/apt": [],
		"apt-get update && rm -rf /tmp/* /var/lib/apt/lists/* /x": [],
		"apt-get update && rm -rf /var/lib/{apt,dpkg}": [],
		"apt-get update && rm -rf \"/var/lib/apt/lists\"/*": [],
		"apt-get update && rm -rf /var/lib/apt/lists/*_*": [],
		"apt-get update && rm -rf /var/lib/*/lists": [],
		"apt-get update && rm -rf /var/lib/apt/lists/*.lz4": ["apt"],
		"apt-get update && rm -rf /var/lib/apt/listsx": ["apt"],
		"apt-get update && rm -rf /var/cache/apt/*": ["apt"],
		"apt-get update && rm -rf $X": ["apt"],
		"rm -rf /var/lib/apt/lists/* && apt-get update": ["apt"],
		"apt-get update; rm -rf /var/lib/apt/lists/*; apt-get update": ["apt"],
		"apt-get update && find /var/lib/apt/lists -type f -delete": [],
		"apt-get update && find /var/lib/apt/lists -mindepth 1 -exec rm -rf {} +": [],
		"apt-get update && find /var/lib/apt/lists -type f": ["apt"],
		"apt-get update && echo rm -rf /var/lib/apt/lists/*": ["apt"],
		"sudo apt-get update && sudo rm -rf /var/lib/apt/lists/*": [],
		"apt-get update && sh -c 'rm -rf /var/lib/apt/lists/*'": [],
	}
	found := caches.left with input as _running([_from], [], script)
	_managers(found) == expected
}

test_left_by_others[script] if {
	some script, expected in {
		"apk add gcc": ["apk"],
		"apk update": ["apk"],
		"apk add --no-cache gcc": [],
		"apk --no-cache add gcc": [],
		"apk update && apk add --no-cache gcc": ["apk"],
		"apk add --root /x gcc": [],
		"apk add gcc && rm -rf /var/cache/apk/*": [],
		"apk del gcc": [],
		"dnf install -y gcc": ["dnf"],
		"dnf install -y gcc && dnf clean all": [],
		"yum install -y gcc && dnf -y clean all": [],
		"microdnf install gcc && microdnf clean all": [],
		"dnf install gcc && dnf clean metadata": ["dnf"],
		"dnf clean all && dnf install gcc": ["dnf"],
		"yum install gcc && rm -rf /var/cache/yum": [],
		"dnf install gcc && rm -rf /var/cache/*": [],
		"dnf install --installroot /x gcc": [],
		"dnf --setopt=keepcache=0 install gcc": ["dnf"],
		"dnf remove gcc": [],
		"zypper in gcc": ["zypper"],
		"zypper ref && zypper in gcc && zypper cc -a": [],
		"zypper in gcc && rm -rf /var/cache/zypp/*": [],
	}
	found := caches.left with input as _running([_from], [], script)
	_managers(found) == expected
}

test_left_by_python[script] if {
	some script, expected in {
		"make": [],
		"pip install a": ["pip"],
		"pip install --no-cache-dir a": [],
		"pip --no-cache-dir install a": [],
		"pip install --no-index a": [],
		"python3 -m pip install a && pip cache purge": [],
		"pip install a && rm -rf ~/.cache/pip": [],
		"pip install a && rm -rf /root/.cache": [],
		"pip install a && rm -rf $HOME/.cache/*": [],
		"pip install a && rm -rf /home/app/.cache/pip": [],
		"pip install a && rm -rf /root/.cache/uv": ["pip"],
		"PIP_NO_CACHE_DIR=1 pip install a": [],
		"PIP_NO_CACHE_DIR=off pip install a": [],
		"PIP_NO_CACHE_DIR= pip install a": ["pip"],
		"env PIP_NO_CACHE_DIR=1 pip install a": [],
		"export PIP_NO_CACHE_DIR=1; pip install a": [],
		"pip install a; export PIP_NO_CACHE_DIR=1": ["pip"],
		"PIP_NO_CACHE_DIR=1 x; pip install a": ["pip"],
		"pip config set global.no-cache-dir true && pip install a": [],
		"pip install a && pip config set global.no-cache-dir true": ["pip"],
		"uv pip install a": ["uv"],
		"uv pip install --no-cache a": [],
		"UV_NO_CACHE=1 uv sync": [],
		"uv sync && uv cache clean": [],
		"npm i a": [],
		"apt-get update && pip install a": ["apt", "pip"],
	}
	found := caches.left with input as _running([_from], [], script)
	_managers(found) == expected
}

# By mount: whether it covers the lists.
test_mounts[mount] if {
	some mount, expected in {
		"type=cache,target=/var/lib/apt/lists": [],
		"type=cache,target=/var/lib/apt/lists/": [],
		"type=cache,target=/var/lib/apt,sharing=locked": [],
		"type=tmpfs,dst=/var/lib/apt/lists": [],
		"type=cache,target=var/lib/apt": [],
		"type=cache,target=/var/cache/apt": ["apt"],
		"type=cache,target=/var/lib/apt/lists/partial": ["apt"],
	}
	found := caches.left with input as _running([_from], [concat("", ["--mount=", mount])], "apt-get update")
	_managers(found) == expected
}

# By mount: whether it covers the cache of pip.
test_mounts_at_home[mount] if {
	some mount, expected in {
		"type=cache,target=/root/.cache/pip": [],
		"type=cache,target=/root/.cache": [],
		"type=cache,target=/root": [],
		"type=cache,target=/home/app/.cache/pip": [],
		"type=cache,target=/root/.cache/uv": ["pip"],
	}
	found := caches.left with input as _running([_from], [concat("", ["--mount=", mount])], "pip install a")
	_managers(found) == expected
}

# By what stands before: whether pip leaves its cache.
test_earlier_instructions[note] if {
	some note, [before, expected] in {
		"ENV": [[_instruction("env", ["PIP_NO_CACHE_DIR", "1", "="])], []],
		"ENV false": [[_instruction("env", ["PIP_NO_CACHE_DIR", "false", "="])], []],
		"empty ENV": [[_instruction("env", ["PIP_NO_CACHE_DIR", "", "="])], ["pip"]],
		"ARG": [[_instruction("arg", ["PIP_NO_CACHE_DIR=1"])], []],
		"other ENV": [[_instruction("env", ["PIP", "1", "="])], ["pip"]],
		"configuration": [[_instruction("run", ["pip config set install.no-cache-dir 1"])], []],
		"export": [[_instruction("run", ["export PIP_NO_CACHE_DIR=1; pip list"])], ["pip"]],
	}
	found := caches.left with input as _running(array.concat([_from], before), [], "pip install a")
	_managers(found) == expected
}

test_leftovers_are_described if {
	[leftover] := caches.left with input as _running([_from], [], "x; apt-get -q update; apt-get update")
	[leftover.manager, leftover.directory, leftover.number, leftover.step.at] == ["apt", "/var/lib/apt/lists", 2, 1]
	leftover.command.words == ["apt-get", "-q", "update"]
}
