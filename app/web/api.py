"""The API under /api/v1: each answer is a pure function of the options that were sent."""

from collections.abc import Callable, Coroutine, Mapping
from typing import Any

from fastapi import APIRouter
from fastapi.routing import APIRoute
from pydantic_core import to_json
from starlette.requests import Request
from starlette.responses import Response

from app.choices import unavailable
from app.generator import Generation, generate
from app.options import Options
from app.problem import Problem
from app.web import operations
from app.web.answers import document, problem_lines, problems
from app.web.bundle import ARCHIVES
from app.web.calls import Call, read_call
from app.web.errors import Refused
from app.web.invalid import FieldError, pointer
from app.web.negotiation import JSON, TEXT
from app.web.option_list import option_list, options_schema

Handler = Callable[[Request], Coroutine[Any, Any, Response]]

ARCHIVE_FORMATS = {name: media_type for name, (media_type, _) in ARCHIVES.items()}
DOCKERFILE_FORMATS = {"text": TEXT, "json": JSON, **ARCHIVE_FORMATS}
_KEPT = "public, max-age=300, stale-while-revalidate=86400"


TEXT_HEADERS = {
    "Content-Type": "text/plain; charset=utf-8",
    "Cache-Control": _KEPT,
    "Vary": "Accept",
    "Content-Disposition": 'inline; filename="Dockerfile"',
}


class PlainRoute(APIRoute):
    """Documented like any other, and called with the request alone: FastAPI's own reading costs more than ours."""

    def get_route_handler(self) -> Handler:
        handler: Handler = self.endpoint
        return handler


router = APIRouter(prefix="/api/v1", route_class=PlainRoute, default_response_class=Response)


@router.post("/dockerfile", **operations.DOCKERFILE_BY_BODY)
@router.get("/dockerfile", **operations.DOCKERFILE_BY_QUERY)
async def dockerfile(request: Request) -> Response:
    call = await read_call(request, DOCKERFILE_FORMATS)
    generation = _shippable(call.options)
    if call.format in ARCHIVES:
        return _archive(call, generation)
    if call.format == "json":
        return _json(document(generation, call.options, _root(request)), {"Vary": "Accept"})
    return Response(dockerfile_of(generation), headers=TEXT_HEADERS)


def dockerfile_of(generation: Generation) -> bytes:
    return generation.dockerfile.text.encode() if generation.dockerfile else b""


@router.post("/generate", **operations.GENERATE_BY_BODY)
@router.get("/generate", **operations.GENERATE_BY_QUERY)
async def generated(request: Request) -> Response:
    call = await read_call(request, {"json": JSON})
    return _json(document(generate(call.options), call.options, _root(request)))


@router.post("/bundle", **operations.BUNDLE_BY_BODY)
@router.get("/bundle", **operations.BUNDLE_BY_QUERY)
async def bundle(request: Request) -> Response:
    call = await read_call(request, ARCHIVE_FORMATS)
    return _archive(call, _shippable(call.options))


@router.get("/options", **operations.OPTIONS)
async def options(request: Request) -> Response:
    call = await read_call(request, {"json": JSON})
    asked = bool(request.scope["query_string"])
    return _json({"options": option_list(unavailable(call.options) if asked else {})})


@router.get("/schema", **operations.SCHEMA)
async def schema(request: Request) -> Response:  # noqa: ARG001 - every handler gets one
    return _answer(to_json(options_schema(), indent=2), "application/schema+json")


@router.get("/proof", **operations.PROOF)
async def proof(request: Request) -> Response:  # noqa: ARG001 - every handler gets one
    return _json([])  # nothing has been recorded yet


def _shippable(options: Options) -> Generation:
    """Raises Refused (422) where something fatal stands in the way: a file is whole or it is not sent."""
    generation = generate(options)
    if generation.fatal:
        raise Refused(
            422,
            "These options cannot work together.",
            errors=[_field_error(one) for one in generation.problems if one.fatal],
            members={"problems": problems(generation)},
            lines=tuple(problem_lines(generation)),
        )
    return generation


def _field_error(problem: Problem) -> FieldError:
    name = problem.fields[0] if problem.fields else ""
    return FieldError(name, pointer(name) if name else "#", problem.text)


def _archive(call: Call, generation: Generation) -> Response:
    media_type, write = ARCHIVES[call.format]
    disposition = f'attachment; filename="dockerfile-bundle.{call.format}"'
    return _answer(write(generation.files), media_type, {"Vary": "Accept", "Content-Disposition": disposition})


def _root(request: Request) -> str:
    root: str = request.scope.get("root_path", "")
    return root


def _json(document: object, headers: Mapping[str, str] | None = None) -> Response:
    return _answer(to_json(document), JSON, headers)


def _answer(body: bytes, content_type: str, headers: Mapping[str, str] | None = None) -> Response:
    return Response(body, headers={"Content-Type": content_type, "Cache-Control": _KEPT, **(headers or {})})
