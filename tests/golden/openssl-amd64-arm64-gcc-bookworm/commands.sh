# build
docker buildx build --platform linux/amd64,linux/arm64 --tag fetch:latest --load .
# run
docker run --rm --init fetch:latest
