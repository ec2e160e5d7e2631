FROM golang:1.26 AS build
WORKDIR /src
COPY go.mod main.go ./
RUN CGO_ENABLED=0 go build -o /server .

# The static binary needs nothing of what is in here.
FROM debian:13
COPY --from=build /server /server
USER 65532
ENTRYPOINT ["/server"]
