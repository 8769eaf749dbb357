import anyio
import pytest
from fastapi import FastAPI
from hypothesis import given

from app.options import Options
from app.web import api, errors
from app.web.query import write
from app.web.short_cut import ShortCut
from tests.web.asgi import Answer, call
from tests.web.strategies import all_options

LONG_WAY = FastAPI()
errors.install(LONG_WAY)
LONG_WAY.router.routes.extend(api.router.routes)


def both(query: bytes, accept: str = "*/*") -> tuple[Answer, Answer]:
    async def asked() -> tuple[Answer, Answer]:
        question = ("GET", "/api/v1/dockerfile", query, {"accept": accept})
        return await call(ShortCut(LONG_WAY), *question), await call(LONG_WAY, *question)

    return anyio.run(asked)


@given(all_options)
def test_the_short_way_gives_what_the_long_way_gives(options: Options) -> None:
    short, long = both(write(options).encode())
    assert short == long


@pytest.mark.parametrize(
    "query", [b"", b"bin=shop", b"bin=%", b"x=1", b"format=json", b"bin=\xff", b"libc=musl&tls=openssl"]
)
@pytest.mark.parametrize("accept", ["*/*", "text/plain", "application/json", "image/png", "text/plain;q=0"])
def test_whatever_is_not_plain_success_goes_the_long_way(query: bytes, accept: str) -> None:
    short, long = both(query, accept)
    assert short == long
