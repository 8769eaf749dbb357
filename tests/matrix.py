"""The core axes of the options, and the combinations that tests walk through."""

from collections.abc import Mapping
from itertools import product

from covertable import make

from app.catalogue.tables import DEBIAN_RELEASES, LIBCS, RUNTIME_IMAGES, TLS
from app.generator import Generation, generate
from app.options import Cache, Cross, Options, Shell
from app.problem import MendValue, mended

AXES: dict[str, tuple[object, ...]] = {
    "tls": TLS.keys,
    "libc": LIBCS.keys,
    "shell": (None, *Shell),
    "platforms": (
        ("linux/amd64",),
        ("linux/arm64",),
        ("linux/amd64", "linux/arm64"),
        ("linux/riscv64", "linux/s390x"),
        ("linux/386",),
    ),
    "runtime": (None, *RUNTIME_IMAGES.keys),
    "cache": tuple(Cache),
    "debian": DEBIAN_RELEASES.keys,
}
FURTHER_AXES: dict[str, tuple[object, ...]] = AXES | {
    "cross": (None, *Cross),
    "bin": ((), ("shop",), ("server", "Worker_2")),
    "bins_as": ("one-image", "targets"),
    "port": (None, 80, 8080),
    "data_dir": (None, "/data", "/srv", "/etc/shop"),
    "assets": ((), ("templates", "static:public"), ("web/node_modules", "Dockerfile", "src/x/target")),
    "init": (False, True),
    "user": ("nonroot", "root"),
    "profile": ("default", "fast", "small", "dist"),
    "allocator": ("system", "mimalloc", "jemalloc"),
    "comments": (False, True),
    "timezone_data": (False, True),
    "git_version": (False, True),
    "toolchain_file": (False, True),
    "locked": (True, False),
    "project_dir": (".", "services/shop", "./services/shop/"),
    "members": ((), (".", "crates/a", "./crates/b/", "src/server")),
    "package": (None, "shop-server"),
    "builder": ("slim", "full"),
    "build_packages": ((), ("cmake",), ("libpq-dev", "protobuf-compiler"), ("libsqlite3-dev",), ("libfoo-dev",)),
    "rust": (None, "1.75", "1.90", "1.98.1"),
    "env": ({}, {"A": "b c", "API_TOKEN": "x"}),
    "build_env": ({}, {"RUSTFLAGS": "-C debuginfo=0"}, {"SQLX_OFFLINE": "true"}),
    "runtime_packages": ((), ("libpq5",)),
    "image_name": (None, "registry.example/shop"),
    "output": ("auto", "load", "push"),
    "cache_backend": ("none", "registry", "gha", "local"),
    "scan": ("none", "trivy", "snyk", "scout"),
    "healthcheck": ((), ("--health",)),
    "syntax_line": (True, False),
}

Choice = Mapping[str, object]


def given(choice: Choice) -> dict[str, object]:
    return {name: value for name, value in choice.items() if value is not None}


def core() -> list[Options]:
    """Every combination of the core axes, whether it can work or not."""
    rows = (dict(zip(AXES, values, strict=True)) for values in product(*AXES.values()))
    return [Options.model_validate(given(row) | {"bin": ("shop",)}) for row in rows]


def covering(axes: Mapping[str, tuple[object, ...]], strength: int) -> list[Options]:
    """A covering array: every combination of any `strength` axes stands in some row."""
    names = list(axes)
    rows = make([list(range(len(axes[name]))) for name in names], strength=strength)
    choices = ({name: axes[name][index] for name, index in zip(names, row, strict=True)} for row in rows)
    return [Options.model_validate(given(choice)) for choice in choices]


def valid(options: list[Options]) -> list[Generation]:
    return [generation for generation in map(generate, options) if not generation.fatal]


def mended_to_the_end(options: Options, limit: int = 4) -> Generation:
    """Follows the mends that are shown until nothing fatal is left: all of a round together, `limit` rounds at most.

    Mistakes that have nothing to do with each other are shown, and mended, side by side; where two mends would change
    the same option, the first one does.
    """
    generation = generate(options)
    for _ in range(limit):
        fatal = [problem for problem in generation.problems if problem.fatal]
        if not fatal:
            break
        together: dict[str, MendValue] = {}
        for problem in fatal:
            assert problem.mend is not None, (problem.code, options.model_dump(exclude_unset=True))
            together = {**problem.mend, **together}
        options = mended(options, together)
        generation = generate(options)
    return generation


def mended_one_by_one(options: Options, limit: int = 4) -> Generation:
    """The same, following only the first mend each time: for few mistakes at once."""
    generation = generate(options)
    for _ in range(limit):
        first = next((problem for problem in generation.problems if problem.fatal), None)
        if first is None or first.mend is None:
            break
        options = mended(options, first.mend)
        generation = generate(options)
    return generation
