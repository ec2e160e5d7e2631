# syntax=docker/dockerfile:1
FROM registry.example.com/debian:13
RUN --security=insecure mount -t tmpfs none /mnt
USER 1000
