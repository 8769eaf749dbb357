"""The OpenAPI document: the routes as FastAPI knows them, with the options and a real answer put in."""

from collections.abc import Iterator, Mapping
from typing import Any

from fastapi.openapi.utils import get_openapi
from starlette.routing import BaseRoute

from app.catalogue.tables import OPTION_WORDS, PRESETS, RULES
from app.generator import generate
from app.options import Options
from app.web import operations
from app.web.answers import document as generation_document
from app.web.fields import FIELDS, Kind, OptionField
from app.web.negotiation import JSON, TEXT
from app.web.openapi_schemas import SCHEMAS
from app.web.operations import Words, reference
from app.web.option_list import option_list, options_schema
from app.web.query import parse, write

TITLE = "Cratewright"
_DESCRIPTION = (
    "Answers about a Rust project in, a container build that works the first time out. Every call is a pure function "
    "of its options: safe to repeat, without a login, and nothing that is sent is stored or logged."
)
_TAGS = [
    {"name": "generate", "description": "Options in, files out."},
    {"name": "describe", "description": "What may be chosen."},
    {"name": "operate", "description": "For whoever runs the service."},
]
EXAMPLE = Options.model_validate({**next(iter(PRESETS)).options, "bin": ["shop"]})


def openapi(routes: list[BaseRoute], root: str = "") -> Words:
    document = get_openapi(
        title=TITLE,
        version=RULES,
        openapi_version="3.1.0",
        description=_DESCRIPTION,
        routes=routes,
        tags=_TAGS,
        license_info={"name": "MIT", "identifier": "MIT"},
        servers=[{"url": root or "/"}],
    )
    document["components"] = _components()
    for path in document["paths"].values():
        for method, operation in path.items():
            _complete(operation, by_query=method == "get")
    return document


def _complete(operation: Words, *, by_query: bool) -> None:
    parameters = [one for one in operation.get("parameters", ()) if one != operations.OPTION_PARAMETERS]
    if len(parameters) != len(operation.get("parameters", ())):
        parameters += [reference("parameters", f"option.{name}") for name in FIELDS]
    if by_query:
        parameters.append(reference("parameters", "IfNoneMatch"))
    operation["parameters"] = parameters
    for media_type, content in operation["responses"]["200"].get("content", {}).items():
        example = _answer_example(operation["operationId"], media_type)
        if example is not None:
            content["example"] = example
    for media_type, content in operation.get("requestBody", {}).get("content", {}).items():
        content["example"] = _given() if media_type == JSON else dict(parse(write(EXAMPLE)))


def _given() -> Words:
    return EXAMPLE.model_dump(mode="json", exclude_defaults=True)


def _answer_example(operation: str, media_type: str) -> object:
    """What the service would really answer."""
    generation = generate(EXAMPLE)
    whole = generation_document(generation, EXAMPLE)
    short = whole | {"files": [file | {"lines": file["lines"][:2]} for file in whole["files"][:1]]}
    dockerfile = generation.files[0].text
    examples = {
        ("getDockerfile", TEXT): dockerfile,
        ("postDockerfile", TEXT): dockerfile,
        ("getDockerfile", JSON): short,
        ("postDockerfile", JSON): short,
        ("getGeneration", JSON): short,
        ("postGeneration", JSON): short,
        ("listOptions", JSON): {"options": option_list({})[:2]},
        ("listProof", JSON): [],
        ("getHealth", TEXT): "ok\n",
        ("getReadiness", TEXT): "ready\n",
    }
    return examples.get((operation, media_type))


def _components() -> Words:
    schema = _embedded(options_schema())
    definitions = schema.pop("$defs", {})
    form = {"type": "object", "properties": {name: _form_value(field) for name, field in FIELDS.items()}}
    return {
        "schemas": {**SCHEMAS, **definitions, "Options": schema, "OptionsForm": form},
        "parameters": dict(_parameters()),
        "headers": _HEADERS,
        "responses": dict(_responses()),
    }


def _embedded(schema: Mapping[str, Any]) -> Words:
    """A schema of its own, moved into the document: references find its parts among the components."""
    kept = {name: value for name, value in schema.items() if name not in ("$schema", "$id")}
    moved: Words = _moved(kept)
    return moved


def _moved(part: Any) -> Any:
    match part:
        case dict():
            return {name: _moved(value) for name, value in part.items()}
        case list():
            return [_moved(value) for value in part]
        case str():
            return part.replace("#/$defs/", "#/components/schemas/")
        case _:
            return part


def _form_value(field: OptionField) -> Words:
    if field.kind in (Kind.LIST, Kind.MAP):
        return {"type": "array", "items": {"type": "string"}, "description": OPTION_WORDS[field.name].help}
    return _value_schema(field) | {"description": OPTION_WORDS[field.name].help}


def _value_schema(field: OptionField) -> Words:
    """Of single values only, whose patterns every program can read."""
    kept = ("type", "enum", "pattern", "minLength", "maxLength", "minimum", "maximum")
    return {name: field.schema[name] for name in kept if name in field.schema}


def _parameters() -> Iterator[tuple[str, Words]]:
    for name, formats in (
        ("FileFormat", ("text", "json", "zip", "tar.gz", "tar")),
        ("ArchiveFormat", ("zip", "tar.gz", "tar")),
    ):
        yield name, _parameter("format", "query", "Stands above Accept.", {"type": "string", "enum": list(formats)})
    yield (
        "IfNoneMatch",
        _parameter("If-None-Match", "header", "The ETag of an answer that is held.", {"type": "string"}),
    )
    examples = dict(parse(write(EXAMPLE)))
    for field in FIELDS.values():
        many = field.kind in (Kind.LIST, Kind.MAP)
        style = {"style": "form", "explode": not field.splits} if many else {}
        schema = _form_value(field) if many else _value_schema(field)
        parameter = _parameter(field.name, "query", OPTION_WORDS[field.name].help, schema) | style
        if field.name in examples:
            parameter["example"] = examples[field.name].split(",") if many else examples[field.name]
        yield f"option.{field.name}", parameter


def _parameter(name: str, where: str, description: str, schema: Words) -> Words:
    return {"name": name, "in": where, "required": False, "description": description, "schema": schema}


def _responses() -> Iterator[tuple[str, Words]]:
    yield "NotModified", {"description": "The answer that is held is still right.", "headers": {"ETag": _ETAG}}
    for name, description in operations.REFUSALS.items():
        text = {TEXT: {"schema": {"type": "string"}, "example": "# error: port must be from 1 to 65535\n"}}
        yield name, {"description": description, "content": {**operations.PROBLEM_CONTENT, **text}}


_ETAG = {"description": "Changes with the answer.", "schema": {"type": "string"}}
_HEADERS = {"ETag": _ETAG, "CacheControl": {"description": "How long it may be kept.", "schema": {"type": "string"}}}
