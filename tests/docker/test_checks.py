"""BuildKit's own checks find nothing in a covering array of the core axes, nor in any golden case."""

import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.generator import generate
from tests.golden_cases import CASES, options_of
from tests.matrix import AXES, covering, mended_to_the_end

CLEAN = "Check complete, no warnings found."


def checked(text: str, context: Path) -> str:
    """What `docker buildx build --check` says of a Dockerfile; nothing is built."""
    command = ["docker", "buildx", "build", "--check", "--progress", "plain", "--file", "-", str(context)]
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=False, timeout=300)
    return done.stdout + done.stderr


def dockerfiles() -> list[str]:
    covered = [mended_to_the_end(options) for options in covering(AXES, 3)]
    golden = [generate(options_of(case)) for case in CASES]
    return sorted({generation.files[0].text for generation in (*covered, *golden)})


def test_buildkit_finds_nothing_in_any_of_them(tmp_path: Path) -> None:
    texts = dockerfiles()
    assert len(texts) > 60
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda text: checked(text, tmp_path), texts))
    wrong = [f"{text}\n{answer}" for text, answer in zip(texts, answers, strict=True) if CLEAN not in answer]
    assert wrong == []


@pytest.mark.parametrize("line", ["ENV API_TOKEN=x", "MAINTAINER x"])
def test_the_checks_are_awake(line: str, tmp_path: Path) -> None:
    assert CLEAN not in checked(f"FROM scratch\n{line}\n", tmp_path)
