"""How the build is called, and the commands that people run afterwards."""

from collections.abc import Iterator

from app.options import BinsAs, Shell
from app.plan.build_plan import Command, Invocation
from app.planner.names import DEBUG
from app.planner.runtime_stage import stage_names
from app.planner.spec import BuildSpec, image_name_of
from app.reason import Reason

DEBUG_TAG = "debug"
CACHE_TAG = "buildcache"


def builds(spec: BuildSpec) -> Iterator[tuple[str, Invocation]]:
    """The name of each build in the answer, and how it is called; the one called `build` makes the production image."""
    yield "build", _invocation(spec, spec.reference)
    if spec.options.bins_as is BinsAs.TARGETS:
        for name, stage in list(zip(spec.bins, stage_names(spec), strict=True))[1:]:
            yield f"build {name}", _invocation(spec, f"{_sibling(spec, name)}:{spec.options.tag}", stage)
    if spec.shell is Shell.DEBUG_TARGET:
        yield "debug", Invocation(spec.options.platforms[:1], f"{spec.image_name}:{DEBUG_TAG}", push=False, stage=DEBUG)


def _sibling(spec: BuildSpec, binary: str) -> str:
    """The image of another binary lies beside the first one's, and never takes its name."""
    folder, slash, first = spec.image_name.rpartition("/")
    name = image_name_of(binary)
    others = [image_name_of(other) for other in spec.bins if other != binary]
    return f"{folder}{slash}{name}" if name != first and name not in others else f"{folder}{slash}{first}-{name}"


def _invocation(spec: BuildSpec, image: str, stage: str | None = None) -> Invocation:
    cache = f"{spec.image_name}:{CACHE_TAG}"
    backend = spec.cache_backend
    return Invocation(
        platforms=spec.options.platforms,
        image=image,
        push=spec.push,
        cache_from=backend.cache_from.format(cache=cache) if backend.cache_from else None,
        cache_to=backend.cache_to.format(cache=cache) if backend.cache_to else None,
        stage=stage,
    )


def commands(spec: BuildSpec) -> Iterator[Command]:
    yield Command("run", tuple(_run(spec)), Reason("Starts it on this machine.", ("port", "data_dir", "image_name")))
    if spec.shell is Shell.DEBUG_TARGET:
        yield Command(
            "run debug",
            ("docker", "run", "--rm", "-it", f"{spec.image_name}:{DEBUG_TAG}"),
            Reason("Opens a shell beside the program.", ("shell",)),
        )
    if spec.scanner.command:
        yield Command(
            "scan",
            tuple([part.format(image=spec.reference) for part in spec.scanner.command]),
            Reason(spec.scanner.why, ("scan",), spec.scanner.source),
        )


def _run(spec: BuildSpec) -> Iterator[str]:
    yield from ("docker", "run", "--rm")
    if not spec.options.init and not spec.options.stop_signal:
        yield "--init"
    if spec.options.port:
        yield from ("-p", f"{spec.options.port}:{spec.options.port}")
    if spec.options.data_dir:
        yield from ("-v", f"{spec.image_name.rpartition('/')[2]}-data:{spec.options.data_dir}")
    yield spec.reference


def notes(spec: BuildSpec) -> Iterator[str]:
    """What one should know of these answers and is neither a problem nor a line."""
    platforms = spec.options.platforms
    if not spec.cross_compiles and len(platforms) == 1:
        yield (
            f"Compiles on a machine of {spec.architectures[0].label} ({platforms[0]}). "
            "To build it from another one, choose a cross-compilation: zig, or gcc for system libraries."
        )
    unproven = [row.key for row in spec.architectures if not row.proven]
    if unproven:
        yield f"{', '.join(unproven)}: written from the same facts, but no build of this project has run there."
    if spec.cross_compiles:
        yield "Give the build its --platform, as the command does: the image holds the platforms that were compiled."
        yield "Proven on amd64 build machines; an arm64 one gets the same text, which is not proven there."
