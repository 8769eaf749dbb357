import httpx
import pytest

from app.options import Options

pytestmark = pytest.mark.anyio


async def test_who_does_not_ask_for_html_gets_help_in_plain_text(client: httpx.AsyncClient) -> None:
    answer = await client.get("/")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert "Accept" in answer.headers["vary"]
    assert "curl --fail http://test/api/v1/dockerfile -d bin=shop" in answer.text
    assert "<" not in answer.text.replace("< ", "")


async def test_a_browser_gets_the_page(client: httpx.AsyncClient) -> None:
    answer = await client.get("/", headers={"Accept": "text/html,*/*;q=0.8"})
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "Accept" in answer.headers["vary"]


@pytest.mark.parametrize("name", Options.model_fields)
async def test_every_option_is_in_the_help(client: httpx.AsyncClient, name: str) -> None:
    assert f"\n  {name} " in (await client.get("/")).text


async def test_a_strange_host_is_not_repeated(client: httpx.AsyncClient) -> None:
    answer = await client.get("/", headers={"Host": "x;rm -rf ~"})
    assert "rm -rf" not in answer.text
