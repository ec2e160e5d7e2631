# METADATA
# title: Official images for Java
# description: >-
#   Java among the Docker Official Images, as lib.official_images has the others. Their Dockerfiles:
#   https://github.com/docker-library/official-images/tree/master/library
package lib.official_java

# METADATA
# description: What is known, by name. What has a compiler is for building; the run-time variants say so.
of(name) := _entry[name]

_entry["adoptopenjdk"] := _jdk("debian", {})

# https://github.com/corretto/corretto-docker: headless and headful ones are run-time variants.
_entry["amazoncorretto"] := {
	"system": "glibc", "sdk_unless": ["jre", "headless", "headful"], "lines": "amazoncorretto",
	"facts": {"language": "java"}, "linux": {"user": "0"},
}

_entry["azul-zulu"] := _jdk("other", {})

_entry["clojure"] := _builder("debian", {"user": "0"})

# https://github.com/adoptium/containers
_entry["eclipse-temurin"] := object.union(
	_jdk("debian", {"minimal": {"package_manager": "microdnf"}}),
	{"lines": "eclipse-temurin"},
)

# https://github.com/gradle/docker-gradle, https://github.com/carlossg/docker-maven
_entry["gradle"] := _builder("glibc", {"user": "0"})

_entry["maven"] := _builder("glibc", {"user": "0"})

# https://github.com/groovy/docker-groovy
_entry["groovy"] := _server("glibc", "1000", "java")

_entry["ibm-semeru-runtimes"] := _jdk("debian", {})

_entry["ibmjava"] := {"system": "glibc", "sdk_if": ["sdk"], "facts": {"language": "java"}, "linux": {"user": "0"}}

# Debian below the slim ones and those of old, Oracle Linux below the others.
_entry["openjdk"] := _jdk("glibc", {"slim": {"package_manager": "apt"}})

_entry["sapmachine"] := _jdk("debian", {})

# Servers, known for their run time though most have a compiler: https://github.com/jetty/jetty.docker,
# https://github.com/OpenLiberty/ci.docker, https://github.com/docker-library/tomcat
_entry["jetty"] := _server("glibc", "jetty", "java")

_entry["open-liberty"] := _server("glibc", "1001", "")

_entry["tomcat"] := _server("glibc", "0", "tomcat")

_entry["tomee"] := _server("glibc", "0", "")

_entry["websphere-liberty"] := _server("glibc", "1001", "")

_jdk(system, words) := {
	"system": system,
	"sdk_unless": ["jre"],
	"facts": {"language": "java"},
	"linux": {"user": "0"},
	"words": words,
}

_builder(system, linux) := {
	"system": system,
	"sdk_unless": [],
	"facts": {"language": "java"},
	"linux": linux,
}

_server(system, user, nearest) := {
	"system": system,
	"nearest": nearest,
	"facts": {"language": "java"},
	"linux": {"user": user},
}
