FROM registry.example.com/golang:1.26 AS build
USER root
RUN go build -o /app .

FROM registry.example.com/debian:13-slim
COPY --from=build /app /app
USER 65532:65532
CMD ["/app"]
