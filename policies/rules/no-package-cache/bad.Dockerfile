FROM debian:13-slim
RUN apt-get update && apt-get install -y --no-install-recommends curl
# Too late: the lists are in the layer before.
RUN rm -rf /var/lib/apt/lists/*
USER 65532
