"""The words of every cargo call, written from one place, so that the dependency layer and the build cannot differ."""

import shlex
from collections.abc import Iterator

from app.options import Cache
from app.plan.instruction import ShellCommand
from app.planner.names import OUT, WORK
from app.planner.spec import RELEASE_PROFILE, BuildSpec


def build(spec: BuildSpec) -> ShellCommand:
    """The real build, with the binaries by name."""
    return ("cargo zigbuild" if spec.by_zig else "cargo build", *_common(spec), *_bins(spec), *_targets(spec))


def build_stubs(spec: BuildSpec) -> ShellCommand:
    """The same without naming binaries: a stub cannot know which file each comes from."""
    return ("cargo zigbuild" if spec.by_zig else "cargo build", *_common(spec), *_targets(spec))


def cook(spec: BuildSpec, recipe: str) -> ShellCommand:
    """cargo-chef's build of the dependencies alone."""
    tool = "cargo chef cook --zigbuild" if spec.by_zig else "cargo chef cook"
    return (tool, f"--recipe-path {recipe}", *_common(spec), *_bins(spec), *_targets(spec))


def _common(spec: BuildSpec) -> Iterator[str]:
    options = spec.options
    yield "--release" if spec.profile_name == RELEASE_PROFILE else f"--profile {spec.profile_name}"
    if options.locked:
        yield "--locked"
    if options.package:
        yield f"--package {options.package}"
    if options.no_default_features:
        yield "--no-default-features"
    if options.features:
        yield f"--features {shlex.quote(','.join(options.features))}"


def _bins(spec: BuildSpec) -> Iterator[str]:
    for name in spec.bins:
        yield f"--bin {name}"


def _targets(spec: BuildSpec) -> Iterator[str]:
    if spec.names_triples:
        floor = f".{spec.debian.glibc}" if spec.by_zig and not spec.libc.static else ""
        for triple in spec.triples:
            yield f"--target {triple}{floor}"


def project_folder(spec: BuildSpec) -> str:
    """Where Cargo.toml lies in the builder stage."""
    return WORK if spec.options.project_dir == "." else f"{WORK}/{spec.options.project_dir}"


def collects(spec: BuildSpec) -> bool:
    """Whether the binaries are gathered under `/out`: by platform, or because the target folder is not in the layer."""
    return len(spec.architectures) > 1 or spec.cross_compiles or spec.options.cache is Cache.MOUNTS


def collected(spec: BuildSpec) -> str:
    """The folder of the binaries for one platform, as the runtime stage sees it."""
    if not collects(spec):
        return f"{project_folder(spec)}/target{_triple_folder(spec, 0)}/{spec.profile_name}"
    return f"{OUT}/$TARGETPLATFORM" if spec.cross_compiles else OUT


def collect(spec: BuildSpec) -> Iterator[ShellCommand]:
    """The commands that gather the binaries."""
    if not collects(spec):
        return
    if not spec.cross_compiles:
        yield _install(spec, _triple_folder(spec, 0), OUT)
        return
    for index, architecture in enumerate(spec.architectures):
        yield _install(spec, _triple_folder(spec, index), f"{OUT}/{architecture.key}")


def _install(spec: BuildSpec, triple_folder: str, destination: str) -> ShellCommand:
    files = [f"target{triple_folder}/{spec.profile_name}/{name}" for name in spec.bins]
    return (f"install -D -t {destination}", *files)


def _triple_folder(spec: BuildSpec, index: int) -> str:
    return f"/{spec.triples[index]}" if spec.names_triples else ""
