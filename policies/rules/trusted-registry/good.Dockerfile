FROM registry.example.com/mirror/base:3.2
USER 1000
