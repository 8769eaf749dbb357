"""The golden cases as real builds: the project of each, and what must come out of it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from tests.golden_cases import GOLDEN

SAYS = {"shop": "shop one", "fetch": "fetch one", "depot": "server one, server: depot one"}  # to `--version`
BINARIES = {"shop": ("shop",), "fetch": ("fetch",), "depot": ("server", "worker")}


@dataclass(frozen=True, slots=True)
class Recipe:
    """`folder`: where the project lies inside the build context. `separate`: an image for each program."""

    project: str
    static: bool = True
    shell: bool = False
    folder: str = "."
    separate: bool = False

    @property
    def says(self) -> str:
        return SAYS[self.project]

    @property
    def binaries(self) -> tuple[str, ...]:
        """The programs of the image that the command called `build` makes."""
        found = BINARIES[self.project]
        return found[:1] if self.separate else found


RECIPES: Mapping[str, Recipe] = MappingProxyType(
    {
        "musl-distroless-static": Recipe("shop"),
        "need-nothing-scratch": Recipe("shop"),
        "need-certificates-distroless-static": Recipe("shop"),
        "need-libc-distroless-cc": Recipe("shop", static=False),
        "need-shell-alpine": Recipe("shop", shell=True),
        "amd64-arm64-zigbuild": Recipe("shop"),
        "stub-dependency-layer": Recipe("shop", static=False),
        "chef-distroless-cc": Recipe("shop", static=False),
        "smallest-binary": Recipe("shop", static=False),
        "hardened-non-root-scan": Recipe("shop"),
        "certificates-into-scratch": Recipe("shop"),
        "not-found-mended-by-musl": Recipe("shop"),
        "not-found-mended-by-distroless-cc": Recipe("shop", static=False),
        "glibc-amd64-arm64-zigbuild": Recipe("shop", static=False),
        "openssl-amd64-arm64-gcc": Recipe("fetch", static=False),
        "openssl-amd64-arm64-gcc-bookworm": Recipe("fetch", static=False),
        "openssl-vendored-musl": Recipe("fetch"),
        "mounts-in-a-subfolder-commented": Recipe("shop", folder="services/shop"),
        "workspace-one-image-chef": Recipe("depot", static=False),
        "workspace-two-images-debug": Recipe("depot", static=False, separate=True),
    }
)

# Golden cases about texts: they ask for folders, features, packages or a registry that none of the projects has.
TEXT_ONLY = frozenset({"everything-around-the-program", "toolchain-file-and-git"})


def options(case: str) -> dict[str, Any]:
    return tomllib.loads((GOLDEN / case / "options.toml").read_text(encoding="utf-8"))
