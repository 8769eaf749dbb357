"""What makes a binary small is handed in as variables of the build, each of which reaches cargo."""

import pytest

from tests.docker import engine, recipes
from tests.docker.conftest import golden
from tests.docker.workshop import Workshop

PROGRAM = "/usr/local/bin/shop"
# All settings for glibc. For musl without two: a musl standard library that was not made by rustup may be unable to
# abort or to be optimised at link time, and the engine that answers may have such a one.
HALVES = {
    "all-of-them": ("need-libc-distroless-cc", {"profile": "small"}),
    "without-lto-and-abort": ("need-nothing-scratch", {"profile": "small", "lto": "off", "panic": "unwind"}),
}


@pytest.mark.parametrize("half", HALVES)
def test_the_profile_called_small_gives_a_smaller_binary_that_runs(workshop: Workshop, half: str) -> None:
    case, profile = HALVES[half]
    ordinary = golden(workshop, case)
    small = workshop.image(f"small-{half}", "shop", {**recipes.options(case), **profile})
    assert engine.run_image(small.image, "--version").text == "shop one\n"
    assert engine.files(small.image)[PROGRAM].size < 0.8 * engine.files(ordinary.image)[PROGRAM].size
