# build
docker buildx build --platform linux/amd64,linux/arm64 --tag registry.example/shop:1.4 --cache-from type=registry,ref=registry.example/shop:buildcache --cache-to type=registry,ref=registry.example/shop:buildcache,mode=max --push .
# run
docker run --rm -p 8080:8080 -v shop-data:/var/lib/shop registry.example/shop:1.4
# scan
snyk container test registry.example/shop:1.4 --file=Dockerfile --severity-threshold=high
