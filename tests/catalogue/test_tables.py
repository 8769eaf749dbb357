"""The rows: each has its proof, and what refers to another row finds it."""

import pytest

from app.catalogue import tables
from app.catalogue.facts import Fact, Preset
from app.catalogue.tables import Table
from app.options import Options

FACTS = [table for table in vars(tables).values() if isinstance(table, Table) and isinstance(next(iter(table)), Fact)]
ROWS = [pytest.param(row, id=f"{table.name}:{row.key}") for table in FACTS for row in table]


@pytest.mark.parametrize("row", ROWS)
def test_a_row_says_why_and_who_says_so(row: Fact) -> None:
    assert row.why.endswith((".", ")"))
    assert row.source.startswith("https://")


@pytest.mark.parametrize("table", FACTS, ids=lambda table: table.name)
def test_at_most_one_row_is_the_default(table: Table[Fact]) -> None:
    assert sum(row.default for row in table) <= 1


def test_every_platform_that_a_row_names_has_a_row() -> None:
    named = {p for image in tables.RUNTIME_IMAGES for release in image.releases.values() for p in release.platforms}
    named |= {p for image in tables.BUILDER_IMAGES for platforms in image.platforms.values() for p in platforms}
    named |= {p for shell in tables.DEBUG_SHELLS for p in shell.platforms}
    assert named <= set(tables.ARCHITECTURES.keys)


def test_an_image_names_a_known_c_library_and_package_manager() -> None:
    for image in tables.RUNTIME_IMAGES:
        assert image.libc is None or image.libc in tables.LIBCS
        assert image.package_manager is None or image.package_manager in tables.PACKAGE_MANAGERS


def test_an_image_exists_for_every_release_of_debian_or_for_any() -> None:
    for image in tables.RUNTIME_IMAGES:
        assert "any" in image.releases or set(image.releases) == set(tables.DEBIAN_RELEASES.keys)


def test_runtime_images_stand_smallest_first_of_those_without_a_package_manager() -> None:
    sizes = [
        image.release(tables.DEBIAN_RELEASES.default).size_mb
        for image in tables.RUNTIME_IMAGES
        if not image.package_manager
    ]
    assert sizes == sorted(sizes)


def test_no_image_is_named_latest() -> None:
    tags = [release.tag for image in tables.RUNTIME_IMAGES for release in image.releases.values()]
    assert "latest" not in tags


@pytest.mark.parametrize("preset", tuple(tables.PRESETS), ids=lambda row: row.key)
def test_a_preset_is_made_of_options(preset: Preset) -> None:
    assert Options.model_validate(preset.options) != Options()
