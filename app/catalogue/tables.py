"""Reads the catalogue's tables from `data/`, once, at import; the only module below the web that reads files."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Generic, TypeVar

from pydantic import BaseModel

from app.catalogue import facts

DATA = Path(__file__).parent / "data"

Row = TypeVar("Row", bound=BaseModel)


class Table(Generic[Row]):
    """The rows of one kind, by key, in the order of their file."""

    def __init__(self, name: str, kind: type[Row]) -> None:
        document = tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))
        rows = {key: kind.model_validate({"key": key, **row}) for key, row in document["rows"].items()}
        self.name = name
        self.rows: Mapping[str, Row] = MappingProxyType(rows)

    def __getitem__(self, key: str) -> Row:
        return self.rows[key]

    def __contains__(self, key: object) -> bool:
        return key in self.rows

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows.values())

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(self.rows)

    @property
    def default(self) -> str:
        """The key of the row that stands where nothing was chosen. Raises StopIteration where no row says so."""
        return next(key for key, row in self.rows.items() if getattr(row, "default", False))


ARCHITECTURES = Table("architectures", facts.Architecture)
LIBCS = Table("libcs", facts.Libc)
DEBIAN_RELEASES = Table("debian_releases", facts.DebianRelease)
TLS = Table("tls", facts.Tls)
BUILDER_IMAGES = Table("builder_images", facts.BuilderImage)
RUNTIME_IMAGES = Table("runtime_images", facts.RuntimeImage)
PACKAGE_MANAGERS = Table("package_managers", facts.PackageManager)
PROFILES = Table("profiles", facts.Profile)
ALLOCATORS = Table("allocators", facts.Allocator)
SCANNERS = Table("scanners", facts.Scanner)
CACHE_BACKENDS = Table("cache_backends", facts.CacheBackend)
TOOLS = Table("tools", facts.Tool)
DEBUG_SHELLS = Table("debug_shells", facts.DebugShell)
SYSTEM_LIBRARIES = Table("system_libraries", facts.SystemLibrary)
BUILD_TOOLS = Table("build_tools", facts.BuildTool)
GROUPS = Table("groups", facts.Group)
OPTION_WORDS = Table("options", facts.OptionWords)
PRESETS = Table("presets", facts.Preset)

_RULES = tomllib.loads((DATA / "rules.toml").read_text(encoding="utf-8"))
RULES: str = _RULES["version"]
"""The version of the whole catalogue, `YYYY.MM`; answers name it."""
AS_OF: str = _RULES["as_of"]
"""The day (ISO 8601) on which ends of life are judged: the generator has no clock."""
