FROM ghcr.io/somebody/base:3.2
USER 1000
