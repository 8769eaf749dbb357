"""The whole service as one page of plain text, for who calls `/` from a terminal."""

from collections.abc import Iterator

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from app.catalogue.facts import Group, OptionWords
from app.catalogue.tables import GROUPS, OPTION_WORDS, RULES
from app.web.addresses import base
from app.web.fields import FIELDS, Kind, OptionField

_INTRODUCTION = """\
Cratewright: answers about a Rust project in, a container build that works the first time out.

  curl --fail {host}/api/v1/dockerfile -d bin=shop -d libc=musl > Dockerfile
  curl --fail {host}/api/v1/dockerfile -d bin=shop -d platforms=linux/amd64,linux/arm64
  curl --fail '{host}/api/v1/bundle?bin=shop&format=tar.gz' | tar xz
  curl --json '{{"bin": ["shop"], "port": 8080}}' {host}/api/v1/generate

  /api/v1/dockerfile   the Dockerfile as text; format=json, zip or tar.gz for more
  /api/v1/generate     files with a reason for every line, commands and problems, as JSON
  /api/v1/bundle       all files; format=zip or tar.gz
  /api/v1/options      every option, as JSON; /api/v1/schema as a JSON Schema
  /docs                the API in full; /openapi.json for programs
  /                    the same in a browser

Options go into a query, a form or a JSON document. A mistake is answered with 4xx and lines that begin with "# error:".
Lists are repeated or separated by commas; env, build_env and args are only repeated. Catalogue {rules}.
"""
_WIDTH = 20


def text_help(request: Request) -> Response:
    host = base(request.url.scheme, request.headers.get("host")) + request.scope.get("root_path", "")
    lines = [_INTRODUCTION.format(host=host, rules=RULES), *_options()]
    return PlainTextResponse("\n".join(lines) + "\n", headers={"Cache-Control": "no-cache", "Vary": "Accept, Host"})


def _options() -> Iterator[str]:
    for group in GROUPS:
        yield from _group(group)


def _group(group: Group) -> Iterator[str]:
    words = [one for one in OPTION_WORDS if one.group == group.key and one.key in FIELDS]
    if words:
        yield f"{group.title}. {group.help}"
        for one in words:
            yield from _option(one, FIELDS[one.key])
        yield ""


def _option(words: OptionWords, field: OptionField) -> Iterator[str]:
    indent = "\n" + " " * (_WIDTH + 2)
    yield f"  {words.key:<{_WIDTH}}{words.question or words.help}{indent}{_how(words, field)}"


def _how(words: OptionWords, field: OptionField) -> str:
    if field.values is not None:
        return " | ".join(field.values)
    if field.kind is Kind.BOOL:
        return "yes | no"
    return f"for example {words.example}" if words.example else f"a {field.kind}"
