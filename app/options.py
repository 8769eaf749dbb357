"""Options: what a visitor may choose, flat and frozen; every value from outside is constrained here."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    PlainSerializer,
    StrictBool,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import CoreSchema, core_schema

from app.catalogue.tables import (
    ALLOCATORS,
    ARCHITECTURES,
    BUILDER_IMAGES,
    CACHE_BACKENDS,
    DEBIAN_RELEASES,
    LIBCS,
    OPTION_WORDS,
    PROFILES,
    RUNTIME_IMAGES,
    SCANNERS,
    TLS,
    Table,
)

# No control, format (bidi, zero-width), surrogate, private or unassigned characters, no line or paragraph separators.
PRINTABLE = r"^[^\p{C}\p{Zl}\p{Zp}]*$"
NAME = r"^[A-Za-z0-9_][A-Za-z0-9_-]{0,63}$"
SEGMENT = r"[A-Za-z0-9_.][A-Za-z0-9_.+@-]{0,127}"
PATH = rf"^{SEGMENT}(?:/{SEGMENT}){{0,15}}/?$"
LONGEST_LIST = 64


class Shell(StrEnum):
    NONE = "none"
    DEBUG_TARGET = "debug-target"
    IMAGE = "image"


class BinsAs(StrEnum):
    ONE_IMAGE = "one-image"
    TARGETS = "targets"


class Cache(StrEnum):
    CHEF = "chef"
    STUB = "stub"
    MOUNTS = "mounts"
    NONE = "none"


class Cross(StrEnum):
    NATIVE = "native"
    ZIGBUILD = "zigbuild"
    GCC = "gcc"
    EMULATE = "emulate"


class User(StrEnum):
    NONROOT = "nonroot"
    ROOT = "root"


class Output(StrEnum):
    AUTO = "auto"
    LOAD = "load"
    PUSH = "push"


class Strip(StrEnum):
    NONE = "none"
    DEBUGINFO = "debuginfo"
    SYMBOLS = "symbols"


class Lto(StrEnum):
    OFF = "off"
    THIN = "thin"
    FAT = "fat"


class Panic(StrEnum):
    UNWIND = "unwind"
    ABORT = "abort"


class StopSignal(StrEnum):
    TERM = "SIGTERM"
    INT = "SIGINT"
    QUIT = "SIGQUIT"
    HUP = "SIGHUP"
    USR1 = "SIGUSR1"
    USR2 = "SIGUSR2"
    WINCH = "SIGWINCH"


class KeyOf:
    """Makes the keys of a catalogue table the allowed values: a new row is a new choice, everywhere."""

    def __init__(self, table: Table[Any]) -> None:
        self.table = table

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.literal_schema(list(self.table.keys))


def _one_is_a_list(value: object) -> object:
    return (value,) if isinstance(value, str) else value


def _once(values: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(values)) != len(values):
        raise ValueError("names a value twice")
    return values


def _pairs(value: object) -> object:
    if isinstance(value, Mapping):
        return tuple(value.items())
    if isinstance(value, tuple):
        return value
    raise ValueError("must be an object of names and texts")


def _names_once(pairs: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    _once(tuple(name for name, _ in pairs))
    return pairs


def _inside(path: str) -> str:
    """The path without needless parts: `./a/` is `a`."""
    parts = path.split("/")
    if ".." in parts:
        raise ValueError("must stay inside the project: no '..'")
    tidy = "/".join(part for part in parts if part not in ("", "."))
    return f"/{tidy}" if path.startswith("/") else tidy or "."


def _asset(asset: str) -> str:
    origin, colon, destination = asset.partition(":")
    if _inside(origin) == ".":
        raise ValueError("must name a file or folder of the project, not all of it")
    return f"{_inside(origin)}{colon}{_inside(destination) if colon else ''}"


def _members(paths: tuple[str, ...]) -> tuple[str, ...]:
    """The root of the workspace needs no naming."""
    return _once(tuple(path for path in paths if path != "."))


def _text(pattern: str, longest: int = 255) -> StringConstraints:
    return StringConstraints(strict=True, pattern=pattern, min_length=1, max_length=longest)


Printable = Annotated[str, StringConstraints(strict=True, pattern=PRINTABLE, max_length=1024)]
Name = Annotated[str, _text(NAME)]
Path = Annotated[str, _text(PATH), AfterValidator(_inside)]
AbsolutePath = Annotated[str, _text(rf"^(?:/{SEGMENT}){{1,16}}/?$"), AfterValidator(_inside)]
Feature = Annotated[str, _text(r"^[A-Za-z0-9_][A-Za-z0-9_+.?-]{0,63}(?:/[A-Za-z0-9_][A-Za-z0-9_+.-]{0,63})?$")]
DebianPackage = Annotated[str, _text(r"^[a-z0-9][a-z0-9+.-]{1,63}$")]
RELATIVE = rf"{SEGMENT}(?:/{SEGMENT}){{0,15}}/?"
Asset = Annotated[str, _text(rf"^{RELATIVE}(?::/?{RELATIVE})?$"), AfterValidator(_asset)]
Variable = Annotated[str, _text(r"^[A-Za-z_][A-Za-z0-9_]{0,127}$")]
ImageName = Annotated[
    str,
    _text(
        r"^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,100}[A-Za-z0-9])?(?::[0-9]{1,5})?/)?"
        r"[a-z0-9]+(?:(?:[._]|__|-{1,4})[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:[._]|__|-{1,4})[a-z0-9]+)*){0,8}$"
    ),
]
Whole = Annotated[int, Field(strict=True)]

_list = (BeforeValidator(_one_is_a_list), Field(max_length=LONGEST_LIST))
Names = Annotated[tuple[Name, ...], *_list, AfterValidator(_once)]
Paths = Annotated[tuple[Path, ...], *_list, AfterValidator(_members)]
Features = Annotated[tuple[Feature, ...], *_list, AfterValidator(_once)]
DebianPackages = Annotated[tuple[DebianPackage, ...], *_list, AfterValidator(_once)]
Assets = Annotated[tuple[Asset, ...], *_list, AfterValidator(_once)]
Words = Annotated[tuple[Annotated[Printable, Field(min_length=1)], ...], *_list]
Platforms = Annotated[
    tuple[Annotated[str, KeyOf(ARCHITECTURES)], ...], *_list, Field(min_length=1), AfterValidator(_once)
]
Variables = Annotated[
    tuple[tuple[Variable, Printable], ...],
    BeforeValidator(_pairs),
    Field(max_length=LONGEST_LIST),
    AfterValidator(_names_once),
    PlainSerializer(dict, return_type=dict[str, str]),
    WithJsonSchema({"type": "object", "additionalProperties": {"type": "string"}}),
]


class Options(BaseModel):
    """Every option may be left out; `None` means that it was, and that the planner finds what fits."""

    model_config = ConfigDict(frozen=True, extra="forbid", title="Options")

    tls: Annotated[str, KeyOf(TLS)] = TLS.default
    libc: Annotated[str, KeyOf(LIBCS)] = LIBCS.default
    shell: Shell | None = None
    platforms: Platforms = (ARCHITECTURES.default,)

    bin: Names = ()
    bins_as: BinsAs = BinsAs.ONE_IMAGE
    package: Name | None = None
    project_dir: Path = "."
    members: Paths = ()
    features: Features = ()
    no_default_features: StrictBool = False
    rust: Annotated[str, _text(r"^1\.[0-9]{1,3}(?:\.[0-9]{1,3})?$")] | None = None
    toolchain_file: StrictBool = False
    locked: StrictBool = True
    build_packages: DebianPackages = ()
    runtime_packages: DebianPackages = ()
    build_env: Variables = ()
    assets: Assets = ()
    git_version: StrictBool = False

    runtime: Annotated[str, KeyOf(RUNTIME_IMAGES)] | None = None
    debian: Annotated[str, KeyOf(DEBIAN_RELEASES)] = DEBIAN_RELEASES.default
    builder: Annotated[str, KeyOf(BUILDER_IMAGES)] = BUILDER_IMAGES.default
    timezone_data: StrictBool = False
    init: StrictBool = False

    cache: Cache = Cache.CHEF
    cache_backend: Annotated[str, KeyOf(CACHE_BACKENDS)] = CACHE_BACKENDS.default
    cross: Cross | None = None

    user: User = User.NONROOT
    port: Annotated[Whole, Field(ge=1, le=65535)] | None = None
    env: Variables = ()
    args: Words = ()
    data_dir: AbsolutePath | None = None
    stop_signal: StopSignal | None = None
    healthcheck: Words = ()

    profile: Annotated[str, _text(r"^[A-Za-z_][A-Za-z0-9_-]{0,63}$")] = PROFILES.default
    strip: Strip | None = None
    lto: Lto | None = None
    codegen_units: Annotated[Whole, Field(ge=1, le=256)] | None = None
    panic: Panic | None = None
    allocator: Annotated[str, KeyOf(ALLOCATORS)] = ALLOCATORS.default

    image_name: ImageName | None = None
    tag: Annotated[str, _text(r"^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$")] = "latest"
    output: Output = Output.AUTO
    comments: StrictBool = False
    syntax_line: StrictBool = True

    scan: Annotated[str, KeyOf(SCANNERS)] = SCANNERS.default

    @model_validator(mode="before")
    @classmethod
    def _null_is_not_given(cls, value: object) -> object:
        if isinstance(value, dict):
            return {name: given for name, given in value.items() if given is not None}
        return value


for _name, _field in Options.model_fields.items():  # the words of people, from their one place, into the JSON schema
    _field.title, _field.description = OPTION_WORDS[_name].title, OPTION_WORDS[_name].help
Options.model_rebuild(force=True)
