"""Every valid combination of the core axes, printed, has no finding in hadolint; two rules are off, as the docs say."""

import subprocess
import sys
from pathlib import Path

from tests.matrix import FURTHER_AXES, core, covering, mended_to_the_end, valid

# Installed beside the interpreter that runs the tests, whether its folder is on the path or not.
HADOLINT = str(Path(sys.executable).with_name("hadolint"))
# Pins of distribution packages break builds within weeks.
OFF = ("DL3008", "DL3018")
# Root was asked for by name, and the answer carries our own warning about it.
ROOT = "DL3002"


def findings(texts: set[str], folder: Path, *off: str) -> str:
    for index, text in enumerate(sorted(texts)):
        (folder / f"{index}.Dockerfile").write_text(text, encoding="utf-8")
    ignored = [flag for rule in (*OFF, *off) for flag in ("--ignore", rule)]
    files = sorted(str(path) for path in folder.iterdir())
    done = subprocess.run([HADOLINT, *ignored, *files], capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def test_hadolint_finds_nothing_in_any_combination_of_the_core_axes(tmp_path: Path) -> None:
    texts = {generation.files[0].text for generation in valid(core())}
    assert len(texts) > 200
    assert findings(texts, tmp_path) == ""


def test_hadolint_finds_nothing_in_a_covering_array_of_all_axes(tmp_path: Path) -> None:
    answers = [mended_to_the_end(options) for options in covering(FURTHER_AXES, 2)]
    texts = {generation.files[0].text for generation in answers if generation.spec.options.user == "nonroot"}
    assert findings(texts, tmp_path) == ""
    roots = {generation.files[0].text for generation in answers if generation.spec.options.user == "root"}
    assert findings(roots, tmp_path, ROOT) == ""


def test_hadolint_is_awake(tmp_path: Path) -> None:
    assert "DL3006" in findings({"FROM debian\n"}, tmp_path)
