"""Everything here is marked `docker`, and needs an engine that answers; images made by tests are removed at the end."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.docker import engine, recipes
from tests.docker.tls_server import TlsServer, tls_server
from tests.docker.workshop import Built, Workshop
from tests.needs import need

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.docker)


@pytest.fixture(scope="session", autouse=True)
def _engine() -> None:
    why = engine.why_no_engine()
    if why:
        need("docker", f"no Docker engine answers: {why}")


@pytest.fixture(scope="session")
def workshop(_engine: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    place = Workshop(tmp_path_factory.mktemp("workshop"))
    yield place
    place.clear()


@pytest.fixture(params=recipes.RECIPES)
def case(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def recipe(case: str) -> recipes.Recipe:
    return recipes.RECIPES[case]


@pytest.fixture
def built(case: str, workshop: Workshop) -> Built:
    """The image of a golden case."""
    return golden(workshop, case)


@pytest.fixture(scope="session")
def server() -> Iterator[TlsServer]:
    with tls_server() as running:
        yield running


def golden(workshop: Workshop, case: str) -> Built:
    recipe = recipes.RECIPES[case]
    return workshop.image(case, recipe.project, recipes.options(case), under=recipe.folder)
