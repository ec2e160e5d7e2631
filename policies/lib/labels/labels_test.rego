package lib.labels_test

import data.lib.dockerfile_test
import data.lib.labels

test_label_is_described if {
	labels.image == {"a": {
		"value": "1",
		"place": {"path": [1, "Value", 4], "subject": "stage 0 (x)"},
	}} with input as dockerfile_test.built(["FROM a AS x", "LABEL a=0 a=1"], {})
}

test_labels_of_the_final_image[note] if {
	some note, [lines, expected] in {
		"none": [["FROM a"], {}],
		"several": [["FROM a", "LABEL a=1 b=2", "LABEL c=3"], {"a": "1", "b": "2", "c": "3"}],
		"the last one wins": [["FROM a", "LABEL a=1", "LABEL a=2"], {"a": "2"}],
		"a later empty one clears": [["FROM a", "LABEL a=1", "LABEL a="], {"a": ""}],
		"quotes": [["FROM a", `LABEL "a"="1"`, `LABEL 'b'='$X'`], {"a": "1", "b": "$X"}],
		"quotes name the same key": [["FROM a", "LABEL a=1", `LABEL "a"=2`], {"a": "2"}],
		"variables": [["FROM a", "ENV K=a V=1", "LABEL $K=$V"], {"a": "1"}],
		"an unknown value": [["FROM a", "LABEL a=${"], {"a": null}],
		"an unknown key": [["FROM a", "LABEL ${=1"], {}],
		"the parent's": [["FROM a AS p", "LABEL a=1", "FROM p", "LABEL b=2"], {"a": "1", "b": "2"}],
		"the own one over the parent's": [["FROM a AS p", "LABEL a=1", "FROM p", "LABEL a="], {"a": ""}],
		"a trigger's": [["FROM a AS p", "LABEL a=1", "ONBUILD LABEL a=2", "FROM p"], {"a": "2"}],
		"another stage's": [["FROM a", "LABEL a=1", "FROM b"], {}],
		"MAINTAINER sets none": [["FROM a", "MAINTAINER me"], {}],
	}
	found := labels.image with input as dockerfile_test.built(lines, {})
	{key: label.value | some key, label in found} == expected
}
