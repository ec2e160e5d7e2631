ARG REGISTRY=registry.example.com
FROM ${REGISTRY}/library/debian:13
RUN --mount=type=bind,from=registry.example.com/busybox:1.37,source=/bin/wget,target=/wget /wget https://example.com
USER 1000
