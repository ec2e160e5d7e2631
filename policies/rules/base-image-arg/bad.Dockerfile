ARG VERSION=13
FROM registry.example.com/debian:${VERSION}
USER 1000
