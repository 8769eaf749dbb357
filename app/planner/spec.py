"""Turns options into a build specification: keys become rows, and what was not given is found out."""

from dataclasses import dataclass
from fnmatch import fnmatchcase

from app.catalogue.facts import (
    Allocator,
    Architecture,
    BuilderImage,
    CacheBackend,
    DebianRelease,
    ImageRelease,
    Libc,
    PackageManager,
    ProfileSettings,
    RuntimeImage,
    Scanner,
    Tls,
)
from app.catalogue.tables import (
    ALLOCATORS,
    ARCHITECTURES,
    BUILD_TOOLS,
    BUILDER_IMAGES,
    CACHE_BACKENDS,
    DEBIAN_RELEASES,
    LIBCS,
    PACKAGE_MANAGERS,
    PROFILES,
    RUNTIME_IMAGES,
    SCANNERS,
    TLS,
    TOOLS,
)
from app.options import Cross, Options, Output, Shell
from app.planner.needs import Needs, needs_of, smallest

UNNAMED = "app"
LIBRARY_SUFFIX = "-dev"
RELEASE_PROFILE = "release"
_WITH_TOOLS = frozenset((Cross.ZIGBUILD, Cross.GCC))


@dataclass(frozen=True, slots=True)
class BuildSpec:
    """Options with their keys replaced by rows; every field is decided, so that the planner only has to write."""

    options: Options
    bins: tuple[str, ...]
    tls: Tls
    libc: Libc
    architectures: tuple[Architecture, ...]
    debian: DebianRelease
    builder: BuilderImage
    needs: Needs
    runtime: RuntimeImage
    image: ImageRelease
    shell: Shell
    cross: Cross
    rust: str
    allocator: Allocator
    scanner: Scanner
    cache_backend: CacheBackend
    profile_name: str
    settings: ProfileSettings
    image_name: str
    push: bool
    triples: tuple[str, ...]
    """Rust's names of the platforms with this C library; an empty one where rustup has none."""
    target_packages: tuple[str, ...]
    """Debian packages that the program links: wanted for the platform it will run on."""
    cross_compiles: bool
    """The builder stage runs on the build machine's own architecture, whatever the image is for."""
    names_triples: bool
    """Whether cargo is told what to compile for; only the plain native glibc build needs no such word."""

    @property
    def by_zig(self) -> bool:
        return self.cross is Cross.ZIGBUILD

    @property
    def by_cross_gcc(self) -> bool:
        return self.cross is Cross.GCC

    @property
    def package_manager(self) -> PackageManager | None:
        return PACKAGE_MANAGERS[self.runtime.package_manager] if self.runtime.package_manager else None

    @property
    def reference(self) -> str:
        """The name of the finished image, with its tag."""
        return f"{self.image_name}:{self.options.tag}"

    def rust_is_newer_than(self, version: str) -> bool:
        """By minor version: `1.98.1` is no newer than `1.98`."""
        return _version(self.rust)[:2] > _version(version)

    def rust_is_older_than(self, version: str | None) -> bool:
        return version is not None and _version(self.rust) < _version(version)

    @property
    def resolved(self) -> Options:
        return self.options.model_copy(
            update={
                "bin": self.bins,
                "shell": self.shell,
                "runtime": self.runtime.key,
                "cross": self.cross,
                "rust": self.rust,
                "image_name": self.image_name,
                "output": Output.PUSH if self.push else Output.LOAD,
            }
        )


def _version(text: str) -> tuple[int, ...]:
    return tuple([int(part) for part in text.split(".")])


def is_library(package: str) -> bool:
    """Whether a Debian package is one that programs link, going by Debian's own naming."""
    return package.endswith(LIBRARY_SUFFIX) and not any(fnmatchcase(package, tool) for tool in BUILD_TOOLS.keys)


def triple(architecture: Architecture, libc: Libc) -> str | None:
    """Rust's name for that machine with that C library, if there is one."""
    return architecture.musl_triple if libc.static else architecture.gnu_triple


def resolve(options: Options) -> BuildSpec:
    """Every key becomes its row. What was not given is chosen so that it fits the rest, as far as anything does."""
    libc, tls = LIBCS[options.libc], TLS[options.tls]
    cross = options.cross or _cross_that_fits(options)
    needs = needs_of(options, libc, tls, cross)
    runtime = RUNTIME_IMAGES[options.runtime] if options.runtime else _runtime_that_fits(needs, options.debian)
    intent = PROFILES.rows.get(options.profile)
    image_name = options.image_name or image_name_of(options.bin[0] if options.bin else UNNAMED)
    architectures = tuple([ARCHITECTURES[platform] for platform in options.platforms])
    cross_compiles = cross in _WITH_TOOLS
    return BuildSpec(
        options=options,
        bins=options.bin or (UNNAMED,),
        tls=tls,
        libc=libc,
        architectures=architectures,
        debian=DEBIAN_RELEASES[options.debian],
        builder=BUILDER_IMAGES[options.builder],
        needs=needs,
        runtime=runtime,
        image=runtime.release(options.debian),
        shell=options.shell or (Shell.IMAGE if runtime.shell else Shell.NONE),
        cross=cross,
        rust=options.rust or TOOLS["rust"].version,
        allocator=ALLOCATORS[options.allocator],
        scanner=SCANNERS[options.scan],
        cache_backend=CACHE_BACKENDS[options.cache_backend],
        profile_name=RELEASE_PROFILE if intent else options.profile,
        settings=_settings(options, intent.settings if intent else ProfileSettings()),
        image_name=image_name,
        push=_pushes(options, image_name),
        triples=tuple([triple(architecture, libc) or "" for architecture in architectures]),
        target_packages=(*tls.target_packages, *filter(is_library, options.build_packages)),
        cross_compiles=cross_compiles,
        names_triples=cross_compiles or libc.static,
    )


def _runtime_that_fits(needs: Needs, debian: str) -> RuntimeImage:
    """Where nothing fits, the image that can install most, or the empty one: the problem then says what is missing."""
    rows = tuple(RUNTIME_IMAGES)
    return smallest(needs, debian) or (rows[-1] if needs.libc else rows[0])


def _settings(options: Options, intent: ProfileSettings) -> ProfileSettings:
    if (options.lto, options.codegen_units, options.strip, options.panic) == (None, None, None, None):
        return intent
    return ProfileSettings(
        lto=options.lto or intent.lto,
        codegen_units=options.codegen_units or intent.codegen_units,
        strip=options.strip or intent.strip,
        panic=options.panic or intent.panic,
    )


def _cross_that_fits(options: Options) -> Cross:
    if len(options.platforms) == 1:
        return Cross.NATIVE
    links_debian = TLS[options.tls].system_library or any(map(is_library, options.build_packages))
    return Cross.GCC if links_debian and not LIBCS[options.libc].static else Cross.ZIGBUILD


def image_name_of(binary: str) -> str:
    """A name that Docker takes: lower case, words joined by single dashes."""
    return "-".join(filter(None, binary.lower().replace("_", "-").split("-"))) or UNNAMED


def _pushes(options: Options, image_name: str) -> bool:
    if options.output is not Output.AUTO:
        return options.output is Output.PUSH
    return len(options.platforms) > 1 and "/" in image_name
