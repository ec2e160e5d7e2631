package lib.official_java_test

import data.lib.base_images
import data.lib.base_images_test
import data.lib.reference

test_java[image] if {
	some image, row in {
		"openjdk:17-jdk-slim": [
			"0", "sdk", "glibc", "shell", "apt", "java",
			"gcr.io/distroless/java17-debian13:nonroot",
		],
		"openjdk:8-jre-alpine": ["0", "minimal", "musl", "shell", "apk", "java", "dhi.io/eclipse-temurin"],
		"openjdk:21": ["0", "sdk", "glibc", "shell", "", "java", "gcr.io/distroless/java21-debian13:nonroot"],
		"eclipse-temurin:21": [
			"0", "sdk", "glibc", "shell", "apt", "java",
			"gcr.io/distroless/java21-debian13:nonroot", "2029-12-31",
		],
		"eclipse-temurin:21.0.4_7-jre": [
			"0", "full", "glibc", "shell", "apt", "java",
			"gcr.io/distroless/java21-debian13:nonroot", "2029-12-31",
		],
		"eclipse-temurin:17-jre-alpine": [
			"0", "minimal", "musl", "shell", "apk", "java",
			"gcr.io/distroless/java17-debian13:nonroot", "2027-10-31",
		],
		"eclipse-temurin:8-jdk": [
			"0", "sdk", "glibc", "shell", "apt", "java",
			"dhi.io/eclipse-temurin", "2030-12-31",
		],
		"eclipse-temurin:21-jdk-ubi9-minimal": [
			"0", "sdk", "glibc", "shell", "microdnf", "java",
			"gcr.io/distroless/java21-debian13:nonroot", "2029-12-31",
		],
		"amazoncorretto:21-alpine": [
			"0", "sdk", "musl", "shell", "apk", "java",
			"gcr.io/distroless/java21-debian13:nonroot", "2030-10-31",
		],
		"amazoncorretto:17-al2023-headless": [
			"0", "full", "glibc", "shell", "dnf", "java",
			"gcr.io/distroless/java17-debian13:nonroot", "2029-10-31",
		],
		"amazoncorretto:11": ["0", "sdk", "glibc", "shell", "", "java", "dhi.io/eclipse-temurin", "2032-01-31"],
		"sapmachine:21-jre": [
			"0", "full", "glibc", "shell", "apt", "java",
			"gcr.io/distroless/java21-debian13:nonroot",
		],
		"ibm-semeru-runtimes:open-21-jre": [
			"0", "full", "glibc", "shell", "apt", "java",
			"gcr.io/distroless/java21-debian13:nonroot",
		],
		"ibmjava:8-sdk": ["0", "sdk", "glibc", "shell", "", "java", "dhi.io/eclipse-temurin"],
		"ibmjava:8-jre": ["0", "full", "glibc", "shell", "", "java", "dhi.io/eclipse-temurin"],
		"azul-zulu:21-jdk-debian13": [
			"0", "sdk", "glibc", "shell", "apt", "java",
			"gcr.io/distroless/java21-debian13:nonroot", "2030-06-30",
		],
	}
	base_images.facts(reference.parse(image)) == base_images_test.facts(row)
}

test_java_tools_and_servers[image] if {
	some image, row in {
		"maven:3.9-eclipse-temurin-21": [
			"0", "sdk", "glibc", "shell", "", "java",
			"gcr.io/distroless/java21-debian13:nonroot",
		],
		"maven:3.9.9-eclipse-temurin-17-alpine": [
			"0", "sdk", "musl", "shell", "apk", "java",
			"gcr.io/distroless/java17-debian13:nonroot",
		],
		"gradle:8.5-jdk21": ["0", "sdk", "glibc", "shell", "", "java", "gcr.io/distroless/java21-debian13:nonroot"],
		"gradle:9-jdk25-alpine": [
			"0", "sdk", "musl", "shell", "apk", "java",
			"gcr.io/distroless/java25-debian13:nonroot",
		],
		"clojure:temurin-21-tools-deps": [
			"0", "sdk", "glibc", "shell", "apt", "java",
			"gcr.io/distroless/java21-debian13:nonroot",
		],
		"groovy:4.0-jdk17": [
			"1000", "full", "glibc", "shell", "", "java",
			"gcr.io/distroless/java17-debian13:nonroot",
		],
		"tomcat:10.1-jre21": ["0", "full", "glibc", "shell", "", "java", "dhi.io/tomcat"],
		"tomcat:9": ["0", "full", "glibc", "shell", "", "java", "dhi.io/tomcat"],
		"jetty:12-jdk21-alpine": [
			"jetty", "minimal", "musl", "shell", "apk", "java",
			"gcr.io/distroless/java21-debian13:nonroot",
		],
		"tomee:10": ["0", "full", "glibc", "shell", "", "java"],
		"open-liberty:full": ["1001", "full", "glibc", "shell", "", "java"],
		"adoptopenjdk:11-jre-hotspot": ["0", "full", "glibc", "shell", "apt", "java", "dhi.io/eclipse-temurin"],
		"groovy:5.0": ["1000", "full", "glibc", "shell", "", "java", "dhi.io/eclipse-temurin"],
	}
	base_images.facts(reference.parse(image)) == base_images_test.facts(row)
}
