"""Whatever is sent: no 5xx, and no 200 whose text could be taken for a Dockerfile and is none."""

import json
from collections.abc import Iterator

import anyio
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.types import Message

from app.options import Options
from app.web.app import create_app
from app.web.body import LARGEST_OPTIONS, MOST_DISCARDED
from app.web.calls import FORM
from app.web.settings import Settings
from tests.web.asgi import Answer, call, scope
from tests.web.strategies import given_options

APP = create_app(Settings())

JSON = "application/json"
PATHS = ["/api/v1/dockerfile", "/api/v1/generate", "/api/v1/bundle"]
HOSTILE = [
    "a\nUSER root",
    "a\r\nRUN id",
    'a"]\nUSER root',
    "a\\",
    "${HOME}",
    "`id`",
    "$(id)",
    "<<EOF",
    "--flag",
    "a\x00b",
    "\u202eabc",
    "\u2028",
    "\ud800",
    "x" * 100_000,
    "[" * 100_000,
    "{" * 100_000,
    "%",
    "&=&=",
    "",
]


def is_harmless(answer: Answer) -> bool:
    lines = answer.text.splitlines()
    is_text = answer.headers["content-type"].startswith("text/plain")
    if answer.status == 200:
        return not is_text or any(line.startswith("FROM ") for line in lines)
    return 400 <= answer.status < 500 and (not is_text or all(line.startswith("# ") for line in lines))


def ask(
    method: str, path: str, query: bytes = b"", body: bytes = b"", content_type: str = "", accept: str = "*/*"
) -> Answer:
    headers = {"content-type": content_type, "accept": accept}
    return anyio.run(lambda: call(APP, method, path, query, headers, body))


def percent(text: str) -> bytes:
    return "".join([f"%{byte:02x}" for byte in text.encode("utf-8", "surrogatepass")]).encode()


@pytest.mark.parametrize("name", Options.model_fields)
def test_hostile_text_in_any_field_is_refused_or_comes_out_as_a_dockerfile(name: str) -> None:
    for text in HOSTILE:
        for value in (text, f"A={text}"):
            answer = ask("GET", "/api/v1/dockerfile", name.encode() + b"=" + percent(value))
            assert is_harmless(answer), (value[:40], answer.status, answer.text[:200])


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "body",
    [
        b"[" * 100_000,
        b'{"a":' * 40_000,
        b"\xff\xfe",
        b"\x00",
        b"{",
        b"null",
        b'{"' + b"x" * 200_000 + b'": 1}',
        b'{"bin": "' + b"x" * 200_000 + b'"}',
        b'{"bin": "\\ud800"}',
        b'{"\\ud800": 1}',
        b'{"port": 1e999}',
        b'{"port": -0}',
        b'{"port": ' + b"9" * 10_000 + b"}",
        b'{"bin": ["a"], "bin": ["b"]}',
        b"[{}]",
        b"\xef\xbb\xbf{}x",
    ],
    ids=lambda body: repr(body[:12]),
)
def test_a_hostile_body_is_refused_as_json_and_as_a_form(path: str, body: bytes) -> None:
    for content_type in (JSON, FORM, "application/json; charset=utf-8", "", "x/y", "; ;=", "application/json;charset"):
        for accept in ("*/*", JSON, "text/plain", "q=;,;/;q=x", "\xff"):
            answer = ask("POST", path, b"", body, content_type, accept)
            assert 400 <= answer.status < 500
            assert is_harmless(answer)


@pytest.mark.parametrize(
    "query",
    [
        "%",
        "%zz=1",
        "bin=é\udcff",
        "bin=%c3%28",
        "bin=%ed%a0%80",
        "%ff=%ff",
        "=",
        "&&&",
        "=x",
        "bin",
        "a" * 300_000,
        "&".join(["bin=a"] * 2000),
        "&".join([f"x{number}=1" for number in range(999)]),
        "port=" + "9" * 10_000,
        "bin=" + "," * 10_000,
        "healthcheck=" + "\\" * 10_000,
        "healthcheck=" + "%20" * 10_000 + "x",
        "format=zip&format=zip",
        "format=exe",
        "format=",
    ],
    ids=lambda query: query[:20],
)
@pytest.mark.parametrize("path", [*PATHS, "/api/v1/options", "/api/v1/schema", "/docs", "/healthz"])
def test_a_hostile_query_is_never_a_failure(path: str, query: str) -> None:
    answer = ask("GET", path, query.encode("utf-8", "surrogateescape"))
    assert answer.status < 500
    assert path not in PATHS or is_harmless(answer)


QUERIES = st.lists(st.tuples(st.sampled_from([*Options.model_fields, "format", "x"]) | st.text(), st.text(max_size=30)))


@settings(max_examples=150)
@given(QUERIES, st.sampled_from(PATHS), st.sampled_from(["GET", "POST"]), st.sampled_from(["*/*", JSON, "x"]))
def test_any_pairs_are_answered(pairs: list[tuple[str, str]], path: str, method: str, accept: str) -> None:
    query = b"&".join([percent(name) + b"=" + percent(value) for name, value in pairs])
    in_query, in_body = (query, b"") if method == "GET" else (b"", query)
    assert is_harmless(ask(method, path, in_query, in_body, FORM, accept))


@settings(max_examples=150)
@given(st.binary(max_size=200), st.sampled_from(PATHS), st.sampled_from([JSON, FORM, "text/plain"]))
def test_any_bytes_are_answered(body: bytes, path: str, content_type: str) -> None:
    assert is_harmless(ask("POST", path, b"", body, content_type))


@given(given_options)
def test_any_well_formed_options_are_answered(given: dict[str, object]) -> None:
    body = json.dumps(given).encode()
    assert is_harmless(ask("POST", "/api/v1/dockerfile", b"", body, JSON))
    assert ask("POST", "/api/v1/generate", b"", body, JSON).status in (200, 422)


PART = b"x" * 65_536


@pytest.mark.parametrize("declared", [True, False])
@pytest.mark.parametrize("size", [LARGEST_OPTIONS + 1, 2 * 1024 * 1024, 100 * 1024 * 1024])
def test_a_large_body_is_413_and_not_read_for_ever(declared: bool, size: int) -> None:
    read = 0

    def parts() -> Iterator[bytes]:
        nonlocal read
        while read < size:
            part = PART[: size - read]
            read += len(part)
            yield part

    headers = {"content-type": JSON, **({"content-length": str(size)} if declared else {})}
    answer = anyio.run(lambda: call(APP, "POST", "/api/v1/generate", b"", headers, parts()))
    assert answer.status == 413
    assert json.loads(answer.body)["detail"] == "The body is larger than 256 KiB."
    assert read <= MOST_DISCARDED + 2 * len(PART)
    assert read == size or size > MOST_DISCARDED


def test_a_client_that_waits_for_a_word_is_told_at_once() -> None:
    def parts() -> Iterator[bytes]:
        raise AssertionError("nothing was to be sent")
        yield b""

    headers = {"content-type": JSON, "content-length": "1000000", "expect": "100-continue"}
    answer = anyio.run(lambda: call(APP, "POST", "/api/v1/generate", b"", headers, parts()))
    assert answer.status == 413
    assert answer.headers["connection"] == "close"


def test_a_client_that_goes_away_is_no_failure(caplog: pytest.LogCaptureFixture) -> None:
    async def gone() -> None:
        async def receive() -> Message:
            return {"type": "http.disconnect"}

        async def send(message: Message) -> None:
            raise AssertionError("nobody is there")

        await APP(scope("POST", "/api/v1/generate", b"", {"content-type": JSON}), receive, send)

    anyio.run(gone)
    assert not caplog.records
