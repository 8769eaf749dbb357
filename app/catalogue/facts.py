"""The kinds of rows that the catalogue holds; every row says why it is there and who says so."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, HttpUrl, field_validator


class Fact(BaseModel):
    """What every row has. `label` and `help` are for people; `source` is the page that the facts were read on."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str
    label: str = ""
    help: str = ""
    default: bool = False
    why: str
    source: str

    @field_validator("source")
    @classmethod
    def _is_an_address(cls, value: str) -> str:
        HttpUrl(value)
        return value


class Architecture(Fact):
    """A platform (`linux/arm64`) in the tongues of Rust and Debian. `proven`: this project builds and runs it."""

    proven: bool
    gnu_triple: str
    musl_triple: str | None = None
    musl_static: bool
    debian: str
    multiarch: str
    cross_gcc: str
    gcc_prefix: str | None = None
    large_pages: bool = False

    @property
    def compiler(self) -> str:
        """The name of Debian's gcc for this platform, native or cross."""
        return f"{self.gcc_prefix or self.multiarch}-gcc"


class Libc(Fact):
    """A C library as a Rust target uses it. `static`: it is linked into the program."""

    static: bool
    build_packages: tuple[str, ...] = ()
    compiler: str | None = None
    slow_allocator: bool = False


class DebianRelease(Fact):
    """A Debian release. `eol`: its last day of regular security support; `rust_since`: its first Rust image.

    `cross_gcc_from`: the one platform from which its gcc compiles for others, where not every platform can; that one's
    own compiler has no package of its own there.
    """

    codename: str
    glibc: str
    libssl: str
    eol: str
    rust_since: str
    cross_gcc_from: str | None = None


class Tls(Fact):
    """A way to speak TLS. `system_library`: it links Debian's libssl; `compiled_in`: the row that does not."""

    roots: Literal["none", "compiled", "system"]
    system_library: bool = False
    compiles_c: bool = False
    build_packages: tuple[str, ...] = ()
    target_packages: tuple[str, ...] = ()
    compiled_in: str | None = None


class BuilderImage(Fact):
    """What a builder stage starts from; `packages` are installed in it already; sizes in MB on disk."""

    image: str
    tag: str
    packages: tuple[str, ...]
    links_unasked: bool = False
    platforms: dict[str, tuple[str, ...]]
    size_mb: float


class ImageRelease(BaseModel):
    """What of a runtime image differs by Debian release. `eol`: its last day of updates; size in MB on disk, amd64."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    image: str
    tag: str | None = None
    platforms: tuple[str, ...]
    size_mb: float
    eol: str | None = None
    packages: tuple[str, ...] = ()
    """Debian packages that it carries and that programs may link."""

    @property
    def reference(self) -> str:
        return f"{self.image}:{self.tag}" if self.tag else self.image


class RuntimeImage(Fact):
    """What the finished image starts from and what it ships; `libc` names the one it ships, if any."""

    libc: str | None = None
    libgcc: bool = False
    libssl: bool = False
    certificates: bool = False
    sets_ssl_cert_file: bool = False
    timezones: bool = False
    tmp: bool = False
    passwd: bool = False
    default_user: str | None = None
    workdir: str | None = None
    shell: str | None = None
    debug_tag: str | None = None
    package_manager: str | None = None
    releases: dict[str, ImageRelease]

    def release(self, debian: str) -> ImageRelease:
        """The image for that Debian release, or the only one there is."""
        return self.releases.get(debian) or self.releases["any"]


class PackageManager(Fact):
    """How packages are installed, as shell commands, and how its init program is called."""

    install: tuple[str, ...]
    init_package: str
    init_path: str
    timezone_package: str
    follows_debian: bool = False

    def commands(self, packages: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
        """The shell commands, each in pieces between which a long one may be broken."""
        return tuple([self._pieces(command, packages) for command in self.install])

    def _pieces(self, command: str, packages: tuple[str, ...]) -> tuple[str, ...]:
        before, marker, _ = command.partition(" {packages}")
        return (before, *packages) if marker else (command,)


class ProfileSettings(BaseModel):
    """Keys of a Cargo profile; `None` leaves the project's own value."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    lto: str | None = None
    codegen_units: int | None = None
    strip: str | None = None
    panic: str | None = None


class Profile(Fact):
    """A Cargo profile by intent."""

    settings: ProfileSettings = ProfileSettings()


class Allocator(Fact):
    """What the program allocates with; `own`: it brings one, so that the C library's does not matter."""

    own: bool = False
    crate: str | None = None
    static_path: str | None = None
    version: str | None = None
    compiles_c: bool = False
    build_packages: tuple[str, ...] = ()
    page_size_env: str | None = None


class Scanner(Fact):
    """A program that scans an image; `command` is its argument list, with `{image}` for the name."""

    command: tuple[str, ...] = ()


class CacheBackend(Fact):
    """Where layers are kept between machines; `{cache}` stands for the image's name with the tag `buildcache`."""

    cache_from: str | None = None
    cache_to: str | None = None
    needs_registry: bool = False
    folder: str | None = None


class Tool(Fact):
    """A tool at the version that the builds were proven with. `rust_since`: the first Rust that compiles it."""

    version: str
    rust_since: str | None = None


class DebugShell(Fact):
    """A shell that can be copied from an image of its own into any other."""

    image: str
    path: str
    command: str
    platforms: tuple[str, ...]


class BuildTool(Fact):
    """A Debian package, or a pattern of their names, that looks like a library and serves the build alone."""


class SystemLibrary(Fact):
    """A Debian package that programs link; `runtime`: what they need of it when they run, by Debian release."""

    runtime: dict[str, tuple[str, ...]] = {}
    one_architecture: bool = False


class Choice(BaseModel):
    """The words for one value of an option."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    label: str
    help: str = ""


class OptionWords(BaseModel):
    """What people read of an option: the question, its explanation, the group it is folded into."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str
    title: str
    question: str = ""
    help: str
    group: str
    example: str = ""
    rule: str = ""
    """What a text must be like, where not every one will do: said to whoever sent another."""
    recommended: str = ""
    values: dict[str, Choice] = {}


class Group(BaseModel):
    """A group of options, in the order of the page."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str
    title: str
    help: str = ""


class Preset(Fact):
    """A recipe that many people look for, as options."""

    options: dict[str, str | int | bool | list[str] | dict[str, str]]
