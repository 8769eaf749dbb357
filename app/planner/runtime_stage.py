"""The stages that ship: what the image needs beside the program, who runs it, and how it starts."""

from collections.abc import Iterator

from app.catalogue.tables import DEBUG_SHELLS
from app.options import BinsAs, Shell, User
from app.plan.build_plan import Stage, Step
from app.plan.instruction import Arg, Cmd, Copy, Entrypoint, Env, Expose, Healthcheck, Run, StopSignal, Workdir
from app.plan.instruction import User as RunAs
from app.planner import cargo
from app.planner.builder_stage import copies_timezones
from app.planner.names import (
    BINARIES,
    BUILDER,
    CERTIFICATES,
    DEBUG,
    NONROOT,
    OUT,
    PRODUCTION,
    ROOT,
    RUNTIME,
    SEARCH_PATH,
    STAGES,
    WORK,
    ZONES,
)
from app.planner.spec import BuildSpec
from app.reason import Reason

RUN_AS_NON_ROOT = "https://kubernetes.io/docs/tasks/configure-pod-container/security-context/"
EXEC_FORM = "https://docs.docker.com/reference/dockerfile/#exec-form-entrypoint-example"
SSL_CERT_FILE = "https://docs.rs/openssl-probe/latest/openssl_probe/"

TARGET_PLATFORM = Step(
    Arg("TARGETPLATFORM"), Reason("The platform that this image is for; the build sets it.", ("platforms", "cross"))
)
ONLY_THE_PROGRAM = Reason(
    "Only the program travels; it belongs to root, so that it cannot change itself.", ("bin", "platforms")
)
NOT_ROOT = Step(
    RunAs(NONROOT), Reason("Not root, and by number: Kubernetes cannot check a name.", ("user",), RUN_AS_NON_ROOT)
)


def runtime_stages(spec: BuildSpec) -> tuple[Stage, ...]:
    """The last one is production; a stage named `debug` stands before it where one was asked for."""
    if spec.options.bins_as is BinsAs.TARGETS and len(spec.bins) > 1:
        return _a_stage_each(spec)
    steps = (*_surroundings(spec), *_binaries(spec, spec.bins), *_conduct(spec), *_start(spec, spec.bins[0]))
    if spec.shell is not Shell.DEBUG_TARGET:
        return (Stage(_base(spec), _why_base(spec), steps),)
    return _with_debug((Stage(_base(spec), _why_base(spec), steps, PRODUCTION),))


def stage_names(spec: BuildSpec) -> tuple[str, ...]:
    """For each binary the name of its stage: its own in lower case, unless that is taken."""
    names: list[str] = []
    for name in spec.bins:
        stage = name.lower()
        if not stage[0].isalpha() or stage in STAGES or stage in names:
            stage = f"bin-{stage}-{len(names) + 1}"
        names.append(stage)
    return tuple(names)


def _a_stage_each(spec: BuildSpec) -> tuple[Stage, ...]:
    """What all share first; then the binaries, the first one last, since the last stage is what a bare build makes."""
    shared = Stage(_base(spec), _why_base(spec), (*_surroundings(spec), *_conduct(spec)), RUNTIME)
    why = Reason("An image for each binary: build it with --target.", ("bins_as", "bin"))
    stages = tuple(
        Stage(RUNTIME, why, (*_binaries(spec, (name,)), *_start(spec, name)), stage)
        for name, stage in zip(spec.bins, stage_names(spec), strict=True)
    )
    ordered = (shared, *stages[:0:-1], stages[0])
    return _with_debug(ordered) if spec.shell is Shell.DEBUG_TARGET else ordered


def _with_debug(stages: tuple[Stage, ...]) -> tuple[Stage, ...]:
    shell = DEBUG_SHELLS[DEBUG_SHELLS.default]
    production = stages[-1].name or PRODUCTION
    reason = Reason("The same image with a shell, built only by --target debug.", ("shell",), shell.source)
    debug = (
        Step(Copy((shell.path,), shell.path, shell.image), Reason(shell.why, ("shell",), shell.source)),
        Step(
            Env("PATH", f"{SEARCH_PATH}:{shell.path}"),
            Reason("Finds the tools of the shell.", ("shell",), shell.source),
        ),
        Step(Entrypoint((shell.command,)), Reason("Starts the shell; your program is where it always is.", ("shell",))),
    )
    last = Reason("What is built by default: production, without the shell.", ("shell",))
    return (*stages, Stage(production, reason, debug, DEBUG), Stage(production, last, ()))


def _base(spec: BuildSpec) -> str:
    if spec.shell is Shell.IMAGE and not spec.runtime.shell:
        return f"{spec.image.image}:{spec.runtime.debug_tag}"
    return spec.image.reference


def _why_base(spec: BuildSpec) -> Reason:
    return Reason(
        f"{spec.runtime.label}. {spec.runtime.why}", ("runtime", "libc", "shell", "debian"), spec.runtime.source
    )


def _surroundings(spec: BuildSpec) -> Iterator[Step]:
    """What the image lacks and the program needs around it."""
    yield from _packages(spec)
    yield from _certificates(spec)
    if copies_timezones(spec):
        yield Step(
            Copy((ZONES,), ZONES, BUILDER),
            Reason(f"{spec.runtime.label} has no time zones.", ("timezone_data", "runtime"), spec.runtime.source),
        )
    if spec.options.data_dir:
        yield Step(
            Copy((f"{OUT}/data",), spec.options.data_dir, BUILDER, owner=_owner(spec)),
            Reason("The one folder that the program may write to.", ("data_dir", "user")),
        )


def _packages(spec: BuildSpec) -> Iterator[Step]:
    manager = spec.package_manager
    if manager is None:
        return
    wanted = [("runtime_packages", package) for package in spec.options.runtime_packages]
    if spec.tls.system_library and manager.follows_debian:
        wanted.insert(0, ("tls", spec.debian.libssl))
    if spec.options.timezone_data and not spec.runtime.timezones:
        wanted.append(("timezone_data", manager.timezone_package))
    if spec.options.init:
        wanted.append(("init", manager.init_package))
    if wanted:
        names = tuple(dict.fromkeys(package for _, package in wanted))
        because = tuple(dict.fromkeys(field for field, _ in wanted))
        yield Step(
            Run(manager.commands(names)),
            Reason("What the program needs when it runs.", (*because, "runtime"), manager.source),
        )


def _certificates(spec: BuildSpec) -> Iterator[Step]:
    if spec.tls.roots != "system":
        return
    if not spec.runtime.certificates:
        yield Step(
            Copy((CERTIFICATES,), CERTIFICATES, BUILDER),
            Reason(
                f"{spec.runtime.label} has no certificates, and without them no TLS peer is trusted.",
                ("tls", "runtime"),
                spec.tls.source,
            ),
        )
    if not spec.runtime.sets_ssl_cert_file:
        yield Step(
            Env("SSL_CERT_FILE", CERTIFICATES),
            Reason("Tells every TLS library where the certificates are.", ("tls", "runtime"), SSL_CERT_FILE),
        )


def _binaries(spec: BuildSpec, names: tuple[str, ...]) -> Iterator[Step]:
    if cargo.collects(spec) and spec.cross_compiles:
        yield TARGET_PLATFORM
    folder = cargo.collected(spec)
    yield Step(Copy(tuple([f"{folder}/{name}" for name in names]), f"{BINARIES}/", BUILDER), ONLY_THE_PROGRAM)


def _conduct(spec: BuildSpec) -> Iterator[Step]:
    """How the program runs, whichever it is."""
    options = spec.options
    yield from _assets(spec)
    for name, value in options.env:
        yield Step(Env(name, value), Reason("A variable of your program.", ("env",)))
    yield from _user(spec)
    if options.port:
        yield Step(Expose(options.port), Reason("Says where it listens; docker run -p opens it.", ("port",)))
    if options.stop_signal:
        yield Step(
            StopSignal(options.stop_signal),
            Reason("The signal that your program handles to stop cleanly.", ("stop_signal",)),
        )


def _assets(spec: BuildSpec) -> Iterator[Step]:
    folder = "" if spec.options.project_dir == "." else f"{spec.options.project_dir}/"
    if not spec.options.assets:
        return
    for asset in spec.options.assets:
        source, _, destination = asset.partition(":")
        destination = destination or source
        yield Step(
            Copy((f"{folder}{source}",), destination if destination.startswith("/") else f"{WORK}/{destination}"),
            Reason("Read by the program when it runs.", ("assets",)),
        )
    # After the copies: a folder that WORKDIR makes would belong to the image's user.
    yield Step(Workdir(WORK), Reason("The folder that relative paths of the program start from.", ("assets",)))


def _user(spec: BuildSpec) -> Iterator[Step]:
    if spec.options.user is User.NONROOT:
        yield NOT_ROOT
    elif spec.runtime.default_user:
        yield Step(
            RunAs(ROOT), Reason("Root, as was asked for; this image starts as somebody else.", ("user", "runtime"))
        )


def _owner(spec: BuildSpec) -> str | None:
    return NONROOT if spec.options.user is User.NONROOT else None


def _start(spec: BuildSpec, name: str) -> Iterator[Step]:
    program = f"{BINARIES}/{name}"
    options = spec.options
    if options.healthcheck:
        yield Step(
            Healthcheck((program, *options.healthcheck)),
            Reason("The program checks itself: no shell and no curl in the image.", ("healthcheck",)),
        )
    manager = spec.package_manager
    init = (manager.init_path, "--") if options.init and manager else ()
    because = ("bin", "init") if init else ("bin",)
    yield Step(
        Entrypoint((*init, program)),
        Reason("In exec form: it needs no shell, and signals reach the program.", because, EXEC_FORM),
    )
    if options.args:
        yield Step(Cmd(options.args), Reason("Arguments that whoever runs the image may replace.", ("args",)))
