# METADATA
# title: Names of packages
# description: What the operands of a package manager name, without versions and the like.
package lib.package_names

# METADATA
# description: >-
#   The name of the package that an operand names, or of the group, with `@` before it. Undefined for a file, an
#   address, and what a variable hides.
name(manager, operand) := found if {
	found := _name(manager, operand)
	found != ""
	not regex.match(`[$\x60]`, found)
}

# METADATA
# description: Whether the operand of an installation removes its package.
is_removal("apt", operand) if endswith(operand, "-")

is_removal("apk", operand) if startswith(operand, "!")

is_removal("zypper", operand) if regex.match(`^[-!~]`, operand)

# apt-get(8): name[:architecture][=version or /release][+ or -]. Names end in ++, too.
_name("apt", operand) := _unsigned(trim_right(named, "-")) if {
	[[_, named]] := regex.find_all_string_submatch_n(`^([^./:=][^:=/]*)`, operand, 1)
	not endswith(operand, ".deb")
}

# apk-add(8), apk-world(5): [!]name[@repository][operator and version]
_name("apk", operand) := named if {
	not regex.match(`/|\.apk$`, operand)
	[[_, named]] := regex.find_all_string_submatch_n(`^!?([^@<>=~!]+)`, operand, 1)
}

# dnf(8): a name or name-version-release, each with .architecture, or @group
_name("dnf", operand) := _name_of_rpm(operand) if {
	not startswith(operand, "@")
	not _is_file_of_rpm(operand)
}

_name("dnf", operand) := operand if startswith(operand, "@")

# zypper(8): [+ - ! ~]name[.architecture][operator and version], or pattern:name
_name("zypper", operand) := _name_of_rpm(named) if {
	not _is_file_of_rpm(operand)
	not contains(operand, ":")
	[[_, named]] := regex.find_all_string_submatch_n(`^[-+!~]?([^<>=]+)`, operand, 1)
}

_name("zypper", operand) := concat("", ["@", trim_prefix(operand, "pattern:")]) if startswith(operand, "pattern:")

# PEP 508, in the spelling of PEP 503
_name(manager, operand) := lower(replace(named, "_", "-")) if {
	manager in {"pip", "uv"}
	not regex.match(`^[^@]*(?:/|\.(?:whl|zip|tar\.gz)(?:\[.*\])?$)`, operand)
	[[_, named]] := regex.find_all_string_submatch_n(`^([A-Za-z0-9][A-Za-z0-9._-]*)`, operand, 1)
}

# https://docs.npmjs.com/cli/commands/npm-install: [@scope/]name[@version]
_name(manager, operand) := named if {
	manager in {"npm", "yarn", "pnpm"}
	[[_, named]] := regex.find_all_string_submatch_n(`^(@[^/@]+/[^/@]+|[^./@~:][^/@:]*)(?:@[^:]*)?$`, operand, 1)
	not endswith(operand, ".tgz")
}

_name("gem", operand) := split(operand, ":")[0] if not regex.match(`^-|/|\.gem$`, operand)

# https://docs.conda.io/projects/conda/en/stable/: [channel::]name[operator and version]
_name("conda", operand) := named if {
	[[_, named]] := regex.find_all_string_submatch_n(`^(?:.*::)?([^<>=!~\s\[]+)`, operand, 1)
}

_name("pacman", operand) := operand if not contains(operand, "/")

_unsigned(named) := trim_suffix(named, "+") if {
	not endswith(named, "++")
} else := named

_is_file_of_rpm(operand) if regex.match(`^/|://|^\.|\.rpm$`, operand)

# A version is told from a name that ends in a number by its dot.
_name_of_rpm(operand) := named if {
	pattern := `^(.+?)(?:-(?:[0-9]+:)?[0-9]+\.[^-]*(?:-[^-]+)?)?(?:\.(?:x86_64|aarch64|noarch|i[36]86|ppc64le|s390x))?$`
	[[_, named]] := regex.find_all_string_submatch_n(pattern, operand, 1)
}
