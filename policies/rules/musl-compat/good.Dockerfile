FROM golang:1.26-trixie AS build
WORKDIR /src
COPY go.mod main.go ./
RUN CGO_ENABLED=0 go build -o /server .

FROM alpine:3.23
COPY --from=build /server /usr/local/bin/server
USER 65532
ENTRYPOINT ["server"]
