FROM registry.example.com/node:24.4
COPY server.js /srv/
COPY --from=registry.example.com/tini@sha256:4f6b1c0a9d8e7f3b2a1c5d4e6f7081929394a5b6c7d8e9f0011223344556677a /tini /tini
USER 1000
