"""Fatal problems of Debian libraries that the program links: where they install, and what it needs to start."""

from collections.abc import Iterator

from app.catalogue.tables import SYSTEM_LIBRARIES
from app.planner.spec import BuildSpec, is_library
from app.problem import MendValue, Problem

MULTIARCH = "https://wiki.debian.org/Multiarch/HOWTO"


def one_architecture_libraries(spec: BuildSpec) -> list[str]:
    """What is linked and cannot be installed for two architectures side by side."""
    return [
        name for name in spec.target_packages if name in SYSTEM_LIBRARIES and SYSTEM_LIBRARIES[name].one_architecture
    ]


def one_architecture_at_a_time(spec: BuildSpec) -> Iterator[Problem]:
    single = one_architecture_libraries(spec)
    if spec.by_cross_gcc and len(spec.architectures) > 1 and single:
        yield Problem(
            "one-architecture-at-a-time",
            "fatal",
            f"Debian cannot install {', '.join(single)} for two architectures side by side. "
            "Build one platform, or each under emulation.",
            ("build_packages", "platforms", "cross"),
            {"platforms": spec.options.platforms[:1]},
            MULTIARCH,
        )


def library_without_runtime(spec: BuildSpec) -> Iterator[Problem]:
    """Only of libraries that were named: what TLS needs is known and installed."""
    if spec.libc.static:
        return
    named = [package for package in spec.options.build_packages if is_library(package) and package in SYSTEM_LIBRARIES]
    needed = [part for package in named for part in SYSTEM_LIBRARIES[package].runtime.get(spec.debian.key, ())]
    missing = [part for part in dict.fromkeys(needed) if not _is_there(spec, part)]
    if missing:
        yield Problem(
            "library-without-runtime",
            "fatal",
            f"A program that links {', '.join(named)} does not start without {', '.join(missing)} in its image.",
            ("runtime_packages", "build_packages", "runtime"),
            _mend(spec, tuple(missing)),
            SYSTEM_LIBRARIES[named[0]].source,
        )


def _is_there(spec: BuildSpec, package: str) -> bool:
    shipped = spec.image.packages + ((spec.debian.libssl,) if spec.runtime.libssl else ())
    return package in spec.options.runtime_packages or package in shipped


def _mend(spec: BuildSpec, missing: tuple[str, ...]) -> dict[str, MendValue]:
    """The packages, in an image that can install them; one without a shell cannot."""
    mend: dict[str, MendValue] = {"runtime_packages": (*spec.options.runtime_packages, *missing)}
    manager = spec.package_manager
    if manager is None or not manager.follows_debian:
        mend |= {"runtime": None, "shell": None}
    return {name: value for name, value in mend.items() if value != getattr(spec.options, name)}
