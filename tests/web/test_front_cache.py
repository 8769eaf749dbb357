import anyio
import pytest
from starlette.responses import PlainTextResponse, StreamingResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from app.web.front_cache import LONGEST_QUERY, FrontCache, Kept, Store
from tests.web.asgi import Answer, call

PUBLIC = {"Cache-Control": "public, max-age=300"}


class Counting:
    """Answers with the number of times that it was asked."""

    def __init__(self, headers: dict[str, str] | None = None, status: int = 200) -> None:
        self.times = 0
        self.headers = PUBLIC if headers is None else headers
        self.status = status

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.times += 1
        assert scope["method"] != "HEAD"
        await PlainTextResponse(f"{self.times}", self.status, self.headers)(scope, receive, send)


def ask(app: ASGIApp, path: str = "/api/v1/x", query: bytes = b"", method: str = "GET", **headers: str) -> Answer:
    return anyio.run(lambda: call(app, method, path, query, headers))


def test_a_known_answer_is_given_again() -> None:
    app = FrontCache(Counting())
    assert [ask(app).body for _ in range(3)] == [b"1"] * 3
    assert ask(app, method="HEAD").body == b""
    assert ask(app, query=b"a=1").body == b"2"


def test_who_accepts_something_else_gets_an_answer_of_its_own() -> None:
    app = FrontCache(Counting())
    assert ask(app, accept="text/plain").body == b"1"
    assert ask(app, accept="application/json").body == b"2"
    assert ask(app, accept="text/plain, image/png;q=0.1").body == b"1"
    assert ask(app, accept="text/plain, application/zip;q=0.1").body == b"3"


@pytest.mark.parametrize("headers", [{}, {"Cache-Control": "no-store"}, {"Cache-Control": "no-cache"}])
def test_only_what_is_public_is_kept(headers: dict[str, str]) -> None:
    app = FrontCache(Counting(headers))
    assert [ask(app).body for _ in range(2)] == [b"1", b"2"]


def test_errors_other_paths_other_methods_and_long_queries_are_not_kept() -> None:
    assert [ask(app).body for app in [FrontCache(Counting(status=422))] for _ in range(2)] == [b"1", b"2"]
    assert [ask(app, "/x").body for app in [FrontCache(Counting())] for _ in range(2)] == [b"1", b"2"]
    app = FrontCache(Counting())
    assert [ask(app, method="POST").body for _ in range(2)] == [b"1", b"2"]
    long = b"x" * (LONGEST_QUERY + 1)
    assert [ask(app, query=long).body for _ in range(2)] == [b"3", b"4"]


def test_a_new_answer_can_be_a_304_too() -> None:
    etag = ask(FrontCache(Counting())).headers["etag"]
    answer = anyio.run(lambda: call(FrontCache(Counting()), "GET", "/api/v1/x", b"", {"if-none-match": etag}))
    assert (answer.status, answer.body) == (304, b"")


def test_a_stream_passes_through() -> None:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await StreamingResponse(iter(["a", "b"]), headers=PUBLIC)(scope, receive, send)

    cache = FrontCache(app)
    assert ask(cache).body == b"ab"
    assert ask(cache, method="HEAD").body == b""
    assert "etag" not in ask(cache).headers
    assert not cache.store.entries


def kept(size: int) -> Kept:
    return Kept({}, {}, {}, None, size)


def test_the_store_forgets_what_was_used_longest_ago() -> None:
    store = Store(most_entries=2)
    first, second, third = (("", name, b"", ()) for name in "abc")
    store.put(first, kept(1))
    store.put(second, kept(1))
    store.get(first)
    store.put(third, kept(1))
    assert list(store.entries) == [first, third]


def test_the_store_is_bounded_in_bytes() -> None:
    store = Store(most_bytes=100)
    for number in range(50):
        store.put(("", f"{number % 7}", b"", ()), kept(30))
        assert store.bytes == sum(one.size for one in store.entries.values()) <= 100
