"""The most asked question, a Dockerfile as text by GET, answered before any router looks at it."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.generator import generate
from app.web.api import DOCKERFILE_FORMATS, TEXT_HEADERS, dockerfile_of
from app.web.calls import FORMAT
from app.web.invalid import Invalid
from app.web.negotiation import TEXT, accept_of, best
from app.web.query import parse, read

PATH = "/api/v1/dockerfile"
_HEADERS = [(name.lower().encode(), value.encode()) for name, value in TEXT_HEADERS.items()]
_OFFERS = tuple(DOCKERFILE_FORMATS.values())
_FORMAT = f"{FORMAT}=".encode()


class ShortCut:
    """Routers, requests and responses cost more than our answer. What is not plain success goes the long way."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        body = _answer(scope) if scope["type"] == "http" and scope["method"] == "GET" else None
        if body is None:
            await self.app(scope, receive, send)
            return
        headers = [*_HEADERS, (b"content-length", b"%d" % len(body))]
        start: Message = {"type": "http.response.start", "status": 200, "headers": headers}
        await send(start)
        await send({"type": "http.response.body", "body": body})


def _answer(scope: Scope) -> bytes | None:
    query: bytes = scope["query_string"]
    if scope["path"] != PATH or _FORMAT in query or not query.isascii() or best(accept_of(scope), _OFFERS) != TEXT:
        return None
    try:
        generation = generate(read(parse(query.decode("ascii"))))
    except Invalid:
        return None
    return None if generation.fatal else dockerfile_of(generation)
