"""The service beside a plain Starlette application, in one process, so that both are measured alike."""

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from app.main import app as cratewright

PLAIN = "/plain"
INSIDE = "/plain-inside"


async def ok(request: Request) -> PlainTextResponse:
    return PlainTextResponse("ok")


plain = Starlette(routes=[Route(PLAIN, ok)])
cratewright.router.routes.append(Route(INSIDE, ok))


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    chosen = plain if scope.get("path") == PLAIN else cratewright
    await chosen(scope, receive, send)
