# policy-check ignore=no-latest-tag,pin-digest reason="rebuilt every night on purpose"
FROM registry.example.com/nightly
USER 1000
