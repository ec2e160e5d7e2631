FROM registry.example.com/base:1.0
LABEL org.opencontainers.image.authors="the shop team"
USER 1000
