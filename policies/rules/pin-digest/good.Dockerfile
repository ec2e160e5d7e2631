FROM registry.example.com/golang:1.26@sha256:4f6b1c0a9d8e7f3b2a1c5d4e6f7081929394a5b6c7d8e9f0011223344556677a AS build
RUN go build -o /app .
FROM scratch
COPY --from=build /app /app
USER 1000
