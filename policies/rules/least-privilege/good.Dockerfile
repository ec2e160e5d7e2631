# syntax=docker/dockerfile:1
FROM registry.example.com/debian:13
RUN --mount=type=tmpfs,target=/mnt true
USER 1000
