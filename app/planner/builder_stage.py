"""What a builder stage has before it sees the project: packages, toolchain, targets and variables."""

from collections.abc import Iterator

from app.catalogue.tables import PACKAGE_MANAGERS, TOOLS
from app.options import Cache
from app.plan.build_plan import Stage, Step
from app.plan.instruction import Copy, Env, Run, ShellCommand, Workdir
from app.planner.cargo import project_folder
from app.planner.cross import cross_environment, cross_packages
from app.planner.names import CARGO_CACHE
from app.planner.profile import profile_environment
from app.planner.spec import BuildSpec, is_library
from app.reason import Reason

CHEF = TOOLS["cargo-chef"]
TOOLCHAIN_FILE = "https://rust-lang.github.io/rustup/overrides.html"
ONE_FOLDER = Reason("cargo works in one folder throughout.", ("project_dir",))
PINNED_TOOLCHAIN = Step(
    Env("RUSTUP_TOOLCHAIN", "$RUST_VERSION", expand=True),
    Reason(
        "The image's own toolchain compiles everything: no rust-toolchain file downloads a second one.",
        ("rust", "toolchain_file"),
        TOOLCHAIN_FILE,
    ),
)
INSTALL_CHEF = Step(
    Run(((f"cargo install {CHEF.key} --locked --version {CHEF.version}",),)),
    Reason("cargo-chef compiles the dependencies in a layer of their own.", ("cache",), CHEF.source),
)
LARGEST_PAGE_BITS = "16"  # 64 KiB; a program built for larger pages runs with smaller ones


def copies_timezones(spec: BuildSpec) -> bool:
    """Whether the zones come from the builder: where the image lacks them and cannot install them."""
    return spec.options.timezone_data and not spec.runtime.timezones and not spec.runtime.package_manager


def builder_image(spec: BuildSpec) -> str:
    row = spec.builder
    return f"{row.image}:{row.tag.format(rust=spec.rust, codename=spec.debian.codename)}"


def prepared(spec: BuildSpec, name: str) -> Stage:
    """The stage in which cargo runs, ready for the project's files."""
    steps = (
        *_chef(spec),
        *_toolchain_choice(spec),
        *_variables(spec),
        Step(Workdir(project_folder(spec)), ONE_FOLDER),
        *_toolchain_file(spec),
        *_tools(spec),
    )
    return Stage(builder_image(spec), _why_image(spec), steps, name, on_build_platform=spec.cross_compiles)


def _why_image(spec: BuildSpec) -> Reason:
    text = f"Rust {spec.rust} on Debian {spec.debian.label}, the release of the image, so that both have one glibc."
    if spec.cross_compiles:
        text += " It runs on the build machine's own architecture: the compiler is never emulated."
    elif len(spec.architectures) == 1:
        text += f" Meant for a build machine of {spec.architectures[0].label}."
    return Reason(text, ("rust", "debian", "builder", "cross", "platforms"), spec.builder.source)


def _chef(spec: BuildSpec) -> Iterator[Step]:
    if spec.options.cache is Cache.CHEF:
        yield INSTALL_CHEF


def _toolchain_choice(spec: BuildSpec) -> Iterator[Step]:
    if not spec.options.toolchain_file:
        yield PINNED_TOOLCHAIN


def _variables(spec: BuildSpec) -> Iterator[Step]:
    if spec.options.cache is Cache.MOUNTS:
        yield Step(
            Env("CARGO_HOME", CARGO_CACHE),
            Reason(
                "cargo's downloads and their lock lie in one folder, so that parallel builds wait for each other.",
                ("cache",),
                "https://github.com/docker/docs/pull/25616",
            ),
        )
    if spec.libc.compiler and not spec.cross_compiles:
        yield Step(
            Env(f"CC_{_underscored(spec.triples[0])}", spec.libc.compiler),
            Reason("Crates that compile C use the compiler of this C library.", ("libc",), spec.libc.source),
        )
    yield from cross_environment(spec)
    yield from _allocator(spec)
    yield from profile_environment(spec)
    for name, value in spec.options.build_env:
        yield Step(Env(name, value), Reason("A variable of your build.", ("build_env",)))


def _underscored(triple: str) -> str:
    return triple.replace("-", "_")


def _allocator(spec: BuildSpec) -> Iterator[Step]:
    if spec.allocator.page_size_env and any(row.large_pages for row in spec.architectures):
        yield Step(
            Env(spec.allocator.page_size_env, LARGEST_PAGE_BITS),
            Reason(
                "Some of these machines have memory pages of 64 KiB; the allocator must know when it is compiled.",
                ("allocator", "platforms"),
                spec.allocator.source,
            ),
        )


def _toolchain_file(spec: BuildSpec) -> Iterator[Step]:
    if spec.options.toolchain_file:
        # Of the whole repository and, if it lies deeper, of the project: the last one copied wins, as with rustup.
        deeper = () if spec.options.project_dir == "." else (f"{spec.options.project_dir}/rust-toolchain*",)
        yield Step(
            Copy(("rust-toolchain*", *deeper), "./"),
            Reason("The toolchain file is in place before anything compiles.", ("toolchain_file",), TOOLCHAIN_FILE),
        )


def _tools(spec: BuildSpec) -> Iterator[Step]:
    """Everything that is installed, in one RUN."""
    parts = (*_install_packages(spec), *_install_zig(spec), *_install_targets(spec))
    if parts:
        commands, reasons = zip(*parts, strict=True)
        because = tuple(dict.fromkeys(name for reason in reasons for name in reason.because))
        yield Step(Run(commands), Reason("What the build needs beyond the image.", because), reasons)


Part = tuple[ShellCommand, Reason]


def _install_packages(spec: BuildSpec) -> Iterator[Part]:
    packages, because = _packages(spec)
    if not packages:
        return
    apt = next(row for row in PACKAGE_MANAGERS if row.follows_debian)
    reason = Reason(f"Packages of Debian {spec.debian.label} that the build needs.", because, apt.source)
    if spec.by_cross_gcc and spec.target_packages:
        for architecture in spec.architectures:
            yield (
                (f"dpkg --add-architecture {architecture.debian}",),
                Reason(
                    f"apt may install libraries for {architecture.key}.", ("cross", "platforms"), architecture.source
                ),
            )
    for command in apt.commands(packages):
        yield command, reason


def _packages(spec: BuildSpec) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The packages to install, each once, and the options that ask for them."""
    wanted = [(package, because) for because, packages in _wanted(spec) for package in packages]
    missing = [(package, because) for package, because in wanted if package not in spec.builder.packages]
    return tuple(dict.fromkeys(p for p, _ in missing)), tuple(dict.fromkeys(b for _, b in missing))


def _wanted(spec: BuildSpec) -> Iterator[tuple[str, tuple[str, ...]]]:
    options = spec.options
    yield "cross", cross_packages(spec)
    if not spec.cross_compiles:
        yield "libc", spec.libc.build_packages
    yield "tls", spec.tls.build_packages
    yield "allocator", spec.allocator.build_packages
    yield "git_version", ("git",) if options.git_version else ()
    yield "cache", ("rsync",) if options.cache is Cache.MOUNTS else ()
    yield "timezone_data", ("tzdata",) if copies_timezones(spec) else ()
    yield "build_packages", tuple([package for package in options.build_packages if not is_library(package)])
    if spec.target_packages:
        linked = "tls" if spec.tls.target_packages else "build_packages"
        yield linked, ("pkg-config",)
        architectures = [f":{row.debian}" for row in spec.architectures] if spec.by_cross_gcc else [""]
        yield linked, tuple([f"{package}{suffix}" for package in spec.target_packages for suffix in architectures])


def _install_zig(spec: BuildSpec) -> Iterator[Part]:
    if spec.by_zig:
        tools = [TOOLS["cargo-zigbuild"], TOOLS["ziglang"]]
        wheels = tuple([f"{tool.key}=={tool.version}" for tool in tools])
        yield (
            ("pip install --break-system-packages --no-cache-dir", *wheels),
            Reason(
                "zig links for every platform. Its wheel is the right one for the build machine, whichever that is; "
                "the flag allows it beside Debian's own Python packages.",
                ("cross", "platforms"),
                TOOLS["cargo-zigbuild"].source,
            ),
        )


def _install_targets(spec: BuildSpec) -> Iterator[Part]:
    if spec.options.toolchain_file:
        yield (
            ("rustc --version",),
            Reason("The first call installs what the toolchain file asks for.", ("toolchain_file",), TOOLCHAIN_FILE),
        )
    if spec.names_triples:
        yield (
            ("rustup target add", *spec.triples),
            Reason("The standard library for what is compiled.", ("libc", "platforms", "cross"), spec.libc.source),
        )
