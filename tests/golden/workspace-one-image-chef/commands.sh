# build
docker buildx build --platform linux/amd64 --tag server:latest --load .
# run
docker run --rm --init server:latest
