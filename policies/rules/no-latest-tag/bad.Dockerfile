FROM registry.example.com/node
COPY server.js /srv/
COPY --from=registry.example.com/tini:latest /tini /tini
USER 1000
