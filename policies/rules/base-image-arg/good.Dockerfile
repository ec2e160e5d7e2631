ARG BASE_IMAGE=registry.example.com/debian:13
FROM ${BASE_IMAGE}
USER 1000
