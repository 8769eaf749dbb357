"""Files around the program: assets to read, a folder to write to, and nothing else that it may change."""

import pytest

from tests.docker import engine
from tests.docker.engine import Answer
from tests.docker.workshop import Built, Workshop

OPTIONS = {
    "bin": ("shop",),
    "libc": "gnu",
    "assets": ("static:/srv/static",),
    "data_dir": "/data",
    "env": {"PORT": "9090"},
    "port": 9090,
}


@pytest.fixture
def furnished(workshop: Workshop) -> Built:
    return workshop.image("furnished", "shop", OPTIONS)


def test_the_program_reads_its_assets(furnished: Built) -> None:
    answer = engine.run_image(furnished.image, "--read", "/srv/static/hello.txt")
    assert answer == Answer(0, "hello from a folder beside the program\n\n")


def test_the_program_writes_to_its_data_folder_and_nowhere_else(furnished: Built) -> None:
    assert engine.run_image(furnished.image, "--write", "/data/note") == Answer(0, "wrote /data/note\n")
    for path in ("/note", "/srv/static/hello.txt", "/usr/local/bin/shop"):
        assert engine.run_image(furnished.image, "--write", path).code == 1


def test_a_volume_of_the_data_folder_can_be_written_to(furnished: Built) -> None:
    answer = engine.run_image(furnished.image, "--write", "/data/note", flags=("--read-only", "--volume", "/data"))
    assert answer == Answer(0, "wrote /data/note\n")


def test_the_service_listens_where_its_variable_says(furnished: Built) -> None:
    with engine.service(furnished.image, port=9090) as (_, address):
        assert engine.eventually(lambda: engine.fetched(address, "/healthz") == "ok\n")
