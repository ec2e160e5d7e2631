package lib.shell_wrappers_test

import data.lib.shell_wrappers

# By words: where the command begins.
test_start[text] if {
	some text, expected in {
		"a b": 0,
		"sudo a": 1,
		"sudo -u x -E a": 4,
		"sudo --user=x a": 2,
		"sudo A=1 a": 2,
		"sudo -- a": 2,
		"env A=1 a": 2,
		"env -S a": 0,
		"timeout 5 a": 2,
		"timeout -s KILL 5 a": 4,
		"command -v a": 0,
		"command -pv a": 0,
		"runuser -u x a": 3,
		"runuser x -c a": 0,
		"sudo env nice nohup time a": 4,
		"sudo": 1,
		"timeout 5": 2,
	}
	shell_wrappers.start(split(text, " ")) == expected
}

# By words: which of them is a script.
test_script[text] if {
	some text, expected in {
		"sh -c a": 2,
		"/bin/bash -exc a b": 2,
		"bash -o pipefail -c a": 4,
		"su -c a x": 2,
		"su - x --command a": 4,
		"runuser x -c a": 3,
		"env -S a": 2,
	}
	shell_wrappers.script(split(text, " ")) == expected
}

test_words_without_a_script[text] if {
	some text in ["sh", "sh a", "sh a -c b", "sh -c", "su x", "su -c", "env a", "a -c b", "python -c a"]
	not shell_wrappers.script(split(text, " "))
}

test_shells_that_read_their_input if {
	shell_wrappers.reads_script(["sh"])
	shell_wrappers.reads_script(["/bin/bash", "-eux", "-o", "pipefail"])
	shell_wrappers.reads_script(["bash", "-s"])
	not shell_wrappers.reads_script(["bash", "a"])
	not shell_wrappers.reads_script(["sh", "-c", "a"])
	not shell_wrappers.reads_script(["cat"])
}

test_programs_have_no_folder if {
	shell_wrappers.program("/bin/sh") == "sh"
	shell_wrappers.program("sh") == "sh"
}
