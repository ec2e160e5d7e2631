FROM python:3.13-slim-trixie
# What compiles psycopg goes again; what it runs with, libpq5, stays.
RUN apt-get update \
 && apt-get install -y --no-install-recommends gcc libc6-dev libpq-dev libpq5 \
 && pip install --no-cache-dir psycopg[c] \
 && apt-get purge -y --auto-remove gcc libc6-dev libpq-dev \
 && rm -rf /var/lib/apt/lists/*
COPY reports /app/reports
USER 65532
CMD ["python", "-m", "reports"]
