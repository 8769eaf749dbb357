"""One build, two platforms: the image holds a program for each, and both run (the foreign one under emulation)."""

from pathlib import Path

import pytest

from tests.docker import engine
from tests.docker.conftest import golden
from tests.docker.recipes import RECIPES
from tests.docker.workshop import Workshop

MACHINES = {"linux/amd64": 62, "linux/arm64": 183}  # e_machine of an ELF header
CASES = ("amd64-arm64-zigbuild", "glibc-amd64-arm64-zigbuild", "openssl-amd64-arm64-gcc")


@pytest.mark.parametrize("platform", MACHINES)
@pytest.mark.parametrize("case", CASES)
def test_the_program_of_each_platform_is_of_its_machine(
    workshop: Workshop, case: str, platform: str, tmp_path: Path
) -> None:
    path = f"/usr/local/bin/{RECIPES[case].project}"
    program = engine.read(golden(workshop, case).image, path, tmp_path, "--platform", platform)
    assert int.from_bytes(program[18:20], "little") == MACHINES[platform]


@pytest.mark.parametrize("platform", MACHINES)
@pytest.mark.parametrize("case", CASES)
def test_the_program_of_each_platform_runs(workshop: Workshop, case: str, platform: str) -> None:
    says = RECIPES[case].says
    answer = engine.run_image(golden(workshop, case).image, "--version", flags=("--platform", platform))
    assert (answer.code, answer.text[: len(says)]) == (0, says)
