import httpx
import pytest

pytestmark = pytest.mark.anyio


async def test_a_living_process_says_ok(client: httpx.AsyncClient) -> None:
    answer = await client.get("/healthz")
    assert (answer.status_code, answer.text) == (200, "ok\n")
    assert answer.headers["cache-control"] == "no-store"


async def test_a_ready_process_compiled_its_templates_and_generates(client: httpx.AsyncClient) -> None:
    answer = await client.get("/readyz")
    assert (answer.status_code, answer.text) == (200, "ready\n")


async def test_a_template_that_does_not_compile_is_not_ready(
    client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(name: str) -> None:
        raise SyntaxError(name)

    monkeypatch.setattr("app.web.templating.templates.get_template", fail)
    assert (await client.get("/readyz")).status_code == 503
