FROM registry.example.com/golang:1.26 AS build
USER 1000
RUN go build -o /app .

FROM registry.example.com/debian:13-slim
COPY --from=build /app /app
CMD ["/app"]
