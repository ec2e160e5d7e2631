package lib.package_names_test

import data.lib.package_names

# By manager and operand: the package's name.
test_names[concat(" ", [manager, operand])] if {
	some manager, expectations in {
		"apt": {
			"gcc": "gcc", "gcc=4:12*": "gcc", "gcc:amd64": "gcc", "gcc:amd64=1": "gcc", "gcc/stable": "gcc", "gcc-": "gcc",
			"gcc+": "gcc", "g++": "g++", "libstdc++6": "libstdc++6", "g++=$V": "g++", "gcc-*": "gcc-*", "php8.3": "php8.3",
		},
		"apk": {
			"gcc": "gcc", "gcc=1-r0": "gcc", "gcc~=1": "gcc", "gcc~1": "gcc", "gcc>=1": "gcc", "gcc<2": "gcc", "gcc@edge": "gcc",
			"g++": "g++", ".deps": ".deps", "!gcc": "gcc", "so:libc.so": "so:libc.so",
		},
		"dnf": {
			"gcc": "gcc", "gcc-c++": "gcc-c++", "gcc.x86_64": "gcc", "gcc-11.3.1-2.el9": "gcc", "gcc-1:11.3.1": "gcc",
			"gcc-11.3.1-2.el9.x86_64": "gcc", "java-17-openjdk-devel": "java-17-openjdk-devel", "python3.11": "python3.11",
			"gcc-toolset-12": "gcc-toolset-12", "@development-tools": "@development-tools",
			"@Development Tools": "@Development Tools", "*-devel": "*-devel", "glibc.i686": "glibc",
		},
		"zypper": {
			"gcc": "gcc", "gcc=1": "gcc", "gcc>1": "gcc", "+gcc": "gcc", "-gcc": "gcc", "gcc.x86_64": "gcc",
			"pattern:devel_basis": "@devel_basis",
		},
		"pip": {
			"flask": "flask", "Flask": "flask", "flask==1": "flask", "flask~=1": "flask", "flask[async]>=1": "flask",
			"flask>=1,<2": "flask", "a_b": "a-b", "zope.interface": "zope.interface", "x @ https://h/x.whl": "x",
		},
		"uv": {"A_b==1": "a-b"},
		"npm": {"a": "a", "a@1": "a", "@s/a": "@s/a", "@s/a@^1": "@s/a", "a@latest": "a"},
		"yarn": {"a@1": "a"},
		"pnpm": {"@s/a@1": "@s/a"},
		"gem": {"a": "a", "a:1.0": "a"},
		"conda": {"a": "a", "a=1": "a", "a>=1": "a", "conda-forge::a=1": "a", "a[version=1]": "a"},
		"pacman": {"gcc": "gcc"},
	}
	some operand, name in expectations
	package_names.name(manager, operand) == name
}

# By manager: operands that name no package that one could know.
test_nameless[concat(" ", [manager, operand])] if {
	some manager, operands in {
		"apt": ["./a.deb", "/tmp/a.deb", "a.deb", "$X", "lib$X", "`x`", ".*", ""],
		"apk": ["./a.apk", "/a", "a.apk", "$X"],
		"dnf": ["/a.rpm", "./a", "https://h/a.rpm", "a.rpm", "$X"],
		"zypper": ["/a.rpm", "https://h/a", "http:x"],
		"pip": [".", "./a", "..", "a/b", "a.whl", "a.tar.gz", "a.tar.gz[x]", "${X}", "/a[b]"],
		"uv": ["git+https://h/a", "https://h/a"],
		"npm": [".", "./a", "a.tgz", "git+https://h/a.git", "user/repo", "https://h/a.tgz", "~/a", "$X", "file:a"],
		"gem": ["a.gem", "./a", "--with-x"],
		"conda": [""],
		"pacman": ["/a"],
	}
	some operand in operands
	not package_names.name(manager, operand)
}

test_removals_within_installations if {
	package_names.is_removal("apt", "gcc-")
	package_names.is_removal("apk", "!gcc")
	package_names.is_removal("zypper", "-gcc")
	not package_names.is_removal("apt", "gcc")
	not package_names.is_removal("apk", "gcc")
	not package_names.is_removal("zypper", "gcc")
	not package_names.is_removal("pip", "gcc-")
}
