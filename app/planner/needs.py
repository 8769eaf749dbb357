"""What the program and the visitor need of a runtime image, and the first thing of it that an image lacks."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from app.catalogue.facts import ImageRelease, Libc, RuntimeImage, Tls
from app.catalogue.tables import PACKAGE_MANAGERS, RUNTIME_IMAGES
from app.options import Cross, Options, Shell

LackKind = Literal["libc", "libgcc", "libssl", "packages", "init", "shell", "platform"]


@dataclass(frozen=True, slots=True)
class Needs:
    """`libc`: the C library that the image must bring, `None` for a static program."""

    libc: str | None
    libgcc: bool
    libssl: bool
    packages: bool
    init: bool
    shell: Shell | None
    comfort: bool
    platforms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lack:
    """What an image misses: the kind, and for platforms their names."""

    kind: LackKind
    what: str = ""


def needs_of(options: Options, libc: Libc, tls: Tls, cross: Cross) -> Needs:
    """Computed from the linker and the C library: gcc leaves a wish for libgcc_s.so.1 in the program, zig does not."""
    return Needs(
        libc=None if libc.static else libc.key,
        libgcc=not libc.static and cross is not Cross.ZIGBUILD,
        libssl=tls.system_library and not libc.static,
        packages=bool(options.runtime_packages),
        init=options.init,
        shell=options.shell,
        comfort=tls.roots == "system" or options.timezone_data,
        platforms=options.platforms,
    )


def lack(needs: Needs, image: RuntimeImage, release: ImageRelease) -> Lack | None:
    """The first thing that is needed and that this image cannot give, even after installing what it can install."""
    kind = _lacking(needs, image)
    if kind:
        return Lack(kind)
    missing = [platform for platform in needs.platforms if platform not in release.platforms]
    return Lack("platform", " and ".join(missing)) if missing else None


def _lacking(needs: Needs, image: RuntimeImage) -> LackKind | None:
    if needs.libc and image.libc != needs.libc:
        return "libc"
    if needs.libgcc and not image.libgcc:
        return "libgcc"
    if not image.package_manager:
        if needs.libssl and not image.libssl:
            return "libssl"
        if needs.packages:
            return "packages"
        if needs.init:
            return "init"
    if needs.shell is Shell.IMAGE and not (image.shell or image.debug_tag):
        return "shell"
    return None


@lru_cache(maxsize=1024)  # few different needs occur, and every answer asks
def smallest(needs: Needs, debian: str) -> RuntimeImage | None:
    """The first image that lacks nothing; rather one with certificates and zones of its own, where they are wanted."""
    fitting = [row for row in RUNTIME_IMAGES if _suits(needs, row) and lack(needs, row, row.release(debian)) is None]
    for row in fitting:
        if row.certificates or row.libc is not None or not needs.comfort:
            return row
    return fitting[0] if fitting else None


def _suits(needs: Needs, image: RuntimeImage) -> bool:
    """A shell that was asked for is the image's own; where none is wanted, the image has none."""
    if needs.packages and not (image.package_manager and PACKAGE_MANAGERS[image.package_manager].follows_debian):
        return False  # the packages are Debian's
    if needs.shell is Shell.IMAGE:
        return image.shell is not None
    return needs.shell is None or image.shell is None
