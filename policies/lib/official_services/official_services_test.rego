package lib.official_services_test

import data.lib.base_images
import data.lib.base_images_test
import data.lib.reference

test_facts[image] if {
	some image, row in {
		"nginx:1.27": ["0", "full", "glibc", "shell", "apt", "", "dhi.io/nginx"],
		"nginx:alpine": ["0", "minimal", "musl", "shell", "apk", "", "dhi.io/nginx"],
		"httpd:2.4": ["0", "full", "glibc", "shell", "apt", "", "dhi.io/httpd"],
		"postgres:16": ["0", "full", "glibc", "shell", "apt", "", "dhi.io/postgres", "2028-11-09"],
		"postgres:12-alpine": ["0", "minimal", "musl", "shell", "apk", "", "dhi.io/postgres", "2024-11-21"],
		"redis:7-alpine": ["0", "minimal", "musl", "shell", "apk", "", "dhi.io/redis"],
		"mysql:8.0": ["0", "full", "glibc", "shell", "microdnf", "", "dhi.io/mysql", "2026-04-30"],
		"mariadb:11.4": ["0", "full", "glibc", "shell", "apt", "", "dhi.io/mariadb", "2029-05-29"],
		"mariadb:11.4-ubi9": ["mysql", "full", "glibc", "shell", "microdnf", "", "dhi.io/mariadb", "2029-05-29"],
		"mongo:7": ["0", "full", "glibc", "shell", "apt", "", "dhi.io/mongodb"],
		"memcached": ["memcache", "full", "glibc", "shell", "apt", "", "dhi.io/memcached"],
		"rabbitmq:4-management-alpine": ["0", "minimal", "musl", "shell", "apk", "", "dhi.io/rabbitmq"],
		"haproxy:3.0": ["haproxy", "full", "glibc", "shell", "apt", "", "dhi.io/haproxy"],
		"traefik:v3.1": ["0", "minimal", "musl", "shell", "apk", "", "dhi.io/traefik"],
		"caddy:2-alpine": ["0", "minimal", "musl", "shell", "apk", "", "dhi.io/caddy"],
		"elasticsearch:8.15.0": ["1000", "full", "glibc", "shell", "", "", "dhi.io/elasticsearch"],
		"solr:9-slim": ["8983", "slim", "glibc", "shell", "apt", "", "dhi.io/solr"],
		"neo4j:5": ["0", "full", "glibc", "shell", "", "", "dhi.io/neo4j"],
		"docker:27-dind": ["0", "minimal", "musl", "shell", "apk", "", "dhi.io/docker"],
		"docker:27-dind-rootless": ["rootless", "minimal", "musl", "shell", "apk", "", "dhi.io/docker"],
		"registry:2": ["0", "minimal", "musl", "shell", "apk", "", "dhi.io/distribution-registry"],
		"wordpress:6-php8.1-apache": ["0", "full", "glibc", "shell", "apt", "", "dhi.io/wordpress", "2025-12-31"],
		"wordpress:cli-2": ["www-data", "full", "glibc", "shell", "apt", "", "dhi.io/wordpress"],
		"hello-world": ["0", "minimal", "none", "no shell", "none"],
		"spark:4.0.0": ["spark", "full", "glibc", "shell", "apt", "", "dhi.io/spark"],
		"telegraf:1.31-alpine": ["0", "minimal", "musl", "shell", "apk", "", "dhi.io/telegraf"],
		"percona:ps-8.0": ["mysql", "full", "glibc", "shell"],
		"percona:psmdb-8.0": ["1001", "full", "glibc", "shell"],
		"irssi": ["user", "full", "glibc", "shell", "apt"],
		"haproxy:1.9-alpine": ["0", "minimal", "musl", "shell", "apk", "", "dhi.io/haproxy"],
		"registry.example.com/hub/library/docker:27": ["0", "minimal", "musl", "shell", "apk", "", "dhi.io/docker"],
	}
	base_images.facts(reference.parse(image)) == base_images_test.facts(row)
}
