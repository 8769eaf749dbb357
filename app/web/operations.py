"""The operations of the API in the words of OpenAPI: what each is for, takes and answers."""

from typing import Any

from starlette.responses import Response

from app.web.negotiation import GZIP, JSON, PROBLEM, TAR, TEXT, ZIP

Words = dict[str, Any]
FORM = "application/x-www-form-urlencoded"


def reference(kind: str, name: str) -> Words:
    return {"$ref": f"#/components/{kind}/{name}"}


def _content(media_type: str, schema: str) -> Words:
    return {media_type: {"schema": reference("schemas", schema)}}


def _ok(description: str, content: Words) -> Words:
    headers = {"ETag": reference("headers", "ETag"), "Cache-Control": reference("headers", "CacheControl")}
    return {"200": {"description": description, "headers": headers, "content": content}}


def _refusals(*names: str) -> Words:
    return {name.removeprefix("Refused"): reference("responses", name) for name in names}


_BY_QUERY = _refusals("Refused414", "Refused422")
_BY_BODY = _refusals("Refused400", "Refused413", "Refused414", "Refused415", "Refused422")
_NOT_MODIFIED = {"304": reference("responses", "NotModified")}
_BODY = {
    "required": False,
    "description": "Options as a form or as JSON; the same names in both.",
    "content": {FORM: {"schema": reference("schemas", "OptionsForm")}, **_content(JSON, "Options")},
}
_ARCHIVES = {
    media_type: {"schema": {"type": "string", "contentMediaType": media_type}} for media_type in (ZIP, GZIP, TAR)
}
_FILE_CONTENT = {TEXT: {"schema": {"type": "string"}}, **_content(JSON, "Generation"), **_ARCHIVES}


def _operation(
    name: str,
    summary: str,
    description: str,
    responses: Words,
    *,
    parameters: tuple[Words, ...] = (),
    body: Words | None = None,
    tag: str = "generate",
) -> Words:
    """The arguments of a route; FastAPI itself sees no parameters, as the handler reads the request alone."""
    extra: Words = {"responses": responses, "parameters": list(parameters)}
    if body is not None:
        extra["requestBody"] = body
    return {
        "operation_id": name,
        "summary": summary,
        "description": description,
        "tags": [tag],
        "response_class": Response,
        "openapi_extra": extra,
    }


OPTION_PARAMETERS: Words = {"x-all-options": True}
"""Stands for the parameters of all options; app/web/openapi.py puts them in its place."""
_FILE_FORMAT = reference("parameters", "FileFormat")
_ARCHIVE_FORMAT = reference("parameters", "ArchiveFormat")

_DOCKERFILE = "The Dockerfile as text; with format or Accept the whole answer as JSON, or all files as an archive."
DOCKERFILE_BY_QUERY = _operation(
    "getDockerfile",
    "A Dockerfile for options in the query",
    _DOCKERFILE,
    {**_ok("The file.", _FILE_CONTENT), **_NOT_MODIFIED, **_refusals("Refused406"), **_BY_QUERY},
    parameters=(_FILE_FORMAT, OPTION_PARAMETERS),
)
DOCKERFILE_BY_BODY = _operation(
    "postDockerfile",
    "A Dockerfile for options in a form or a JSON document",
    _DOCKERFILE,
    {**_ok("The file.", _FILE_CONTENT), **_refusals("Refused406"), **_BY_BODY},
    parameters=(_FILE_FORMAT,),
    body=_BODY,
)
_GENERATE = (
    "Every file with the reason for each of its lines, the commands, and what stands against the options. "
    "With a fatal problem there are no files; each problem names the change that mends it, where there is one."
)
GENERATE_BY_QUERY = _operation(
    "getGeneration",
    "Everything for options in the query",
    _GENERATE,
    {**_ok("The answer.", _content(JSON, "Generation")), **_NOT_MODIFIED, **_BY_QUERY},
    parameters=(OPTION_PARAMETERS,),
)
GENERATE_BY_BODY = _operation(
    "postGeneration",
    "Everything for options in a JSON document or a form",
    _GENERATE,
    {**_ok("The answer.", _content(JSON, "Generation")), **_BY_BODY},
    body=_BODY,
)
_BUNDLE = "All files in one archive, as they stand beside Cargo.toml; the same options give the same bytes."
BUNDLE_BY_QUERY = _operation(
    "getBundle",
    "All files for options in the query",
    _BUNDLE,
    {**_ok("The archive.", _ARCHIVES), **_NOT_MODIFIED, **_refusals("Refused406"), **_BY_QUERY},
    parameters=(_ARCHIVE_FORMAT, OPTION_PARAMETERS),
)
BUNDLE_BY_BODY = _operation(
    "postBundle",
    "All files for options in a form or a JSON document",
    _BUNDLE,
    {**_ok("The archive.", _ARCHIVES), **_refusals("Refused406"), **_BY_BODY},
    parameters=(_ARCHIVE_FORMAT,),
    body=_BODY,
)
OPTIONS = _operation(
    "listOptions",
    "Every option with its values",
    "What a form is drawn from. With options in the query, values that cannot be had beside them say why.",
    {**_ok("The options, in the order of the form.", _content(JSON, "OptionList")), **_NOT_MODIFIED, **_BY_QUERY},
    parameters=(OPTION_PARAMETERS,),
    tag="describe",
)
SCHEMA = _operation(
    "getSchema",
    "JSON Schema of the options",
    "Draft 2020-12; what POST accepts as JSON.",
    {**_ok("The schema.", {"application/schema+json": {"schema": {"type": "object"}}}), **_NOT_MODIFIED},
    tag="describe",
)
PROOF = _operation(
    "listProof",
    "What was really built and run",
    "Builds and runs of generated files that were recorded.",
    {**_ok("The records.", {JSON: {"schema": {"type": "array", "items": {"type": "object"}}}}), **_NOT_MODIFIED},
    tag="describe",
)


def _health(name: str, summary: str, description: str, *more: str) -> Words:
    text = {TEXT: {"schema": {"type": "string"}}}
    responses = {"200": {"description": "Yes.", "content": text}}
    return _operation(
        name,
        summary,
        description,
        responses | {status: {"description": "Not now.", "content": text} for status in more},
        tag="operate",
    )


HEALTHZ = _health("getHealth", "Is the process alive?", "Constant.")
READYZ = _health("getReadiness", "Can it answer?", "Compiles the templates and generates the default answer.", "503")

REFUSALS = {
    "Refused400": "The body is not JSON.",
    "Refused406": "None of the media types that exist here is accepted; available names them.",
    "Refused413": "The body is larger than 256 KiB.",
    "Refused414": "The query is longer than 256 KiB.",
    "Refused415": "The body is neither a form nor JSON; Accept-Post names what is.",
    "Refused422": "Options are unknown, malformed, or cannot work together; one entry each.",
}
PROBLEM_CONTENT = {
    **_content(PROBLEM, "Refusal"),
    **_content(JSON, "Refusal"),
}
