# build
docker buildx build --platform linux/amd64 --tag shop:latest --load .
# run
docker run --rm -p 8080:8080 shop:latest
# scan
trivy image --severity HIGH,CRITICAL --ignore-unfixed --exit-code 1 shop:latest
