"""Fatal problems of the build: combinations of linker, libraries, platforms and settings that cannot compile."""

import re
from collections.abc import Iterator

from app.catalogue.tables import CACHE_BACKENDS, LIBCS, PROFILES, TLS, TOOLS
from app.options import Cache, Cross, Output
from app.planner.releases import release_for_rust
from app.planner.spec import BuildSpec, is_library
from app.problem import Problem

# The names that Docker's own check takes for secrets, whole words between underscores, and hadolint's plainest ones.
SECRET = re.compile(
    r"(?:^|_)(?:apikey|auth|credential|credentials|key|password|pword|passwd|secret|token)(?:_|$)"
    r"|api_key|client_key|password|secret",
    re.IGNORECASE,
)
SECRET_TEXTS = {
    "env": "Everybody who has the image can read its variables: hand it in when the container starts.",
    "build_env": "Variables of the build stay in its cache and provenance: use a secret mount for it.",
}
NO_SECRET = re.compile(r"(?:^|_)(?:public|file|version)(?:_|$)", re.IGNORECASE)
SECRETS = "https://docs.docker.com/reference/build-checks/secrets-used-in-arg-or-env/"
RESERVED_VARIABLES = frozenset(
    (
        "CARGO_BUILD_BUILD_DIR",
        "CARGO_BUILD_TARGET",
        "CARGO_BUILD_TARGET_DIR",
        "CARGO_HOME",
        "CARGO_TARGET_DIR",
        "PATH",
        "RUSTUP_HOME",
        "RUSTUP_TOOLCHAIN",
        "RUST_VERSION",
    )
)
RESERVED_BY_STATIC = frozenset(("RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS"))  # could undo the static link
RESERVED_PROFILES = frozenset(("bench", "build", "debug", "dev", "doc", "package", "root", "rust", "test", "tmp"))
PROFILES_SOURCE = "https://doc.rust-lang.org/cargo/reference/profiles.html#custom-profiles"
ZIG_AND_SYSTEM_LIBRARIES = "https://github.com/rust-cross/cargo-zigbuild/issues/209"
OPENSSL_AND_MUSL = "https://github.com/rust-openssl/rust-openssl/issues/1617"
EMULATION = "https://github.com/open-telemetry/weaver/pull/506"


def dynamic_libc() -> str:
    return next(row.key for row in LIBCS if not row.static)


def cross_with_tools(spec: BuildSpec) -> Cross:
    """The way to compile for another platform that suits the libraries which the program links."""
    return Cross.GCC if spec.target_packages and not spec.libc.static else Cross.ZIGBUILD


def system_library_and_musl(spec: BuildSpec) -> Iterator[Problem]:
    if not (spec.libc.static and spec.target_packages):
        return
    own = any(map(is_library, spec.options.build_packages))
    fields = ("libc", "build_packages") if own else ("tls", "libc")
    yield Problem(
        "system-library-and-musl",
        "fatal",
        f"Debian's {', '.join(spec.target_packages)} is built for glibc and cannot be linked into a musl program.",
        fields,
        {"libc": dynamic_libc()} if own else {"tls": TLS[spec.tls.key].compiled_in},
        OPENSSL_AND_MUSL,
    )


def no_standard_library(spec: BuildSpec) -> Iterator[Problem]:
    for architecture, triple in zip(spec.architectures, spec.triples, strict=True):
        if not triple:
            yield Problem(
                "no-standard-library",
                "fatal",
                f"rustup has no standard library for {spec.libc.label} on {architecture.key}.",
                ("libc", "platforms"),
                {"libc": dynamic_libc()},
                architecture.source,
            )


def native_for_several(spec: BuildSpec) -> Iterator[Problem]:
    if spec.cross is Cross.NATIVE and len(spec.architectures) > 1:
        yield Problem(
            "native-for-several",
            "fatal",
            "A native compiler serves one platform; for the others it would run under emulation.",
            ("cross", "platforms"),
            {"cross": cross_with_tools(spec)},
            EMULATION,
        )


def zig_and_system_library(spec: BuildSpec) -> Iterator[Problem]:
    if spec.by_zig and spec.target_packages and not spec.libc.static:
        yield Problem(
            "zig-and-system-library",
            "fatal",
            f"zig does not look into Debian's folders, so it cannot link {', '.join(spec.target_packages)}.",
            ("cross", "tls", "build_packages"),
            {"cross": Cross.GCC},
            ZIG_AND_SYSTEM_LIBRARIES,
        )


def gcc_and_musl(spec: BuildSpec) -> Iterator[Problem]:
    if spec.by_cross_gcc and spec.libc.static:
        yield Problem(
            "gcc-and-musl",
            "fatal",
            "Debian has no cross compiler for musl; zig is one.",
            ("cross", "libc"),
            {"cross": Cross.ZIGBUILD},
            ZIG_AND_SYSTEM_LIBRARIES,
        )


def emulated_musl_for_several(spec: BuildSpec) -> Iterator[Problem]:
    if spec.cross is Cross.EMULATE and spec.libc.static and len(spec.architectures) > 1:
        yield Problem(
            "emulated-musl-for-several",
            "fatal",
            "One text cannot name the musl target of several emulated machines; zig compiles for all of them.",
            ("cross", "libc", "platforms"),
            {"cross": Cross.ZIGBUILD},
            EMULATION,
        )


def builder_lacks_platform(spec: BuildSpec) -> Iterator[Problem]:
    if spec.cross_compiles:
        return
    published = spec.builder.platforms[spec.debian.key]
    missing = [platform for platform in spec.options.platforms if platform not in published]
    if missing:
        yield Problem(
            "builder-lacks-platform",
            "fatal",
            f"There is no builder image for {' and '.join(missing)}; it can be compiled from another machine.",
            ("platforms", "cross", "debian"),
            {"cross": cross_with_tools(spec)},
            spec.builder.source,
        )


def rust_older_than_release(spec: BuildSpec) -> Iterator[Problem]:
    if not spec.rust_is_older_than(spec.debian.rust_since):
        return
    yield Problem(
        "rust-older-than-release",
        "fatal",
        f"There is no image of Rust {spec.rust} on Debian {spec.debian.label}; the first is {spec.debian.rust_since}.",
        ("rust", "debian"),
        release_for_rust(spec),
        spec.builder.source,
    )


def rust_older_than_chef(spec: BuildSpec) -> Iterator[Problem]:
    chef = TOOLS["cargo-chef"]
    if spec.options.cache is Cache.CHEF and spec.rust_is_older_than(chef.rust_since):
        yield Problem(
            "rust-older-than-chef",
            "fatal",
            f"cargo-chef {chef.version} does not compile with Rust {spec.rust}; it needs {chef.rust_since}.",
            ("cache", "rust"),
            {"cache": Cache.MOUNTS},
            "https://github.com/michelbr84/GarraRUST/pull/314",
        )


def secret_in_variable(spec: BuildSpec) -> Iterator[Problem]:
    for field, pairs in (("env", spec.options.env), ("build_env", spec.options.build_env)):
        names = [name for name, _ in pairs if SECRET.search(name) and not NO_SECRET.search(name)]
        if names:
            yield Problem(
                f"secret-in-{field.replace('_', '-')}",
                "fatal",
                f"{', '.join(names)} looks like a secret. {SECRET_TEXTS[field]}",
                (field,),
                {field: {name: value for name, value in pairs if name not in names}},
                SECRETS,
            )


def reserved_variable(spec: BuildSpec) -> Iterator[Problem]:
    reserved = RESERVED_VARIABLES | RESERVED_BY_STATIC if spec.libc.static else RESERVED_VARIABLES
    names = [name for name, _ in spec.options.build_env if name in reserved]
    if names:
        yield Problem(
            "reserved-variable",
            "fatal",
            f"{', '.join(names)} decides where cargo works or how it links, and the Dockerfile relies on that.",
            ("build_env",),
            {"build_env": {name: value for name, value in spec.options.build_env if name not in names}},
        )


def reserved_profile(spec: BuildSpec) -> Iterator[Problem]:
    if spec.options.profile in RESERVED_PROFILES:
        yield Problem(
            "reserved-profile",
            "fatal",
            f"cargo keeps the name {spec.options.profile} for itself; a profile to ship inherits from release.",
            ("profile",),
            {"profile": PROFILES.default},
            PROFILES_SOURCE,
        )


def stub_needs_members(spec: BuildSpec) -> Iterator[Problem]:
    if spec.options.cache is Cache.STUB and spec.options.package and not spec.options.members:
        yield Problem(
            "stub-needs-members",
            "fatal",
            "A stub of a workspace needs a manifest of every member, so it must know their folders.",
            ("members", "cache", "package"),
            {"cache": Cache.CHEF},
            "https://github.com/Gitlawb/node/issues/265",
        )


def push_without_registry(spec: BuildSpec) -> Iterator[Problem]:
    if spec.push and "/" not in spec.image_name:
        yield Problem(
            "push-without-registry",
            "fatal",
            f"{spec.image_name} names no registry, so there is nowhere to push to.",
            ("image_name", "output"),
            {"output": Output.LOAD},
        )


def cache_without_registry(spec: BuildSpec) -> Iterator[Problem]:
    if spec.cache_backend.needs_registry and "/" not in spec.image_name:
        yield Problem(
            "cache-without-registry",
            "fatal",
            f"{spec.image_name} names no registry, so the cache cannot be kept beside the image.",
            ("cache_backend", "image_name"),
            {"cache_backend": CACHE_BACKENDS.default},
            spec.cache_backend.source,
        )
