"""Requests per second of one address after another: by wrk where there is one, else by a small client of our own."""

import asyncio
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

CONNECTIONS = 32
WRK = shutil.which("wrk")
TOOL = (
    "wrk, 1 thread"
    if WRK
    else "a raw-socket asyncio client of our own (its own cost is in the ratios: install wrk to judge them)"
)


@dataclass(frozen=True, slots=True)
class Load:
    """Addresses asked for in turn, for so many seconds."""

    port: int
    targets: Sequence[str]
    seconds: float
    etag: str | None = None

    @property
    def headers(self) -> dict[str, str]:
        return {"If-None-Match": self.etag} if self.etag else {}

    @property
    def status(self) -> int:
        return 304 if self.etag else 200


def requests_per_second(load: Load) -> float:
    with tempfile.TemporaryDirectory() as folder:
        targets = Path(folder, "targets")
        targets.write_text("\n".join(load.targets) + "\n", encoding="ascii")
        return _by_wrk(load, targets) if WRK else _by_ourselves(load, targets)


# `init` runs once a thread; a wrong status is counted by `done` of the main one through the summary's errors.
_SCRIPT = """
local requests, at = {}, 0
function init(args)
  for line in io.lines(args[1]) do requests[#requests + 1] = wrk.format("GET", line) end
end
function request()
  at = at % #requests + 1
  return requests[at]
end
function done(summary, latency, all)
  local bad = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout
  io.write(string.format("RESULT %f %d\\n", summary.requests / (summary.duration / 1e6), bad))
end
"""


def _by_wrk(load: Load, targets: Path) -> float:
    script = targets.with_name("load.lua")
    script.write_text(_SCRIPT, encoding="ascii")
    headers = [part for name, value in load.headers.items() for part in ("-H", f"{name}: {value}")]
    command = [str(WRK), "-t1", f"-c{CONNECTIONS}", f"-d{load.seconds:g}s", "-s", str(script), *headers]
    address = f"http://127.0.0.1:{load.port}"
    done = subprocess.run([*command, address, "--", str(targets)], check=True, capture_output=True, text=True)
    return _result(done.stdout)


def _by_ourselves(load: Load, targets: Path) -> float:
    arguments = [str(load.port), str(targets), f"{load.seconds:g}", str(load.status), load.etag or ""]
    command = [sys.executable, "-m", "tests.bench.load", *arguments]
    return _result(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def _result(output: str) -> float:
    rate, bad = next(line.split()[1:] for line in output.splitlines() if line.startswith("RESULT"))
    if int(bad):
        raise RuntimeError(f"{bad} requests failed")
    return float(rate)


async def _client(load: Load) -> tuple[int, int]:
    """Requests answered, and those of them that were answered wrongly."""
    ending = "".join([f"{name}: {value}\r\n" for name, value in load.headers.items()]) + "\r\n"
    requests = cycle([f"GET {one} HTTP/1.1\r\nHost: bench\r\n{ending}".encode() for one in load.targets])
    expected = f"HTTP/1.1 {load.status} ".encode()
    until = time.perf_counter() + load.seconds
    counts = await asyncio.gather(*[_connection(load.port, requests, expected, until) for _ in range(CONNECTIONS)])
    return sum(count for count, _ in counts), sum(bad for _, bad in counts)


async def _connection(port: int, requests: "cycle[bytes]", expected: bytes, until: float) -> tuple[int, int]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    count = bad = 0
    while time.perf_counter() < until:
        writer.write(next(requests))
        head = await reader.readuntil(b"\r\n\r\n")
        if b"content-length: " in head:
            await reader.readexactly(int(head.split(b"content-length: ")[1].split(b"\r\n")[0]))
        count += 1
        bad += not head.startswith(expected)
    writer.close()
    return count, bad


def _main(port: str, targets: str, seconds: str, status: str, etag: str) -> None:
    lines = Path(targets).read_text(encoding="ascii").splitlines()
    load = Load(int(port), lines, float(seconds), etag or None)
    if str(load.status) != status:
        raise ValueError("the status follows from the tag")
    count, bad = asyncio.run(_client(load))
    print(f"RESULT {count / load.seconds:f} {bad}")


if __name__ == "__main__":
    _main(*sys.argv[1:])
