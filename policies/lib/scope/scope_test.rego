package lib.scope_test

import data.lib.reference
import data.lib.scope

_digest := concat("", ["sha256:", concat("", ["0" | some _ in numbers.range(1, 64)])])

test_image_is_in_registry[note] if {
	some [image, entry] in [
		["gcr.io/app", "gcr.io"],
		["gcr.io/app", "gcr.io/"],
		["gcr.io/app", "GCR.IO"],
		["GCR.io/app", "gcr.io"],
		["gcr.io/app", "gcr.io:443"],
		["gcr.io:443/app", "gcr.io"],
		["gcr.io/team/app", "gcr.io/team"],
		["gcr.io/team/app", "gcr.io/team/app"],
		["nginx", "docker.io"],
		["nginx", "index.docker.io"],
		["nginx", "docker.io/library"],
		["r.example.com:5000/app", "r.example.com:5000"],
	]
	note := concat(" in ", [image, entry])
	scope.in_registry(reference.parse(image), entry)
}

test_image_is_not_in_registry[note] if {
	some [image, entry] in [
		["evilgcr.io/app", "gcr.io"],
		["gcr.io.evil.com/app", "gcr.io"],
		["gcr.io/teammate/app", "gcr.io/team"],
		["gcr.io/team", "gcr.io/team/app"],
		["r.example.com:5000/app", "r.example.com"],
		["r.example.com/app", "r.example.com:5000"],
		["registry-1.docker.io/library/nginx", "docker.io"],
		["nginx", "gcr.io"],
	]
	note := concat(" in ", [image, entry])
	not scope.in_registry(reference.parse(image), entry)
}

test_entry_covers_image[note] if {
	some [entry, image] in [
		["nginx", "nginx"],
		["nginx", "nginx:1"],
		["nginx", "docker.io/library/nginx"],
		["gcr.io/team", "gcr.io/team/app:1"],
		["gcr.io/team", "GCR.io/team/app:1"],
		["nginx:1", "nginx:1"],
		["nginx:1", concat("@", ["nginx:1", _digest])],
		[concat("@", ["nginx", _digest]), concat("@", ["nginx:1", _digest])],
	]
	note := concat(" covers ", [entry, image])
	scope.covers(["other", entry], reference.parse(image))
}

test_entry_does_not_cover_image[note] if {
	some [entry, image] in [
		["nginx", "nginx-exporter"],
		["nginx", "team/nginx"],
		["gcr.io/team", "gcr.io/teammate/app"],
		["nginx:1", "nginx:2"],
		["nginx:1", "nginx"],
		["gcr.io/team:1", "gcr.io/team/app:1"],
		["nginx:1", "gcr.io/nginx:1"],
		[concat("@", ["nginx", _digest]), "nginx"],
		["Not valid", "nginx"],
	]
	note := concat(" covers ", [entry, image])
	not scope.covers([entry], reference.parse(image))
}

test_no_entries_cover_nothing if not scope.covers([], reference.parse("nginx"))

test_an_official_image_is_no_organisation if {
	scope.covers(["docker.io/grafana"], reference.parse("grafana"))
	not scope.covers(["docker.io/grafana"], reference.parse("grafana/grafana:12"))
}
