"""Whether the process lives, and whether it can answer."""

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from app.generator import generate
from app.options import Options
from app.web import operations, templating
from app.web.api import PlainRoute

router = APIRouter(route_class=PlainRoute, default_response_class=Response)
_FRESH = {"Cache-Control": "no-store"}


@router.get("/healthz", **operations.HEALTHZ)
async def healthz(request: Request) -> Response:  # noqa: ARG001 - every handler gets one
    return PlainTextResponse("ok\n", headers=_FRESH)


@router.get("/readyz", **operations.READYZ)
async def readyz(request: Request) -> Response:  # noqa: ARG001 - every handler gets one
    try:
        await run_in_threadpool(_answer_once)
    except Exception:
        return PlainTextResponse("not ready\n", 503, headers=_FRESH)
    return PlainTextResponse("ready\n", headers=_FRESH)


def _answer_once() -> None:
    """Templates stay compiled: only the first call takes its time."""
    for name in templating.templates.list_templates(extensions=("html",)):
        templating.templates.get_template(name)
    if not generate(Options()).files:
        raise RuntimeError("the default options have no answer")
