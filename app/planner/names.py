"""The fixed names inside the generated files: stages, folders, users."""

BUILDER = "builder"
CHEF = "chef"
PLANNER = "planner"
RUNTIME = "runtime"
PRODUCTION = "production"
DEBUG = "debug"
STAGES = frozenset((BUILDER, CHEF, PLANNER, RUNTIME, PRODUCTION, DEBUG, "scratch", "context"))

WORK = "/app"
OUT = "/out"
SOURCE = "/src"
CARGO_CACHE = "/var/cache/cargo"
BINARIES = "/usr/local/bin"
CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt"
ZONES = "/usr/share/zoneinfo"
SEARCH_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

NONROOT = "65532:65532"
ROOT = "0:0"
