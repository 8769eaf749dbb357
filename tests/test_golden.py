"""Each golden case gives exactly its files; `pytest --update-golden` writes them anew for a reviewer to read."""

import pytest

from app.catalogue.facts import Preset
from app.catalogue.tables import PRESETS
from app.generator import generate
from app.options import Options
from tests.golden_cases import CASES, GOLDEN, generated, options_of

PROJECT = frozenset(("bin", "package", "members", "features", "no_default_features", "image_name", "project_dir"))


@pytest.mark.parametrize("case", CASES)
def test_a_case_gives_its_files_to_the_byte(case: str, request: pytest.FixtureRequest) -> None:
    expected = {path.name: path for path in (GOLDEN / case).iterdir() if path.name != "options.toml"}
    found = generated(case)
    if request.config.getoption("--update-golden"):
        for name, text in found.items():
            (GOLDEN / case / name).write_text(text, encoding="utf-8")
        return
    assert found == {name: path.read_text(encoding="utf-8") for name, path in expected.items()}


@pytest.mark.parametrize("preset", tuple(PRESETS), ids=lambda preset: preset.key)
def test_every_preset_is_proven_by_a_golden_case(preset: Preset) -> None:
    given = options_of(preset.key).model_dump(exclude_unset=True)
    chosen = {name: value for name, value in given.items() if name not in PROJECT}
    assert chosen == Options.model_validate(preset.options).model_dump(exclude_unset=True)


@pytest.mark.parametrize("case", CASES)
def test_no_golden_case_has_a_fatal_problem(case: str) -> None:
    assert not generate(options_of(case)).fatal
