package lib.copies_test

import data.lib.copies
import data.lib.dockerfile_test

test_copies if {
	lines := [
		"FROM a AS first", "COPY x /x",
		"FROM b AS second",
		"FROM c AS final", "ARG DIR=/d",
		"COPY x $DIR/y /z/",
		"ADD <<EOF x /z/",
		"COPY --from=First x /x",
		"COPY --from=1 x /x",
		"COPY --from=2 x /x",
		"COPY --from=nginx:1 x /x",
		"COPY --from=-1 x /x",
	]
	found := copies.all with input as dockerfile_test.built(lines, {})
	stages := [copy.stage | some copy in found]
	stages == [-1, -1, 0, 1, null, null, null]
	paths := [[source.path | some source in copy.sources] | some copy in found]
	paths == [["x", "/d/y"], ["x"], ["x"], ["x"], ["x"], ["x"], ["x"]]
	found[0].sources[1] == {
		"text": "$DIR/y",
		"path": "/d/y",
		"shown": "$DIR/y (/d/y)",
		"place": {"path": [5, "Value", 1], "subject": "stage 2 (final)", "token": "$DIR/y"},
	}
}

# The flags of a trigger are not in conftest's input.
test_triggers if {
	lines := ["FROM a AS other", "FROM a AS base", "ONBUILD COPY --from=other x /x", "FROM base"]
	built := dockerfile_test.built(lines, {})
	found := copies.all with input as built
	[[copy.stage, copy.sources[0].place.extra] | some copy in found] == [[0, "onbuild"]]
	without_flags := [object.remove(instruction, ["SubFlags"]) | some instruction in built.review.object]
	known_to_conftest := copies.all with input as object.union(built, {"review": {"object": without_flags}})
	known_to_conftest == []
}
