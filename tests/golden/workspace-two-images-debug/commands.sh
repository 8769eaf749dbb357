# build
docker buildx build --platform linux/amd64 --tag server:latest --load .
# build worker
docker buildx build --platform linux/amd64 --tag worker:latest --target worker --load .
# debug
docker buildx build --platform linux/amd64 --tag server:debug --target debug --load .
# run
docker run --rm --init server:latest
# run debug
docker run --rm -it server:debug
