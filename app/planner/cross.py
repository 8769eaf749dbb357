"""How another platform is compiled on the build machine: packages and variables of the two cross toolchains."""

from collections.abc import Iterator

from app.catalogue.facts import Architecture
from app.plan.build_plan import Step
from app.plan.instruction import Env
from app.planner.spec import BuildSpec, triple
from app.reason import Reason

CARGO_CONFIG = "https://doc.rust-lang.org/cargo/reference/config.html#targettriplelinker"
PKG_CONFIG = "https://docs.rs/pkg-config/latest/pkg_config/"


def cross_packages(spec: BuildSpec) -> tuple[str, ...]:
    """Debian packages of the cross toolchain, for any build machine where the release allows it."""
    if spec.by_zig:
        return ("python3-pip",)
    if not spec.by_cross_gcc:
        return ()
    foreign = [row for row in spec.architectures if row.key != spec.debian.cross_gcc_from]
    compilers = [row.cross_gcc for row in foreign]
    headers = [f"libc6-dev-{row.debian}-cross" for row in foreign]
    return (*compilers, *headers)


def cross_environment(spec: BuildSpec) -> Iterator[Step]:
    for architecture in spec.architectures:
        name = triple(architecture, spec.libc) or ""
        if spec.by_cross_gcc:
            yield from _gcc(spec, architecture, name)
        if spec.libc.static and not architecture.musl_static:
            yield Step(
                Env(f"CARGO_TARGET_{_shouted(name)}_RUSTFLAGS", "-C target-feature=+crt-static"),
                Reason(
                    f"Rust links {name} dynamically unless told otherwise.", ("libc", "platforms"), architecture.source
                ),
            )
    if spec.by_cross_gcc and spec.target_packages:
        yield Step(
            Env("PKG_CONFIG_ALLOW_CROSS", "1"),
            Reason("pkg-config may answer for another platform than the build machine's.", ("cross",), PKG_CONFIG),
        )


def _gcc(spec: BuildSpec, architecture: Architecture, name: str) -> Iterator[Step]:
    yield Step(
        Env(f"CARGO_TARGET_{_shouted(name)}_LINKER", architecture.compiler),
        Reason(f"The compiler that links for {architecture.key}.", ("cross", "platforms"), CARGO_CONFIG),
    )
    if spec.target_packages:
        yield Step(
            Env(
                f"PKG_CONFIG_LIBDIR_{name.replace('-', '_')}",
                f"/usr/lib/{architecture.multiarch}/pkgconfig:/usr/share/pkgconfig",
            ),
            Reason(f"Where Debian describes the libraries of {architecture.key}.", ("cross", "platforms"), PKG_CONFIG),
        )


def _shouted(name: str) -> str:
    return name.replace("-", "_").upper()
