"""Warnings: what works, but badly, with the choice that makes it better where there is one."""

from collections.abc import Iterator

from app.catalogue.tables import ALLOCATORS, AS_OF, BUILDER_IMAGES, CACHE_BACKENDS, TOOLS
from app.options import Cache, Cross, Output, Panic, User
from app.planner.refusals_build import cross_with_tools
from app.planner.refusals_library import one_architecture_libraries
from app.planner.releases import current_release
from app.planner.spec import UNNAMED, BuildSpec
from app.problem import MendValue, Problem

PRIVILEGED = 1024
PID_1 = "https://docs.docker.com/reference/cli/docker/container/run/#init"


def bin_not_named(spec: BuildSpec) -> Iterator[Problem]:
    if not spec.options.bin:
        yield Problem(
            "bin-not-named",
            "warning",
            f'The binary is assumed to be called "{UNNAMED}". Name yours, as in [[bin]] or the package\'s name.',
            ("bin",),
            None,
            "https://github.com/LukeMathWalker/cargo-chef/issues/113",
        )


def slow_allocator(spec: BuildSpec) -> Iterator[Problem]:
    if spec.libc.slow_allocator and not spec.allocator.own:
        yield Problem(
            "slow-allocator",
            "warning",
            f"{spec.libc.label}'s allocator is slow under many threads.",
            ("allocator", "libc"),
            {"allocator": next(row.key for row in ALLOCATORS if row.own)},
            "https://nickb.dev/blog/default-musl-allocator-considered-harmful-to-performance/",
        )


def privileged_port(spec: BuildSpec) -> Iterator[Problem]:
    port = spec.options.port
    if port is not None and port < PRIVILEGED:
        yield Problem(
            "privileged-port",
            "warning",
            f"Port {port} is below {PRIVILEGED}: Kubernetes and host networking refuse it to whoever is not root.",
            ("port",),
            {"port": port + 8000},
        )


def abort_in_a_server(spec: BuildSpec) -> Iterator[Problem]:
    if spec.options.port is not None and spec.settings.panic == Panic.ABORT:
        yield Problem(
            "abort-in-a-server",
            "warning",
            'panic = "abort" ends the whole server when one request panics.',
            ("panic", "profile"),
            {"panic": Panic.UNWIND},
            "https://doc.rust-lang.org/cargo/reference/profiles.html#panic",
        )


def past_end_of_life(spec: BuildSpec) -> Iterator[Problem]:
    if spec.debian.eol < AS_OF:
        yield Problem(
            "past-end-of-life",
            "warning",
            f"Regular security updates of Debian {spec.debian.label} ended on {spec.debian.eol}.",
            ("debian", "runtime"),
            current_release(spec),
            spec.debian.source,
        )


def signals_of_pid_1(spec: BuildSpec) -> Iterator[Problem]:
    options = spec.options
    if options.port is None or options.init or options.stop_signal:
        return
    can_init = spec.runtime.package_manager is not None
    yield Problem(
        "signals-of-pid-1",
        "warning",
        "The first process of a container gets no default signal handlers: without a handler of its own for SIGTERM, "
        "docker stop waits ten seconds and kills it. If yours has one, name the stop signal; if not, run it with --init"
        + (" or let the image have an init process." if can_init else "."),
        ("stop_signal", "init"),
        {"init": True} if can_init else None,
        PID_1,
    )


def runs_as_root(spec: BuildSpec) -> Iterator[Problem]:
    if spec.options.user is User.ROOT:
        yield Problem(
            "runs-as-root",
            "warning",
            "The program runs as root, and whoever takes it over does too.",
            ("user",),
            {"user": User.NONROOT},
            "https://kubernetes.io/docs/concepts/security/pod-security-standards/",
        )


def emulated_compiler(spec: BuildSpec) -> Iterator[Problem]:
    if spec.cross is Cross.EMULATE:
        yield Problem(
            "emulated-compiler",
            "warning",
            "The compiler runs under emulation wherever the build machine is another one: an hour instead of minutes.",
            ("cross",),
            None if one_architecture_libraries(spec) else {"cross": cross_with_tools(spec)},
            "https://github.com/open-telemetry/weaver/pull/506",
        )


def several_loaded(spec: BuildSpec) -> Iterator[Problem]:
    if len(spec.architectures) > 1 and not spec.push:
        yield Problem(
            "several-loaded",
            "warning",
            "Loading an image for several platforms needs Docker's containerd image store. "
            "With a registry in its name the image can be pushed instead.",
            ("image_name", "output"),
            {"output": Output.AUTO} if "/" in spec.image_name else None,
            "https://docs.docker.com/build/building/multi-platform/#prerequisites",
        )


def mounts_are_not_exported(spec: BuildSpec) -> Iterator[Problem]:
    if spec.options.cache is Cache.MOUNTS and spec.cache_backend.cache_to:
        yield Problem(
            "mounts-are-not-exported",
            "warning",
            "A cache backend keeps layers, not cache mounts: a fresh CI runner would compile everything.",
            ("cache", "cache_backend"),
            _without_mounts(spec),
            "https://github.com/docker/build-push-action/issues/743",
        )


def not_locked(spec: BuildSpec) -> Iterator[Problem]:
    if not spec.options.locked:
        yield Problem(
            "not-locked",
            "warning",
            "Without Cargo.lock every build may get other versions. Run cargo generate-lockfile and commit the file.",
            ("locked",),
            {"locked": True},
            "https://doc.rust-lang.org/cargo/guide/cargo-toml-vs-cargo-lock.html",
        )


def links_unasked(spec: BuildSpec) -> Iterator[Problem]:
    if spec.builder.links_unasked and not spec.libc.static and not spec.runtime.package_manager:
        yield Problem(
            "links-unasked",
            "warning",
            "The full builder image carries many -dev packages: a crate may link to one of those libraries, "
            f"and {spec.runtime.label} does not have it.",
            ("builder", "runtime"),
            {"builder": BUILDER_IMAGES.default},
            spec.builder.source,
        )


def builds_on_one_machine_only(spec: BuildSpec) -> Iterator[Problem]:
    machine = spec.debian.cross_gcc_from
    if spec.by_cross_gcc and machine:
        yield Problem(
            "builds-on-one-machine-only",
            "warning",
            f"On Debian {spec.debian.label}, gcc compiles for other platforms on a build machine of {machine} only.",
            ("debian", "cross"),
            current_release(spec),
            "https://packages.debian.org/trixie/gcc-x86-64-linux-gnu",
        )


def _without_mounts(spec: BuildSpec) -> dict[str, MendValue]:
    return {"cache_backend": CACHE_BACKENDS.default} if _too_old_for_chef(spec) else {"cache": Cache.CHEF}


def _too_old_for_chef(spec: BuildSpec) -> bool:
    return spec.rust_is_older_than(TOOLS["cargo-chef"].rust_since)


def rust_not_seen(spec: BuildSpec) -> Iterator[Problem]:
    newest = TOOLS["rust"]
    if spec.rust_is_newer_than(newest.version):
        yield Problem(
            "rust-not-seen",
            "warning",
            f"Rust {spec.rust} is newer than {newest.version}, the newest image that this catalogue has seen.",
            ("rust",),
            {"rust": None},
            newest.source,
        )


def stub_needs_plain_layout(spec: BuildSpec) -> Iterator[Problem]:
    if spec.options.cache is Cache.STUB:
        yield Problem(
            "stub-needs-plain-layout",
            "warning",
            "A stub knows src/main.rs, src/lib.rs and build.rs. A [[bin]], [[bench]] or [[example]] that your manifest "
            "places elsewhere stops cargo; cargo-chef knows them all.",
            ("cache",),
            {"cache": Cache.MOUNTS if _too_old_for_chef(spec) else Cache.CHEF},
            "https://doc.rust-lang.org/cargo/reference/cargo-targets.html",
        )


def packages_of_another_distribution(spec: BuildSpec) -> Iterator[Problem]:
    manager = spec.package_manager
    if spec.options.runtime_packages and manager and not manager.follows_debian:
        yield Problem(
            "packages-of-another-distribution",
            "warning",
            f"{spec.runtime.label} installs with {manager.label}: name the runtime packages as they are there.",
            ("runtime_packages", "runtime"),
            {"runtime": None},
            manager.source,
        )
