"""Our own image: built from the checkout, run as a stranger would: read-only, without capabilities, not root."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.docker import engine

ROOT = Path(__file__).parents[2]
IMAGE = f"{engine.PREFIX}self:first"
HARDENED = ("--read-only", "--cap-drop", "ALL", "--security-opt", "no-new-privileges")


@pytest.fixture(scope="module")
def running() -> Iterator[tuple[str, str]]:
    engine.docker("buildx", "build", "--load", "--tag", IMAGE, str(ROOT), timeout=900)
    with engine.service(IMAGE, port=8000, flags=HARDENED) as started:
        yield started
    engine.remove_image(IMAGE)


def test_it_serves_the_api_and_is_ready(running: tuple[str, str]) -> None:
    _, address = running
    assert engine.eventually(lambda: engine.fetched(address, "/readyz") is not None)
    text = engine.fetched(address, "/api/v1/dockerfile?bin=shop")
    assert text
    assert text.startswith("# syntax=docker/dockerfile:1\n")


def test_its_user_is_a_number_and_not_root(running: tuple[str, str]) -> None:
    assert engine.inspect("image", IMAGE)["Config"]["User"] == "65532:65532"


def test_its_health_check_is_in_exec_form_and_true(running: tuple[str, str]) -> None:
    """Run beside the server instead of by the engine, which would ask only every half minute."""
    name, address = running
    assert engine.eventually(lambda: engine.fetched(address, "/healthz") is not None)
    check = engine.inspect("image", IMAGE)["Config"]["Healthcheck"]["Test"]
    assert check[0] == "CMD"
    flags = ("--network", f"container:{name}", "--entrypoint", check[1])
    assert engine.run_image(IMAGE, *check[2:], flags=flags).code == 0


def test_its_health_check_fails_without_a_server() -> None:
    check = ("health", "--url", "http://127.0.0.1:1/healthz")
    assert engine.run_image(IMAGE, *check, flags=HARDENED).code == 1
