package lib.package_managers_test

import data.lib.package_managers

# What a command without quotes says: [manager, verb, operands].
_said(command) := [use.manager, use.verb, operands] if {
	words := split(command, " ")
	use := package_managers.use(words)
	operands := concat(" ", [word | some at in use.operands; word := words[at]])
}

# By command: what it says, with its operands.
test_debian[command] if {
	some command, expected in {
		"apt-get install gcc make": ["apt", "install", "gcc make"],
		"apt-get -y install --no-install-recommends gcc": ["apt", "install", "gcc"],
		"apt-get install -t bookworm-backports gcc": ["apt", "install", "gcc"],
		"apt-get install --target-release sid gcc": ["apt", "install", "gcc"],
		"apt-get install -tsid gcc": ["apt", "install", "gcc"],
		"apt-get -o Dpkg::Options::=--force-confnew -c f install gcc": ["apt", "install", "gcc"],
		"apt-get -qq -oDebug::x=1 install gcc": ["apt", "install", "gcc"],
		"apt-get install -- gcc -x": ["apt", "install", "gcc -x"],
		"/usr/bin/apt-get install gcc": ["apt", "install", "gcc"],
		"apt install gcc": ["apt", "install", "gcc"],
		"aptitude install gcc": ["apt", "install", "gcc"],
		"apt-get build-dep -y foo": ["apt", "build-dep", "foo"],
		"apt-get update": ["apt", "update", ""],
		"apt-get -y dist-upgrade": ["apt", "upgrade", ""],
		"apt-get remove gcc": ["apt", "remove", "gcc"],
		"apt-get purge -y --auto-remove gcc": ["apt", "remove", "gcc"],
		"apt-get autoremove -y": ["apt", "autoremove", ""],
		"apt autopurge": ["apt", "autoremove", ""],
		"apt-get clean": ["apt", "other", ""],
		"apt-get distclean": ["apt", "clean", ""],
		"apt dist-clean": ["apt", "clean", ""],
		"apt-get": ["apt", "other", ""],
		"apt-get moo x": ["apt", "other", "x"],
		"apt-mark auto .*": ["apt-mark", "mark", ".*"],
		"apt-mark manual gcc": ["apt-mark", "keep", "gcc"],
		"apt-mark showmanual": ["apt-mark", "other", ""],
	}
	_said(command) == expected
}

test_others[command] if {
	some command, expected in {
		"apk add gcc": ["apk", "install", "gcc"],
		"apk add --no-cache --virtual .deps gcc": ["apk", "install", "gcc"],
		"apk add -t .deps gcc": ["apk", "install", "gcc"],
		"apk --update -X https://h/main add gcc": ["apk", "install", "gcc"],
		"apk add --repository https://h/edge gcc": ["apk", "install", "gcc"],
		"apk add --repository=https://h/edge gcc": ["apk", "install", "gcc"],
		"apk del .deps": ["apk", "remove", ".deps"],
		"apk update": ["apk", "update", ""],
		"apk upgrade --no-cache": ["apk", "upgrade", ""],
		"dnf install -y gcc": ["dnf", "install", "gcc"],
		"dnf --enablerepo crb install gcc": ["dnf", "install", "gcc"],
		"dnf -y --setopt=install_weak_deps=0 install gcc": ["dnf", "install", "gcc"],
		"yum -y localinstall a.rpm": ["dnf", "install", "a.rpm"],
		"yum groupinstall x": ["dnf", "install", "x"],
		"dnf -y group install x": ["dnf", "install", "x"],
		"dnf module install nodejs:18": ["dnf", "install", "nodejs:18"],
		"microdnf install gcc": ["dnf", "install", "gcc"],
		"tdnf install gcc": ["dnf", "install", "gcc"],
		"dnf5 install gcc": ["dnf", "install", "gcc"],
		"dnf builddep x": ["dnf", "build-dep", "x"],
		"dnf remove gcc": ["dnf", "remove", "gcc"],
		"yum erase -y gcc": ["dnf", "remove", "gcc"],
		"yum history undo last": ["dnf", "undo", "last"],
		"yum -y history undo last": ["dnf", "undo", "last"],
		"dnf clean all": ["dnf", "clean", ""],
		"dnf clean metadata": ["dnf", "other", "metadata"],
		"yum -y update": ["dnf", "upgrade", ""],
		"zypper -n in gcc": ["zypper", "install", "gcc"],
		"zypper --non-interactive install -t pattern x": ["zypper", "install", "x"],
		"zypper ref": ["zypper", "update", ""],
		"zypper rm gcc": ["zypper", "remove", "gcc"],
		"zypper clean --all": ["zypper", "clean", ""],
		"zypper cc -a": ["zypper", "clean", ""],
		"pacman -Sy --noconfirm gcc": ["pacman", "install", "gcc"],
		"pacman -Rs gcc": ["pacman", "remove", "gcc"],
		"gem install -N -v 1.0 a": ["gem", "install", "a"],
		"conda install -y -c conda-forge a b": ["conda", "install", "a b"],
		"micromamba create -n x a": ["conda", "install", "a"],
	}
	_said(command) == expected
}

test_languages[command] if {
	some command, expected in {
		"pip install flask": ["pip", "install", "flask"],
		"pip3 install -r requirements.txt flask": ["pip", "install", "flask"],
		"pip3.12 install -i https://h/simple flask": ["pip", "install", "flask"],
		"pip --no-cache-dir install --upgrade pip": ["pip", "install", "pip"],
		"pip install -c c.txt -e . -t /x a": ["pip", "install", "a"],
		"python -m pip install a": ["pip", "install", "a"],
		"python3.12 -m pip install a": ["pip", "install", "a"],
		"/venv/bin/python -I -m pip install a": ["pip", "install", "a"],
		"pypy3 -m pip install a": ["pip", "install", "a"],
		"pip uninstall -y a": ["pip", "remove", "a"],
		"pip cache purge": ["pip", "clean", ""],
		"pip config set global.no-cache-dir true": ["pip", "configure", "global.no-cache-dir true"],
		"uv pip install --system -p 3.12 a": ["uv", "install", "a"],
		"uv sync --frozen": ["uv", "install", ""],
		"uv cache clean": ["uv", "clean", ""],
		"npm install -g a@1": ["npm", "install", "a@1"],
		"npm ci": ["npm", "install", ""],
		"npm --prefix x i a": ["npm", "install", "a"],
		"npm run build": ["npm", "other", "build"],
		"npm cache clean --force": ["npm", "clean", ""],
		"yarn": ["yarn", "install", ""],
		"yarn --frozen-lockfile": ["yarn", "install", ""],
		"yarn global add a": ["yarn", "install", "a"],
		"yarn build": ["yarn", "other", ""],
		"pnpm --filter x add a": ["pnpm", "install", "a"],
	}
	_said(command) == expected
}

test_other_commands_say_nothing[command] if {
	some command in ["make", "python3 x.py", "python3 -m venv x", "uvx pip", "pipx install a", "", "echo apt-get install"]
	not package_managers.use(split(command, " "))
}

test_uses_are_described if {
	words := ["apt-get", "-y", "-t", "sid", "install", "a", "--x", "b"]
	package_managers.use(words) == {
		"manager": "apt",
		"verb": "install",
		"said": "install",
		"verb_at": 4,
		"operands": [5, 7],
		"options": [1, 2, 6],
	}
}

test_use_without_a_verb_is_described if {
	package_managers.use(["uv", "pip"]) == {
		"manager": "uv",
		"verb": "other",
		"said": "",
		"verb_at": 1,
		"operands": [],
		"options": [],
	}
}

test_values_of_options if {
	words := ["apk", "add", "--virtual=.a", "-t", ".b", "gcc", "--no-cache"]
	use := package_managers.use(words)
	package_managers.value(words, use, {"--virtual"}) == ".a"
	package_managers.value(words, use, {"-t", "--virtual"}) == ".b"
	not package_managers.value(words, use, {"--root"})
	package_managers.has(words, use, {"--no-cache"})
	package_managers.has(words, use, {"--virtual"})
	not package_managers.has(words, use, {"--root"})
}
