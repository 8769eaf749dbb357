"""What a call to the API asks for: options from its query, form or JSON, and the format of the answer."""

from dataclasses import dataclass

from starlette.requests import Request

from app.options import Options
from app.web import query
from app.web.body import LARGEST_OPTIONS, read_body
from app.web.errors import Refused
from app.web.invalid import Invalid, error
from app.web.negotiation import JSON, accept_of, best

FORM = "application/x-www-form-urlencoded"
FORMAT = "format"


@dataclass(frozen=True, slots=True)
class Call:
    options: Options
    format: str


async def read_call(request: Request, formats: dict[str, str]) -> Call:
    """`formats`: name -> media type, the preferred one first. Raises Invalid and Refused."""
    pairs, document = _query(request), None
    if request.method == "POST":
        form, document = await _posted(request)
        pairs = [*pairs, *form]
    asked, pairs = _without_format(pairs, formats)
    if asked:
        request.state.format = asked
    return Call(_options(pairs, document), asked or _negotiated(request, formats))


def _options(pairs: query.Pairs, document: bytes | None) -> Options:
    if document is None:
        return query.read(pairs)
    if pairs:
        raise Invalid([error(name, "belongs into the JSON document") for name, _ in pairs])
    return query.read_json(document)


def _query(request: Request) -> query.Pairs:
    raw: bytes = request.scope["query_string"]
    if len(raw) > LARGEST_OPTIONS:
        raise Refused(414, "The query is too long; send the options as a form or as JSON.")
    return query.parse(raw.decode("utf-8", "surrogateescape"))


def _without_format(pairs: query.Pairs, formats: dict[str, str]) -> tuple[str | None, query.Pairs]:
    """The format is no option, and travels with them in a query or a form."""
    asked = [value for name, value in pairs if name == FORMAT]
    if not asked:
        return None, pairs
    if len(asked) > 1:
        raise Invalid([error(FORMAT, "is given twice")])
    if asked[0] not in formats:
        raise Invalid([error(FORMAT, f"must be one of {', '.join(formats)}", tuple(formats))])
    return asked[0], [one for one in pairs if one[0] != FORMAT]


def _negotiated(request: Request, formats: dict[str, str]) -> str:
    if len(formats) == 1:  # nothing to choose: answered whatever is accepted, as RFC 9110 allows
        return next(iter(formats))
    chosen = best(accept_of(request.scope), tuple(formats.values()))
    for name, media_type in formats.items():
        if media_type == chosen:
            return name
    raise Refused(
        406, f"This address has {', '.join(formats.values())}.", members={"available": list(formats.values())}
    )


async def _posted(request: Request) -> tuple[query.Pairs, bytes | None]:
    """The pairs of a form, or a JSON document."""
    content_type, _, parameters = request.headers.get("content-type", "").partition(";")
    body = await read_body(request)
    match content_type.strip().lower():
        case "" if not body:
            return (), None
        case _ if not _is_utf8(parameters):
            raise _unsupported("The body must be UTF-8.")
        case media_type if media_type == FORM:
            return query.parse(body.decode("utf-8", "surrogateescape")), None
        case media_type if media_type == JSON:
            return (), body
        case _:
            raise _unsupported("The body must be a form or JSON.")


def _is_utf8(parameters: str) -> bool:
    named = [one.partition("=")[2] for one in parameters.lower().split(";") if one.strip().startswith("charset=")]
    return all(name.strip(' "') in ("utf-8", "utf8", "us-ascii") for name in named)


def _unsupported(detail: str) -> Refused:
    return Refused(415, detail, headers={"Accept-Post": f"{JSON}, {FORM}"})
