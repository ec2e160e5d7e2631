FROM python:3.13-slim-trixie
# psycopg is compiled, and what compiles it stays.
RUN apt-get update \
 && apt-get install -y --no-install-recommends gcc libpq-dev \
 && pip install --no-cache-dir psycopg[c] \
 && rm -rf /var/lib/apt/lists/*
COPY reports /app/reports
USER 65532
CMD ["python", "-m", "reports"]
