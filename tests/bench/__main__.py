"""`python -m tests.bench`: what a generation costs, and the text API against a plain Starlette "ok" in the same run."""

import argparse
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import islice, product
from urllib.request import urlopen

from app.generator import generate
from app.options import Options
from app.web.query import write
from tests.bench.load import TOOL, Load, requests_per_second
from tests.bench.served import INSIDE, PLAIN

AIMS = {"new": 0.5, "known": 0.9, "304": 0.9}
WORDS = {
    "plain": "plain Starlette ok",
    "inside": "the same as a route of ours",
    "new": "new answer (20,000 different ones)",
    "known": "known answer",
    "304": "304",
}
DISTINCT = 20_000
AXES: Mapping[str, tuple[object, ...]] = {
    "libc": ("musl", "gnu"),
    "tls": ("none", "rustls", "rustls-native"),
    "cache": ("chef", "mounts", "none"),
    "platforms": (("linux/amd64",), ("linux/amd64", "linux/arm64")),
    "shell": (None, "debug-target"),
    "port": tuple(range(8000, 8300)),
}


def combinations() -> Iterator[Options]:
    """Distinct ones that nothing stands against, varied in what costs time."""
    for number, values in enumerate(product(*AXES.values())):
        options = Options.model_validate({**dict(zip(AXES, values, strict=True)), "bin": [f"shop{number}"]})
        if not generate(options).fatal:
            yield options


def microseconds_per_generation(options: list[Options]) -> float:
    """The best of the medians of some rounds: what disturbs a machine makes numbers larger only."""
    return min(statistics.median(map(_one, options)) for _ in range(7))


def _one(options: Options) -> float:
    start = time.perf_counter_ns()
    generation = generate(options)
    _ = generation.files, generation.commands, generation.snippets  # written when they are first asked for
    return (time.perf_counter_ns() - start) / 1000


@contextmanager
def server() -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    command = [sys.executable, "-m", "uvicorn", "tests.bench.served:app", "--port", str(port), "--no-access-log"]
    settings = [
        "--loop",
        "uvloop",
        "--http",
        "httptools",
        "--ws",
        "none",
        "--log-level",
        "warning",
        "--no-server-header",
    ]
    with subprocess.Popen([*command, *settings]) as process:
        try:
            _wait_for(port)
            yield port
        finally:
            process.terminate()


def _wait_for(port: int) -> None:
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError("the server did not start")


def rates(port: int, new: list[str], seconds: float) -> dict[str, float]:
    """One round, all of them in turn."""
    known = new[0]
    with urlopen(f"http://127.0.0.1:{port}{known}") as answer:
        etag = answer.headers["ETag"]
    loads = {
        "plain": Load(port, [PLAIN], seconds),
        "inside": Load(port, [INSIDE], seconds),
        "new": Load(port, new, seconds),
        "known": Load(port, [known], seconds),
        "304": Load(port, [known], seconds, etag),
    }
    return {name: requests_per_second(load) for name, load in loads.items()}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--seconds", type=float, default=5, help="for each measurement")
    parser.add_argument("--rounds", type=int, default=3, help="of which the median counts")
    arguments = parser.parse_args()

    options = list(islice(combinations(), DISTINCT))
    each = microseconds_per_generation(options[:: len(options) // 500])
    print(f"generate(): {each:.1f} us a call (aim: 50 or less; {len(options)} distinct options, best of medians)")
    targets = [f"/api/v1/dockerfile?{write(one)}" for one in options]
    with server() as port:
        rounds = [rates(port, targets, arguments.seconds) for _ in range(arguments.rounds)]
    report(rounds)


def report(rounds: list[dict[str, float]]) -> None:
    print(f"Text API, one uvicorn worker, 32 connections, load by {TOOL}; median of {len(rounds)}")
    for name, words in WORDS.items():
        rate = statistics.median(one[name] for one in rounds)
        ratio = statistics.median(one[name] / one["plain"] for one in rounds)
        aim = f" (aim: {AIMS[name]} or more)" if name in AIMS else ""
        print(f"  {words:<36}{rate:>8.0f} req/s   {ratio:.2f} of plain{aim}")


if __name__ == "__main__":
    main()
