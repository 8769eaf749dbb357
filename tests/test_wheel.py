"""A wheel, installed away from the checkout, serves: templates, static files and the catalogue travel with it."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

ROOT = Path(__file__).parents[1]
LONGEST_START = 30


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds what the wheel holds; its dependencies are those of this interpreter."""
    wheels, packages = tmp_path_factory.mktemp("wheels"), tmp_path_factory.mktemp("packages")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(wheels), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    wheel = str(next(wheels.glob("cratewright-*.whl")))
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(packages)]
    subprocess.run([*install, wheel], check=True, capture_output=True)
    return packages


@pytest.fixture(scope="module")
def address(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, str(installed / "bin" / "cratewright"), "serve", "--port", str(port)]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    server = subprocess.Popen(
        command, cwd=tmp_path_factory.mktemp("empty"), env=environment | {"PYTHONPATH": str(installed)}
    )
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=LONGEST_START)


def answer(address: str, path: str, accept: str = "*/*") -> httpx.Response:
    deadline = time.monotonic() + LONGEST_START
    while True:
        try:
            return httpx.get(f"{address}{path}", headers={"accept": accept}, timeout=LONGEST_START)
        except httpx.ConnectError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def test_the_page_is_served_with_its_style(address: str) -> None:
    page = answer(address, "/", "text/html")
    assert page.status_code == 200
    style = page.text.partition('rel="stylesheet" href="')[2].partition('"')[0]
    assert answer(address, style).status_code == 200


def test_the_api_answers(address: str) -> None:
    assert answer(address, "/api/v1/dockerfile?bin=shop").text.startswith("# syntax=docker/dockerfile:1\n")


def test_it_says_that_it_is_ready(address: str) -> None:
    assert answer(address, "/readyz").status_code == 200
