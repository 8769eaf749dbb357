"""What holds for every address: methods, validators, headers, errors."""

import logging
from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.web.app import create_app
from app.web.settings import Settings

pytestmark = pytest.mark.anyio

PUBLIC = [
    "/",
    "/embed",
    "/docs",
    "/openapi.json",
    "/healthz",
    "/readyz",
    "/static/app.css",
    "/api/v1/dockerfile",
    "/api/v1/dockerfile?format=json",
    "/api/v1/generate?bin=shop",
    "/api/v1/bundle",
    "/api/v1/options",
    "/api/v1/schema",
    "/api/v1/proof",
]
API = [path for path in PUBLIC if path.startswith("/api/")]


@pytest.mark.parametrize("path", PUBLIC)
async def test_head_has_the_headers_of_get_and_no_body(client: httpx.AsyncClient, path: str) -> None:
    head, get = await client.head(path), await client.get(path)
    assert head.status_code == get.status_code == 200
    assert head.content == b""
    assert dict(head.headers) == dict(get.headers)
    assert int(head.headers["content-length"]) == len(get.content)


@pytest.mark.parametrize("path", PUBLIC)
async def test_who_has_the_answer_is_told_so(client: httpx.AsyncClient, path: str) -> None:
    etag = (await client.get(path)).headers["etag"]
    assert etag.startswith('W/"')
    for given in (etag, f'"other", {etag}', etag.removeprefix("W/"), "*"):
        for method in ("GET", "HEAD"):
            answer = await client.request(method, path, headers={"If-None-Match": given})
            assert answer.status_code == 304
            assert answer.content == b""
            assert answer.headers["etag"] == etag
            assert "content-length" not in answer.headers
    assert (await client.get(path, headers={"If-None-Match": '"other"'})).status_code == 200


@pytest.mark.parametrize("path", API)
async def test_an_answer_of_the_api_may_be_kept_for_a_while(client: httpx.AsyncClient, path: str) -> None:
    assert (await client.get(path)).headers["cache-control"] == "public, max-age=300, stale-while-revalidate=86400"


async def test_a_refusal_is_never_kept(client: httpx.AsyncClient) -> None:
    for path in ("/api/v1/dockerfile?x=1", "/api/v1/generate?x=1", "/api/v1/nothing", "/nothing"):
        answer = await client.get(path)
        assert answer.headers["cache-control"] == "no-store"
        assert "etag" not in answer.headers


@pytest.mark.parametrize("path", API)
async def test_the_api_can_be_read_from_any_origin(client: httpx.AsyncClient, path: str) -> None:
    answer = await client.get(path, headers={"Origin": "https://portal.example"})
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "ETag" in answer.headers["access-control-expose-headers"]
    assert "access-control-allow-credentials" not in answer.headers
    asked = {"Origin": "https://portal.example", "Access-Control-Request-Method": "POST"}
    preflight = await client.options(path, headers=asked)
    assert preflight.status_code == 204
    assert "POST" in preflight.headers["access-control-allow-methods"]
    assert "If-None-Match" in preflight.headers["access-control-allow-headers"]


async def test_errors_can_be_read_from_any_origin_too(client: httpx.AsyncClient) -> None:
    assert (await client.get("/api/v1/generate?x=1")).headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/api/v1/dockerfile", "GET, HEAD, OPTIONS, POST"),
        ("/api/v1/generate", "GET, HEAD, OPTIONS, POST"),
        ("/api/v1/bundle", "GET, HEAD, OPTIONS, POST"),
        ("/api/v1/options", "GET, HEAD, OPTIONS"),
        ("/", "GET, HEAD, OPTIONS"),
    ],
)
async def test_another_method_is_405_and_names_all_that_work(
    client: httpx.AsyncClient, path: str, allowed: str
) -> None:
    for method in ("DELETE", "PUT", "PATCH", "BREW"):
        answer = await client.request(method, path)
        assert answer.status_code == 405
        assert answer.headers["allow"] == allowed
    answer = await client.options(path)
    assert (answer.status_code, answer.headers["allow"]) == (204, allowed)


async def test_an_unknown_address_is_a_problem_document_under_the_api(client: httpx.AsyncClient) -> None:
    for method in ("GET", "POST"):
        answer = await client.request(method, "/api/v1/nothing")
        assert answer.status_code == 404
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["status"] == 404
    for path in ("/nothing", "/static/nothing", "/static/../app.py", "/api/v1/dockerfile/"):
        assert (await client.get(path)).status_code == 404


@pytest.mark.parametrize(
    ("accept", "content_type"),
    [
        ("*/*", "application/problem+json"),
        ("application/problem+json", "application/problem+json"),
        ("application/json", "application/json"),
        ("application/json, application/problem+json", "application/problem+json"),
        ("text/plain", "application/problem+json"),
    ],
)
async def test_an_error_is_problem_json_or_json_for_who_knows_only_that(
    client: httpx.AsyncClient, accept: str, content_type: str
) -> None:
    answer = await client.get("/api/v1/generate?port=x", headers={"Accept": accept})
    assert answer.headers["content-type"] == content_type
    assert answer.json() == {
        "type": "about:blank",
        "title": "Unprocessable Entity",
        "status": 422,
        "detail": "Some options cannot be read.",
        "errors": [
            {"pointer": "#/port", "name": "port", "detail": "must be from 1 to 65535, in digits", "allowed": None}
        ],
    }


@pytest.mark.parametrize("path", ["/api/v1/dockerfile", "/api/v1/bundle"])
async def test_an_error_is_lines_of_text_for_who_asks_for_text(client: httpx.AsyncClient, path: str) -> None:
    for accept in ("*/*", "text/plain", "text/html,*/*;q=0.8"):
        answer = await client.get(f"{path}?libc=x&foo=1", headers={"Accept": accept})
        assert answer.status_code == 422
        assert answer.headers["content-type"] == "text/plain; charset=utf-8"
        assert answer.text == "# error: foo is not an option\n# error: libc must be one of gnu, musl\n"
    answer = await client.get(f"{path}?libc=x", headers={"Accept": "application/json"})
    assert answer.json()["errors"][0]["allowed"] == ["gnu", "musl"]
    answer = await client.get("/api/v1/dockerfile?libc=x&format=json")
    assert answer.headers["content-type"] == "application/problem+json"


async def test_a_broken_json_document_is_400(client: httpx.AsyncClient) -> None:
    answer = await client.post("/api/v1/generate", content=b"{", headers={"Content-Type": "application/json"})
    assert answer.status_code == 400
    assert answer.json()["detail"].startswith("The body is not JSON: ")


async def test_no_cookie_is_ever_set(client: httpx.AsyncClient) -> None:
    for path in PUBLIC:
        assert "set-cookie" not in (await client.get(path)).headers


SECRET = "hunter2-from-the-query"


async def broken(request: Request) -> Response:
    raise ValueError(f"told too much: {request.url} {SECRET}")


@pytest.fixture
async def broken_client() -> AsyncIterator[httpx.AsyncClient]:
    app = create_app(Settings())
    app.router.routes.insert(0, Route("/api/v1/broken", broken))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as client:
        yield client


async def test_a_bug_is_a_500_that_tells_nothing_and_logs_no_input(
    broken_client: httpx.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        answer = await broken_client.get(f"/api/v1/broken?x={SECRET}")
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert SECRET not in answer.text
    (record,) = [record for record in caplog.records if record.name == "cratewright"]
    assert record.getMessage().startswith("ValueError in broken, called by GET\n")
    assert SECRET not in record.getMessage()
    assert record.exc_info is None
