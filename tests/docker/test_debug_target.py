"""`shell=debug-target`: production stays bare, and `--target debug` opens a shell, whatever the runtime."""

from pathlib import PurePosixPath

import pytest

from tests.docker import engine
from tests.docker.workshop import Workshop

CASES = {
    "scratch": {"bin": ("shop",), "libc": "musl", "runtime": "scratch", "shell": "debug-target"},
    "distroless-cc": {"bin": ("shop",), "libc": "gnu", "runtime": "distroless-cc", "shell": "debug-target"},
}


@pytest.mark.parametrize("runtime", CASES)
def test_production_has_no_shell(workshop: Workshop, runtime: str) -> None:
    built = workshop.image(f"bare-{runtime}", "shop", CASES[runtime])
    assert "sh" not in {PurePosixPath(path).name for path in engine.files(built.image)}
    assert engine.run_image(built.image, "--version").text == "shop one\n"


@pytest.mark.parametrize("runtime", CASES)
def test_the_debug_target_starts_a_shell_beside_the_same_program(workshop: Workshop, runtime: str) -> None:
    workshop.image(f"bare-{runtime}", "shop", CASES[runtime])
    debug = workshop.image(f"bare-{runtime}", "shop", CASES[runtime], command="debug")
    answer = engine.run_image(debug.image, "-c", "id -u && /usr/local/bin/shop --version")
    assert (answer.code, answer.text) == (0, "65532\nshop one\n")
