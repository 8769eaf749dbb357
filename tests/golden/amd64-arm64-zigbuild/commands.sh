# build
docker buildx build --platform linux/amd64,linux/arm64 --tag shop:latest --load .
# run
docker run --rm --init shop:latest
