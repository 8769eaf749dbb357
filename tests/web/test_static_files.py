import httpx
import pytest

from app.web.templating import hashed_names

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("name", hashed_names())
async def test_a_name_with_a_hash_is_kept_for_ever(client: httpx.AsyncClient, name: str) -> None:
    plain, hashed = await client.get(f"/static/{name}"), await client.get(f"/static/{hashed_names()[name]}")
    assert plain.content == hashed.content
    assert hashed.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert plain.headers["cache-control"] == "no-cache"
    expected = {"js": "text/javascript", "css": "text/css", "svg": "image/svg+xml"}[name.rsplit(".", 1)[1]]
    assert hashed.headers["content-type"].startswith(expected)


async def test_another_hash_is_not_found(client: httpx.AsyncClient) -> None:
    for name in ("app.000000000000.css", "..%2fapp.py", "app.css%00", "%ff"):
        assert (await client.get(f"/static/{name}")).status_code == 404
