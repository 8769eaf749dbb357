import httpx
import pytest

from app.web.app import create_app
from app.web.settings import Settings

pytestmark = pytest.mark.anyio

PORTAL = "https://portal.example"


@pytest.fixture
def framed() -> httpx.AsyncClient:
    transport = httpx.ASGITransport(create_app(Settings(frame_ancestors=PORTAL)))
    return httpx.AsyncClient(transport=transport, base_url="http://test", headers={"Accept": "text/html"})


def policy(answer: httpx.Response) -> dict[str, str]:
    directives = [one.strip().partition(" ") for one in answer.headers["content-security-policy"].split(";")]
    return {name: value for name, _, value in directives}


@pytest.mark.parametrize("path", ["/", "/result", "/docs", "/nothing", "/embedded", "/api"])
async def test_no_page_can_be_framed(framed: httpx.AsyncClient, path: str) -> None:
    answer = await framed.get(path)
    assert policy(answer)["frame-ancestors"] == "'none'"
    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert answer.headers["cross-origin-opener-policy"] == "same-origin"
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize("path", ["/embed", "/embed/result"])
async def test_the_embed_can_be_framed_where_the_settings_say_so(framed: httpx.AsyncClient, path: str) -> None:
    answer = await framed.get(path)
    assert answer.status_code == 200
    assert policy(answer)["frame-ancestors"] == PORTAL
    assert "x-frame-options" not in answer.headers
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    assert answer.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("path", ["/", "/embed", "/docs"])
async def test_a_page_runs_our_own_scripts_and_styles_only(framed: httpx.AsyncClient, path: str) -> None:
    found = policy(await framed.get(path))
    assert found["default-src"] == found["base-uri"] == "'none'"
    for name in ("script-src", "style-src", "img-src", "connect-src", "form-action"):
        assert found[name] == "'self'"


@pytest.mark.parametrize("path", ["/api/v1/dockerfile", "/api/v1/generate", "/openapi.json", "/healthz", "/api/v1/x"])
async def test_an_answer_of_the_api_can_do_nothing_in_a_browser(framed: httpx.AsyncClient, path: str) -> None:
    found = policy(await framed.get(path))
    assert found["default-src"] == "'none'"
    assert found["sandbox"] == ""


@pytest.mark.parametrize("path", ["/", "/embed", "/docs", "/api/v1/dockerfile", "/static/app.css", "/nothing"])
async def test_every_answer_has_what_all_have(framed: httpx.AsyncClient, path: str) -> None:
    answer = await framed.get(path)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert "camera=()" in answer.headers["permissions-policy"]
    assert "clipboard-write=(self)" in answer.headers["permissions-policy"]
    assert "cache-control" in answer.headers
    names = [name for name, _ in answer.headers.raw]
    assert len(names) == len(set(names))


async def test_a_fragment_may_be_asked_for_from_a_sandbox(framed: httpx.AsyncClient) -> None:
    asked = {"Origin": "null", "Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "hx-request"}
    answer = await framed.options("/embed/result", headers=asked)
    assert answer.status_code == 204
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "*" in answer.headers["access-control-allow-headers"]
    assert "access-control-allow-credentials" not in answer.headers
    assert (await framed.options("/result", headers=asked)).headers.get("access-control-allow-origin") is None
