ARG BASE_IMAGE
FROM ${BASE_IMAGE:-registry.example.com/debian:13}
USER 1000
