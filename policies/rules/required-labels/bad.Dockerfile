FROM registry.example.com/base:1.0 AS build
LABEL org.opencontainers.image.authors="the shop team"

FROM registry.example.com/base:1.0
MAINTAINER the shop team
USER 1000
