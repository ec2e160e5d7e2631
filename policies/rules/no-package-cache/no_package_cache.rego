# METADATA
# title: Leave no package manager's cache behind
# description: >-
#   Lists and downloads that a package manager keeps are of no use in an image, and go on being part of it when a later
#   RUN deletes them.
# custom:
#   practice: 3
#   severity: warning
#   subjects: [dockerfile]
package rules["no-package-cache"]

import data.lib.caches
import data.lib.cleanups
import data.lib.commands
import data.lib.finding
import data.lib.shell_wrappers

violation contains finding.new(chain, message, object.union(place, cleanups.fix(leftover))) if {
	chain := rego.metadata.chain()
	some leftover in caches.left
	place := commands.place(leftover.command, leftover.number)
	program := _program(leftover.command.words)
	verb := [verb | leftover.number > 0; verb := leftover.command.words[leftover.number]]
	command := concat(" ", array.concat([program], verb))
	advice := _advice(leftover.manager, command)
	message := concat("", [command, " leaves ", leftover.directory, " in the image: ", advice])
}

_program(words) := concat(" ", [shell_wrappers.program(words[0]), "-m pip"]) if {
	startswith(shell_wrappers.program(words[0]), "py")
	"-m" in words
} else := "uv pip" if {
	shell_wrappers.program(words[0]) == "uv"
} else := shell_wrappers.program(words[0])

_advice("apt", _) := "end this RUN with rm -rf /var/lib/apt/lists/*"

_advice("apk", command) := "drop it, and write apk add --no-cache" if {
	command == "apk update"
} else := "write apk add --no-cache"

_advice("dnf", command) := concat(" ", ["end this RUN with", split(command, " ")[0], "clean all"])

_advice("zypper", _) := "end this RUN with zypper clean --all"

_advice("pip", command) := concat(" ", ["write", command, "--no-cache-dir"])

_advice("uv", command) := concat(" ", ["write", command, "--no-cache"])
