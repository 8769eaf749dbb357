"""The ways to compile: dependencies first with cargo-chef or stubs, all in cache mounts, or without a cache."""

from collections.abc import Iterator
from typing import assert_never

from app.options import Cache, Cross
from app.plan.build_plan import Stage, Step
from app.plan.instruction import Arg, BindMount, CacheMount, Copy, Mount, Run, ShellCommand
from app.planner import cargo
from app.planner.builder_stage import prepared
from app.planner.names import BUILDER, CARGO_CACHE, CHEF, OUT, PLANNER, SOURCE, WORK
from app.planner.spec import BuildSpec
from app.reason import Reason

RECIPE = "recipe.json"
STALE = "https://github.com/rust-lang/cargo/issues/7181"
CHEF_README = "https://github.com/LukeMathWalker/cargo-chef#how-to-use"
# cargo compares times of last change, and a checkout may be older than the layer that its stubs were built in.
MAKE_STALE = ("find . -name '*.rs' -not -path './target/*' -exec touch {} +",)

SAME_START = Reason(
    "Starts from the same toolchain and folder: another one would make the cooked layer useless.",
    ("cache",),
    CHEF_README,
)
WHOLE_PROJECT = Reason("Your project, less what .dockerignore leaves out.", ("project_dir",))
ONLY_DEPENDENCIES = Reason(
    "Reduces the project to a list of its dependencies; it changes only when they do.", ("cache",), CHEF_README
)
ONLY_RECIPE = Reason("Only the recipe: a change of your code leaves the next layer as it is.", ("cache",))
NOTHING_STALE = Reason(
    "Your files may be older than the layer above; cargo would then take its empty stand-ins for your program.",
    ("cache",),
    STALE,
)
FETCHABLE = Reason("Puts the binaries where the finished image fetches them.", ("platforms", "cross", "cache", "bin"))
WRITABLE = Reason("The empty folder that the program may write to.", ("data_dir",))
PREPARE = Step(Run(((f"cargo chef prepare --recipe-path {RECIPE}",),)), ONLY_DEPENDENCIES)

Part = tuple[ShellCommand, Reason]


def compile_stages(spec: BuildSpec) -> tuple[Stage, ...]:
    """The stages up to and including the one that holds the binaries."""
    match spec.options.cache:
        case Cache.CHEF:
            return _chef(spec)
        case Cache.STUB:
            return (_extended(spec, (*_stub_layer(spec), _copy_source(spec), _build(spec, stale=True))),)
        case Cache.MOUNTS:
            return (_extended(spec, (*_platform_argument(spec), _build_in_mounts(spec))),)
        case Cache.NONE:
            return (_extended(spec, (_copy_source(spec), _build(spec, stale=False))),)
        case unknown:
            assert_never(unknown)


def _extended(spec: BuildSpec, steps: tuple[Step, ...]) -> Stage:
    stage = prepared(spec, BUILDER)
    return Stage(stage.base, stage.reason, stage.steps + steps, BUILDER, stage.on_build_platform)


def _chef(spec: BuildSpec) -> tuple[Stage, ...]:
    recipe = Step(Copy((f"{cargo.project_folder(spec)}/{RECIPE}",), RECIPE, PLANNER), ONLY_RECIPE)
    cook = Step(
        Run((cargo.cook(spec, RECIPE),)),
        Reason(
            "Compiles the dependencies, with the very flags of the build below.",
            ("cache", *_flag_options(spec)),
            CHEF_README,
        ),
    )
    source = _copy_source(spec)
    return (
        prepared(spec, CHEF),
        Stage(CHEF, SAME_START, (source, PREPARE), PLANNER),
        Stage(CHEF, SAME_START, (recipe, cook, source, _build(spec, stale=True)), BUILDER),
    )


def _flag_options(spec: BuildSpec) -> tuple[str, ...]:
    options = spec.options
    names = ["profile", "locked", "bin"]
    names += [name for name in ("package", "features", "no_default_features") if getattr(options, name)]
    if spec.names_triples:
        names += ["libc", "platforms", "cross"]
    return tuple(names)


def _copy_source(spec: BuildSpec) -> Step:
    return Step(Copy((".",), "." if spec.options.project_dir == "." else f"{WORK}/"), WHOLE_PROJECT)


def _build(spec: BuildSpec, *, stale: bool) -> Step:
    compiles = Reason("Compiles your program.", _flag_options(spec))
    first = ((MAKE_STALE, NOTHING_STALE),) if stale else ()
    return _run((*first, (cargo.build(spec), compiles), *_afterwards(spec)), compiles)


def _afterwards(spec: BuildSpec) -> Iterator[Part]:
    for command in cargo.collect(spec):
        yield command, FETCHABLE
    if spec.options.data_dir:
        yield (f"mkdir -p {OUT}/data",), WRITABLE


def _run(parts: tuple[Part, ...], reason: Reason, mounts: tuple[Mount, ...] = ()) -> Step:
    commands, reasons = zip(*parts, strict=True)
    return Step(Run(commands, mounts), reason, reasons)


def _stub_layer(spec: BuildSpec) -> Iterator[Step]:
    folder = "" if spec.options.project_dir == "." else f"{spec.options.project_dir}/"
    lock = (f"{folder}Cargo.lock",) if spec.options.locked else ()
    yield Step(
        Copy((f"{folder}Cargo.toml", *lock), "./"),
        Reason(
            "The manifest and the lock file alone decide about the dependencies.", ("cache", "locked", "project_dir")
        ),
    )
    yield Step(
        Copy((f"{folder}.cargo*",), ".cargo/"),
        Reason(
            "cargo's own settings, if the project has any: registries and flags decide about dependencies.", ("cache",)
        ),
    )
    for member in spec.options.members:
        yield Step(
            Copy((f"{folder}{member}/Cargo.toml",), f"{member}/"),
            Reason("A workspace is read whole, so every member's manifest must be there.", ("members", "cache")),
        )
    yield _run(tuple(_stubs(spec)), Reason("Compiles the dependencies against empty programs.", ("cache", "members")))


def _stubs(spec: BuildSpec) -> Iterator[Part]:
    reason = Reason("Empty stand-ins for your program, library and build script.", ("cache", "members"))
    folders = ("", *(f"{member}/" for member in spec.options.members))
    yield ("mkdir -p", *(f"{folder}src" for folder in folders)), reason
    yield ("echo 'fn main() {}' > build.rs",), reason
    for folder in folders:
        yield (f"cp build.rs {folder}src/main.rs",), reason
        if folder:
            yield (f"cp build.rs {folder}build.rs",), reason
    yield ("touch", *(f"{folder}src/lib.rs" for folder in folders)), reason
    yield (
        cargo.build_stubs(spec),
        Reason("The dependencies, with the flags of the build below.", ("cache", *_flag_options(spec))),
    )
    leftovers = [f"{folder}src {folder}build.rs" for folder in folders]
    yield ("rm -rf", *leftovers), Reason("Nothing of the stand-ins stays among your files.", ("cache",))


def _platform_argument(spec: BuildSpec) -> Iterator[Step]:
    if spec.cross is Cross.EMULATE:
        yield Step(Arg("TARGETARCH"), Reason("Each platform has a cache of its own.", ("cache", "platforms")))


def _build_in_mounts(spec: BuildSpec) -> Step:
    key = f"{spec.bins[0]}-{spec.builder.key}-{spec.debian.codename}"
    if spec.cross is Cross.EMULATE:
        key += "-$TARGETARCH"
    mounts: tuple[Mount, ...] = (
        BindMount(SOURCE),
        CacheMount(CARGO_CACHE),
        CacheMount(WORK, key, locked=True),
    )
    target = "/target" if spec.options.project_dir == "." else f"/{spec.options.project_dir}/target"
    parts = (
        (
            (f"rsync -rlp --checksum --delete --exclude={target} {SOURCE}/ {WORK}/",),
            Reason(
                "Brings in what differs in content, with a new time: cargo never takes an old binary for a new one.",
                ("cache",),
                STALE,
            ),
        ),
        (cargo.build(spec), Reason("Compiles what has changed.", _flag_options(spec))),
        *_afterwards(spec),
    )
    reason = Reason(
        "The builder keeps downloads and results; the binary is copied out, since a mount is in no layer.", ("cache",)
    )
    return _run(parts, reason, mounts)
