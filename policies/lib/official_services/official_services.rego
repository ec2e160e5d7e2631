# METADATA
# title: Official images of services and applications
# description: >-
#   The servers and applications among the Docker Official Images, as lib.official_images has the languages: their
#   system and the USER of their Dockerfiles, which https://github.com/docker-library/official-images/tree/master/library
#   names. Those with an entrypoint that gives up root later on run as root by default all the same. Applications, which
#   people build under the same name for themselves, are known below library/ only.
package lib.official_services

# METADATA
# description: What is known, by name.
of(name) := _entry[name]

_entry["caddy"] := _hardened("alpine", "0", "caddy")

_entry["cassandra"] := _hardened("debian", "0", "cassandra")

_entry["couchdb"] := _hardened("debian", "0", "couchdb")

_entry["eclipse-mosquitto"] := _hardened("alpine", "0", "eclipse-mosquitto")

# https://github.com/elastic/dockerfiles
_entry["elasticsearch"] := _hardened("glibc", "1000", "elasticsearch")

# Not root since 2.4: https://github.com/docker-library/haproxy/pull/134
_entry["haproxy"] := object.union(
	_hardened("debian", "haproxy", "haproxy"),
	{"words": {"1": {"user": "0"}}},
)

_entry["httpd"] := _hardened("debian", "0", "httpd")

_entry["kibana"] := _hardened("glibc", "1000", "kibana")

_entry["logstash"] := _hardened("glibc", "1000", "logstash")

_entry["mariadb"] := object.union(
	_hardened("debian", "0", "mariadb"),
	{"lines": "mariadb", "words": {"ubi": {"user": "mysql", "package_manager": "microdnf"}}},
)

_entry["memcached"] := _hardened("debian", "memcache", "memcached")

_entry["mongo"] := object.union(_hardened("debian", "0", "mongodb"), {"lines": "mongo"})

_entry["mysql"] := object.union(_hardened("microdnf", "0", "mysql"), {"lines": "mysql"})

_entry["neo4j"] := _hardened("glibc", "0", "neo4j")

_entry["nginx"] := _hardened("debian", "0", "nginx")

_entry["postgres"] := object.union(_hardened("debian", "0", "postgres"), {"lines": "postgres"})

_entry["rabbitmq"] := _hardened("debian", "0", "rabbitmq")

_entry["redis"] := _hardened("debian", "0", "redis")

_entry["sonarqube"] := _hardened("debian", "sonarqube", "sonarqube")

_entry["solr"] := _hardened("debian", "8983", "solr")

_entry["telegraf"] := _hardened("debian", "0", "telegraf")

_entry["traefik"] := _hardened("alpine", "0", "traefik")

_entry["varnish"] := _hardened("debian", "varnish", "varnish")

_entry["zookeeper"] := _hardened("debian", "0", "zookeeper")

_entry["library/clickhouse"] := _hardened("debian", "0", "clickhouse-server")

_entry["library/docker"] := object.union(
	_hardened("alpine", "0", "docker"),
	{"words": {"rootless": {"user": "rootless"}}},
)

_entry["library/flink"] := {"system": "debian"}

_entry["library/fluentd"] := _hardened("alpine", "fluent", "fluentd")

_entry["library/influxdb"] := {"system": "debian", "facts": {"minimal": "dhi.io/influxdb"}}

_entry["library/kapacitor"] := _hardened("debian", "0", "kapacitor")

_entry["library/kong"] := _hardened("debian", "kong", "kong")

_entry["library/liquibase"] := _hardened("debian", "liquibase", "liquibase")

_entry["library/nats"] := _hardened("scratch", "0", "nats")

_entry["library/registry"] := _hardened("alpine", "0", "distribution-registry")

_entry["library/spark"] := _hardened("debian", "spark", "spark")

_entry["library/wordpress"] := object.union(
	_hardened("debian", "0", "wordpress"),
	{"words": {"cli": {"user": "www-data"}}},
)

_entry["library/mediawiki"] := _hardened("debian", "0", "mediawiki")

_entry["library/hello-world"] := {"system": "scratch", "linux": {"user": "0"}}

_entry["library/adminer"] := _plain("alpine", "adminer")

_entry["library/aerospike"] := _plain("glibc", "0")

_entry["library/backdrop"] := _plain("debian", "0")

_entry["library/chronograf"] := _plain("debian", "0")

_entry["library/crate"] := _plain("glibc", "0")

_entry["library/drupal"] := _plain("debian", "0")

_entry["library/emqx"] := _plain("debian", "emqx")

_entry["library/friendica"] := _plain("debian", "0")

_entry["library/ghost"] := _plain("debian", "0")

_entry["library/joomla"] := _plain("debian", "0")

_entry["library/krakend"] := _plain("alpine", "0")

_entry["library/matomo"] := _plain("debian", "0")

_entry["library/monica"] := _plain("debian", "0")

_entry["library/nextcloud"] := _plain("debian", "0")

_entry["library/odoo"] := _plain("debian", "odoo")

_entry["library/phpmyadmin"] := _plain("debian", "0")

_entry["library/postfixadmin"] := _plain("debian", "0")

_entry["library/redmine"] := _plain("debian", "0")

_entry["library/rocket.chat"] := _plain("debian", "rocketchat")

_entry["library/storm"] := _plain("debian", "0")

_entry["library/yourls"] := _plain("debian", "0")

_entry["library/couchbase"] := _plain("debian", "0")

_entry["library/eggdrop"] := _plain("alpine", "0")

_entry["library/espocrm"] := _plain("debian", "0")

_entry["library/irssi"] := _plain("debian", "user")

_entry["library/lightstreamer"] := _plain("debian", "10000")

_entry["library/orientdb"] := _plain("debian", "0")

_entry["library/percona"] := object.union(_plain("glibc", "mysql"), {"words": {"psmdb": {"user": "1001"}}})

_entry["library/rethinkdb"] := _plain("debian", "0")

_entry["library/satosa"] := _plain("debian", "satosa")

_entry["library/spiped"] := _plain("debian", "0")

_entry["library/znc"] := _plain("alpine", "0")

_plain(system, user) := {"system": system, "linux": {"user": user}}

# https://github.com/docker-hardened-images/catalog/tree/main/image
_hardened(system, user, name) := {
	"system": system,
	"facts": {"minimal": concat("", ["dhi.io/", name])},
	"linux": {"user": user},
}
