package lib.checkouts_test

import data.lib.checkouts
import data.lib.dockerfile_test

test_repositories[source] if {
	some source, expected in {
		"https://git.example.com/a.git": true,
		"https://git.example.com/a.git#main:src": true,
		"https://git.example.com/a.git?tag=v1": true,
		"git://git.example.com/a": true,
		"ssh://git@git.example.com/a": true,
		"git@git.example.com:a/b": true,
		"github.com/moby/buildkit": true,
		"https://example.com/a.git.tar.gz": false,
		"https://github.com/moby/buildkit/archive/v1.tar.gz": false,
		"a.git": false,
		"src": false,
	}
	found := [true | checkouts.is_repository(source)]
	count(found) == 1 == expected
}

# By the commands of one RUN: what is cloned and kept.
test_kept[script] if {
	some script, expected in {
		"git clone https://a/b": ["git clone"],
		"git -C /src clone --branch v1 -j 4 https://a/b c": ["git clone"],
		"cd /tmp && git clone https://a/b.git && cd b && make && cd .. && rm -rf b": [],
		"git clone https://a/b.git /src/b && rm -rf /src": [],
		"git clone https://a/b.git && mv b /opt": ["git clone"],
		"git clone https://a/b.git && rm -rf /var/lib/apt/lists/*": ["git clone"],
		"git clone https://a/b.git /src/y && rm -rf /var/cache/y": ["git clone"],
		"cd /src && git clone https://a/b.git && rm -rf /src": [],
		"cd /src && git clone https://a/b.git && rm -rf /src/b/": [],
		"git clone https://a/b.git . && make && rm -rf /work": [],
		"git clone https://a/b.git ./ && rm -rf ./*": [],
		"git clone https://a/b.git /src/y && rm -rf ''": ["git clone"],
		"git clone https://a/b.git && rm -rf b/.git": ["git clone"],
		"git clone https://a/b.git && rm -rf *": [],
		"svn export https://a/b": ["svn export"],
		"git clone": [],
		"git checkout main": [],
	}
	lines := ["FROM debian:13", "WORKDIR /work", concat(" ", ["RUN", script])]
	found := checkouts.kept with input as dockerfile_test.built(lines, {})
	[checkout.shown | some checkout in found] == expected
}
