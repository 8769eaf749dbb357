"""Thin wrappers around the docker command line; they know no engine, only what every one of them answers."""

import json
import re
import subprocess
import tarfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.request import urlopen
from uuid import uuid4

PREFIX = "cratewright-test-"  # of everything that the tests make, so that it is known and can be removed


@dataclass(frozen=True, slots=True)
class Answer:
    """How a command ended and all that it said."""

    code: int
    text: str


def run(*command: str, folder: Path | None = None, timeout: float = 120) -> Answer:
    done = subprocess.run(
        command, cwd=folder, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=timeout, check=False
    )
    return Answer(done.returncode, done.stdout)


def docker(*words: str, folder: Path | None = None, timeout: float = 120) -> str:
    """The output of a docker command that must succeed."""
    answer = run("docker", *words, folder=folder, timeout=timeout)
    assert answer.code == 0, f"docker {' '.join(words)}\n{answer.text[-6000:]}"
    return answer.text.strip()


def why_no_engine() -> str | None:
    """Why nothing can be built here, or nothing when all is well."""
    for command in (("docker", "info"), ("docker", "buildx", "version")):
        try:
            answer = run(*command, timeout=30)
        except (OSError, subprocess.TimeoutExpired) as error:
            return f"{' '.join(command)}: {error}"
        if answer.code:
            return f"{' '.join(command)}: {answer.text.strip().rpartition(chr(10))[2]}"
    return None


def run_image(image: str, *words: str, flags: Sequence[str] = ()) -> Answer:
    """Runs a container to its end."""
    return run("docker", "run", "--rm", "--name", _name(), *flags, image, *words)


@contextmanager
def container(image: str, *words: str, flags: Sequence[str] = ()) -> Iterator[str]:
    """The name of a container that was made and not started; it is removed at the end."""
    name = _name()
    docker("create", "--name", name, *flags, image, *words)
    try:
        yield name
    finally:
        docker("rm", "--force", "--volumes", name)


@contextmanager
def service(image: str, *, port: int = 8080, flags: Sequence[str] = ()) -> Iterator[tuple[str, str]]:
    """A started container and the address (host:port) under which its port answers here."""
    with container(image, flags=("--publish", f"127.0.0.1::{port}", *flags)) as name:
        docker("start", name)
        yield name, docker("port", name, f"{port}/tcp").splitlines()[0]


def inspect(kind: str, name: str) -> dict[str, Any]:
    found: list[dict[str, Any]] = json.loads(docker("inspect", "--type", kind, name))
    return found[0]


def files(image: str, *flags: str) -> dict[str, tarfile.TarInfo]:
    """The file system of an image, by absolute path."""
    with container(image, "none", flags=flags) as name:
        return {f"/{entry.name.removeprefix('./')}": entry for entry in _exported(name)}


def _exported(name: str) -> Iterator[tarfile.TarInfo]:
    with subprocess.Popen(["docker", "export", name], stdout=subprocess.PIPE) as process:
        assert process.stdout
        with tarfile.open(fileobj=process.stdout, mode="r|") as archive:
            yield from archive


def read(image: str, path: str, folder: Path, *flags: str) -> bytes:
    """The content of one file of an image."""
    copy = folder / uuid4().hex
    with container(image, "none", flags=flags) as name:
        docker("cp", "--follow-link", f"{name}:{path}", str(copy))
    return copy.read_bytes()


def remove_image(image: str) -> None:
    assert image.startswith(PREFIX), image
    run("docker", "image", "rm", "--force", image)


def fetched(address: str, path: str) -> str | None:
    """What a service answers, or nothing while it does not."""
    try:
        with urlopen(f"http://{address}{path}", timeout=5) as answer:
            return str(answer.read(), "utf-8")
    except (OSError, HTTPException):
        return None


def eventually(question: Callable[[], bool], within: float = 15) -> bool:
    """Asks again and again, until the answer is yes or the time is over."""
    end = time.monotonic() + within
    while time.monotonic() < end:
        if question():
            return True
        time.sleep(0.1)
    return False


def bases(dockerfile: str) -> tuple[str, ...]:
    """The images that a Dockerfile starts from, in order; its own stages are not among them."""
    found = re.findall(r"^FROM (?:--\S+ )*(\S+)(?: AS (\S+))?", dockerfile, re.MULTILINE)
    stages = {stage for _, stage in found}
    return tuple(image for image, _ in found if image not in stages)


def _name() -> str:
    return f"{PREFIX}{uuid4().hex[:12]}"
