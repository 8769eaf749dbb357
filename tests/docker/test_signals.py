"""The service stops when it is told to, cleanly and at once; and its health check says how it is."""

import time

import pytest

from tests.docker import engine
from tests.docker.conftest import golden
from tests.docker.workshop import Workshop

CASES = ("need-nothing-scratch", "need-libc-distroless-cc", "hardened-non-root-scan")


def seconds(*words: str) -> float:
    start = time.monotonic()
    engine.docker(*words)
    return time.monotonic() - start


def answers(address: str) -> bool:
    return engine.fetched(address, "/healthz") == "ok\n"


def time_of_a_kill(image: str) -> float:
    """What the engine itself needs to end a container that has no say in it."""
    with engine.service(image) as (name, address):
        assert engine.eventually(lambda: answers(address))
        return seconds("kill", name) + seconds("wait", name)


@pytest.mark.parametrize("case", CASES)
def test_the_service_stops_within_a_second_of_docker_stop(workshop: Workshop, case: str) -> None:
    image = golden(workshop, case).image
    overhead = time_of_a_kill(image)
    with engine.service(image) as (name, address):
        assert engine.eventually(lambda: answers(address))
        took = seconds("stop", "-t", "8", name)
        code, log = engine.inspect("container", name)["State"]["ExitCode"], engine.docker("logs", name)
    assert (code, log.splitlines()[1:]) == (0, ["told to stop", "stopped"])
    assert took < 1 + overhead


def test_the_health_check_needs_no_shell_and_tells_a_running_service_from_none(workshop: Workshop) -> None:
    """Its words are run beside the service: some engines can run a container and nothing more inside of it."""
    image = golden(workshop, "hardened-non-root-scan").image
    form, program, *words = engine.inspect("image", image)["Config"]["Healthcheck"]["Test"]
    assert form == "CMD"
    with engine.service(image) as (name, address):
        assert engine.eventually(lambda: answers(address))
        beside = ("--entrypoint", program, "--network", f"container:{name}")
        assert engine.run_image(image, *words, flags=beside) == engine.Answer(0, "healthy\n")
    assert engine.run_image(image, *words, flags=("--entrypoint", program)).code == 1
