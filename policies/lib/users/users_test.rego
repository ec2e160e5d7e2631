package lib.users_test

import data.lib.dockerfile_test
import data.lib.users

test_instruction_is_described if {
	users.instruction == {
		"text": "$U:staff",
		"user": "app",
		"place": {"path": [2, "Value", 0], "subject": "stage 0", "token": "$U:staff"},
	} with input as dockerfile_test.built(["FROM a", "ENV U=app", "USER $U:staff"], {})
}

test_user_of_the_final_image[note] if {
	some note, [lines, user] in {
		"a name": [["FROM a", "USER app"], "app"],
		"the last one": [["FROM a", "USER app", "USER root"], "root"],
		"without its group": [["FROM a", "USER 1000:0"], "1000"],
		"without quotes": [["FROM a", `USER "app"`], "app"],
		"a variable without a value": [["FROM a", "USER $U"], ""],
		"a default": [["FROM a", "USER ${U:-app}"], "app"],
		"a variable with a group": [["FROM a", "ARG U=app:staff", "USER $U"], "app"],
		"a later ENV does not matter": [["FROM a", "ENV U=a", "USER $U", "ENV U=b"], "a"],
		"unknown": [["FROM a", "USER ${U"], null],
		"the parent's": [["FROM a AS p", "USER app", "FROM p"], "app"],
		"a trigger's": [["FROM a AS p", "USER root", "ONBUILD USER app", "FROM p"], "app"],
		"the own one over a trigger's": [["FROM a AS p", "ONBUILD USER app", "FROM p", "USER own"], "own"],
	}
	users.instruction.user == user with input as dockerfile_test.built(lines, {})
}

test_no_instruction[note] if {
	some note, lines in {
		"none": ["FROM a"],
		"another stage's": ["FROM a", "USER app", "FROM b"],
		"a trigger in its own stage": ["FROM a", "ONBUILD USER app"],
	}
	not users.instruction with input as dockerfile_test.built(lines, {})
}

test_inherited_user if {
	users.inherited_from == {"name": "scratch", "user": "0"} with input as dockerfile_test.built(["FROM scratch"], {})
	distroless := "gcr.io/distroless/static:nonroot"
	lines := [concat(" ", ["FROM", distroless, "AS", "p"]), "FROM p"]
	users.inherited_from == {"name": distroless, "user": "65532"} with input as dockerfile_test.built(lines, {})
	not users.inherited_from with input as dockerfile_test.built(["FROM a"], {})
	not users.inherited_from with input as dockerfile_test.built(["FROM ${"], {})
}

test_root[user] if {
	some user in ["", "root", "0", "00", "+0", "-0", "ContainerAdministrator", "containeradministrator"]
	users.is_root(user)
}

test_not_root[user] if {
	some user in ["app", "Root", "rooty", "1000", "10", "0x0", "ContainerUser", "Administrator"]
	not users.is_root(user)
}

test_windows_administrator_may_have_a_domain if {
	users.is_windows_administrator(`User Manager\ContainerAdministrator`)
	not users.is_windows_administrator(`ContainerAdministrator\app`)
}
