"""Refusals and bugs as answers: problem+json (RFC 9457), or lines that no one takes for a Dockerfile."""

import logging
import traceback
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI
from pydantic_core import to_json
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.web.invalid import FieldError, Invalid
from app.web.json_options import NotJson
from app.web.negotiation import JSON, PROBLEM, TEXT, accept_of, best

TEXT_PATHS = ("/api/v1/dockerfile", "/api/v1/bundle")
_NO_STORE = {"Cache-Control": "no-store", "Vary": "Accept"}
_log = logging.getLogger("cratewright")


class AppError(Exception):
    """What the web refuses by itself."""


class Refused(AppError):  # noqa: N818 - `raise Refused(415, ...)` is a sentence
    """`lines`: what a client that asks for text reads instead; `members`: more for one that asks for JSON."""

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        errors: Sequence[FieldError] = (),
        headers: Mapping[str, str] | None = None,
        members: Mapping[str, Any] | None = None,
        lines: Sequence[str] = (),
    ) -> None:
        super().__init__(f"refused with {status}")
        self.status = status
        self.detail = detail
        self.errors = tuple(errors)
        self.headers = dict(headers or {})
        self.members = dict(members or {})
        self.lines = tuple(lines)


def install(app: FastAPI) -> None:
    for kind in (Refused, Invalid, HTTPException):
        app.add_exception_handler(kind, _on_error)


async def _on_error(request: Request, error: Exception) -> Response:
    match error:
        case Refused():
            return answer(request, error)
        case NotJson():
            return answer(request, Refused(400, f"The body {error.errors[0].detail}."))
        case Invalid():
            return answer(request, Refused(422, "Some options cannot be read.", errors=error.errors))
        case HTTPException():
            return _by_the_router(request, error)
    raise error


def _by_the_router(request: Request, error: HTTPException) -> Response:
    """No such path, or not by this method."""
    if error.status_code != 405:
        return answer(request, Refused(error.status_code, _ROUTER_WORDS.get(error.status_code, str(error.detail))))
    allowed = ", ".join(methods(request))
    if request.method == "OPTIONS":
        return Response(status_code=204, headers={"Allow": allowed})
    return answer(request, Refused(405, f"This address answers to {allowed}.", headers={"Allow": allowed}))


_ROUTER_WORDS = {404: "There is nothing at this address; the API is described at /docs."}


def methods(request: Request) -> list[str]:
    """Of all routes for the path, as the router names those of the first one only."""
    found: set[str] = set()
    routes: Sequence[BaseRoute] = request.app.routes
    for method in ("GET", "POST"):
        scope = {**request.scope, "method": method}
        if any(route.matches(scope)[0] is Match.FULL for route in routes):
            found |= {"GET", "HEAD"} if method == "GET" else {method}
    return sorted({*found, "OPTIONS"})


def answer(request: Request, refused: Refused) -> Response:
    headers = {**_NO_STORE, **refused.headers}
    if _asks_for_text(request):
        return PlainTextResponse(_text(refused), refused.status, headers)
    media_type = best(accept_of(request.scope), (PROBLEM, JSON)) or PROBLEM
    return Response(to_json(_problem(refused)), refused.status, headers, media_type)


def _asks_for_text(request: Request) -> bool:
    path = request.scope["path"].removeprefix(request.scope.get("root_path", ""))
    if not path.startswith(("/api/", "/openapi")):
        return True
    if path not in TEXT_PATHS or getattr(request.state, "format", None) == "json":
        return False
    # Who asks for a file by its media type, and gets none, can still read text.
    return best(accept_of(request.scope), (TEXT, PROBLEM, JSON)) in (TEXT, None)


def _problem(refused: Refused) -> dict[str, Any]:
    document: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(refused.status).phrase,
        "status": refused.status,
        "detail": refused.detail,
        **refused.members,
    }
    if refused.errors:
        document["errors"] = [
            {"pointer": one.pointer, "name": one.name, "detail": one.detail, "allowed": one.allowed}
            for one in refused.errors
        ]
    return document


def _text(refused: Refused) -> str:
    """Comments only: even a builder that is handed them finds no instruction."""
    found = [f"error: {one.name} {one.detail}".replace("  ", " ") for one in refused.errors]
    lines = refused.lines or found or [f"error: {refused.detail}"]
    return "".join([f"# {' '.join(line.split())}\n" for line in lines])


class Failures:
    """The last net: a bug is a 500 that tells nothing, and a log entry without what the visitor sent."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def watched(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self.app(scope, receive, watched)
        except ClientDisconnect:
            return
        except Exception as failure:
            if scope["type"] != "http":
                raise
            _log_without_values(scope, failure)
            if started:
                raise RuntimeError("failed while answering") from None
            response = answer(Request(scope), Refused(500, "Something went wrong on our side; it is not your input."))
            await response(scope, receive, send)


def _log_without_values(scope: Scope, failure: Exception) -> None:
    """An exception's text may quote what was sent; its kind and its place cannot."""
    frames = "".join(traceback.format_tb(failure.__traceback__))
    handler = getattr(scope.get("endpoint"), "__qualname__", "no handler")
    _log.error("%s in %s, called by %s\n%s", type(failure).__qualname__, handler, scope["method"], frames)
