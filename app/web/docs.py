"""The OpenAPI document, for programs at /openapi.json and for people, without JavaScript, at /docs."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from fastapi import APIRouter
from pydantic_core import to_json
from starlette.requests import Request
from starlette.responses import Response

from app.catalogue.tables import OPTION_WORDS
from app.web.api import PlainRoute
from app.web.api import router as api_router
from app.web.fields import FIELDS, Kind, OptionField
from app.web.health import router as health_router
from app.web.negotiation import JSON
from app.web.openapi import openapi
from app.web.operations import Words
from app.web.templating import render

router = APIRouter(route_class=PlainRoute, default_response_class=Response, include_in_schema=False)
_KEPT = {"Cache-Control": "public, max-age=300"}


@lru_cache(maxsize=8)
def _document(root: str) -> Words:
    return openapi([*api_router.routes, *health_router.routes], root)


@dataclass(frozen=True, slots=True)
class ExampleView:
    """A body or an answer as it may look."""

    media_type: str
    text: str | None


@dataclass(frozen=True, slots=True)
class ResponseView:
    status: str
    description: str
    examples: tuple[ExampleView, ...]


@dataclass(frozen=True, slots=True)
class OperationView:
    """`takes_options`: whether the table of options below holds its parameters too."""

    anchor: str
    method: str
    path: str
    summary: str
    description: str
    parameters: tuple[tuple[str, str], ...]
    takes_options: bool
    bodies: tuple[ExampleView, ...]
    responses: tuple[ResponseView, ...]


@dataclass(frozen=True, slots=True)
class OptionView:
    name: str
    kind: str
    help: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DocsView:
    """What templates/api/docs.html may use."""

    title: str
    version: str
    description: str
    operations: tuple[OperationView, ...]
    options: tuple[OptionView, ...]
    theme: str = ""
    embed: bool = False


@router.get("/openapi.json")
async def openapi_json(request: Request) -> Response:
    return Response(to_json(_document(request.scope.get("root_path", ""))), media_type=JSON, headers=_KEPT)


@router.get("/docs")
async def docs(request: Request) -> Response:
    return render("api/docs.html", _view(request.scope.get("root_path", "")), _KEPT)


@lru_cache(maxsize=8)
def _view(root: str) -> DocsView:
    document = _document(root)
    info = document["info"]
    return DocsView(
        title=info["title"],
        version=info["version"],
        description=info["description"],
        operations=tuple(_operations(document)),
        options=tuple(_option(field) for field in FIELDS.values()),
    )


def _operations(document: Words) -> Iterator[OperationView]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            parameters = [_resolved(document, one) for one in operation["parameters"]]
            own = [one for one in parameters if one["name"] not in FIELDS]
            yield OperationView(
                anchor=operation["operationId"],
                method=method.upper(),
                path=path,
                summary=operation["summary"],
                description=operation["description"],
                parameters=tuple((one["name"], one["description"]) for one in own),
                takes_options=len(own) != len(parameters),
                bodies=_examples(operation.get("requestBody", {})),
                responses=tuple(_responses(document, operation)),
            )


def _responses(document: Words, operation: Words) -> Iterator[ResponseView]:
    for status, given in operation["responses"].items():
        response = _resolved(document, given)
        yield ResponseView(status, response["description"], _examples(response))


def _examples(part: Words) -> tuple[ExampleView, ...]:
    return tuple(
        ExampleView(media_type, _example(content.get("example")))
        for media_type, content in part.get("content", {}).items()
    )


def _example(example: Any) -> str | None:
    if example is None or isinstance(example, str):
        return example
    return json.dumps(example, indent=2, ensure_ascii=False)


def _resolved(document: Words, part: Words) -> Words:
    if "$ref" not in part:
        return part
    _, _, kind, name = part["$ref"].split("/")
    found: Words = document["components"][kind][name]
    return found


def _option(field: OptionField) -> OptionView:
    kind = "list" if field.kind is Kind.LIST else field.kind.value
    return OptionView(field.name, kind, OPTION_WORDS[field.name].help, field.values or ())
