"""The wizard for people: the page, the fragment that changes, and both again for a portal's frame."""

from collections.abc import Iterator, Sequence
from urllib.parse import parse_qsl

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response

from app.catalogue.tables import OPTION_WORDS, PRESETS, RULES
from app.choices import unavailable
from app.generator import Generation, generate
from app.options import Options
from app.places import STATIC
from app.web import htmx, negotiation, query
from app.web.addresses import FRAME, PAGE, THEMES, Addresses, base
from app.web.answer import answer
from app.web.fields import FIELDS, Kind
from app.web.form import State, form
from app.web.help import text_help
from app.web.mends import by_question
from app.web.templating import render
from app.web.views import FragmentView, LinkView, PageView

THEME = "theme"
DRAWN = "drawn"
"""`drawn=shell:none`: the form showed this answer, which nobody had given; if it comes back, it still is not given."""

# The group of the questions about the project itself, as opposed to its container.
_PROJECT = tuple([words.key for words in OPTION_WORDS if words.group == "project"])

router = APIRouter(include_in_schema=False)
Pairs = Sequence[tuple[str, str]]


@router.get(PAGE)
async def page(request: Request) -> Response:
    if not negotiation.wants_html(request):
        return text_help(request)
    return _whole(request, PAGE)


@router.get(FRAME)
async def embed(request: Request) -> Response:
    return _whole(request, FRAME)


@router.get("/result")
async def result(request: Request) -> Response:
    return _fragment(request, PAGE)


@router.get("/embed/result")
async def embed_result(request: Request) -> Response:
    return _fragment(request, FRAME)


@router.get("/embed.js")
async def embed_script() -> Response:
    return FileResponse(STATIC / "embed.js", media_type="text/javascript", headers={"Cache-Control": "max-age=3600"})


def _whole(request: Request, path: str) -> Response:
    pairs = _pairs(request)
    options, notices = query.read_lenient(list(_readable(pairs)))
    addresses = _addresses(request, path, pairs)
    if not notices and _comes_from_the_form(pairs):
        return RedirectResponse(addresses.page(options), status_code=303)
    parts = _parts(options, addresses)
    view = PageView(
        embed=path == FRAME,
        theme=addresses.theme,
        path=path,
        form=parts.form,
        result=parts.result,
        recipes=parts.recipes,
        notices=tuple([notice.text for notice in notices]),
        rules=RULES,
    )
    return render("configurator/page.html", view, {"Vary": "Accept"})


def _fragment(request: Request, path: str) -> Response:
    pairs = _pairs(request)
    options, _ = query.read_lenient(list(_readable(pairs)))
    addresses = _addresses(request, path, pairs)
    displayed = htmx.displayed(request, path)
    old = None if displayed is None else generate(query.read_lenient(list(_readable(displayed)))[0])
    headers = {"Cache-Control": "no-store", **htmx.replaces_address(addresses.page(options))}
    return render("configurator/_fragment.html", _parts(options, addresses, old), headers)


def _parts(options: Options, addresses: Addresses, old: Generation | None = None) -> FragmentView:
    generation = generate(options)
    refused = unavailable(options)
    problems = by_question(generation.problems, options, addresses)
    return FragmentView(
        form(State(options, generation.resolved, problems, refused)),
        answer(options, generation, refused, addresses, old),
        tuple(_recipes(options, addresses)),
    )


def _pairs(request: Request) -> Pairs:
    """Whatever an address says, the page has something to show: what is too much is left out."""
    return parse_qsl(
        "&".join(request.url.query.split("&", query.MOST_PAIRS)[: query.MOST_PAIRS]), keep_blank_values=True
    )


def _readable(pairs: Pairs) -> Iterator[tuple[str, str]]:
    """As the reader of queries knows them: a text area holds one value a line, and what was only drawn is not given."""
    drawn = {value for name, value in pairs if name == DRAWN}
    for name, value in pairs:
        if name in (DRAWN, THEME) or f"{name}:{value}" in drawn:
            continue
        if name in FIELDS and FIELDS[name].kind in (Kind.LIST, Kind.MAP):
            yield from ((name, line) for line in value.splitlines() if line)
        else:
            yield name, value


def _comes_from_the_form(pairs: Pairs) -> bool:
    """A form without JavaScript sends every field; its address is then made short again."""
    return any(name == DRAWN or (not value and name in FIELDS) for name, value in pairs)


def _addresses(request: Request, path: str, pairs: Pairs) -> Addresses:
    theme = next((value for name, value in pairs if name == THEME and value in THEMES), "")
    return Addresses(path, theme, base(request.url.scheme, request.headers.get("host")))


def _recipes(options: Options, addresses: Addresses) -> Iterator[LinkView]:
    """A recipe answers everything but what the project is: that stays as it was given."""
    project = {name: getattr(options, name) for name in _PROJECT}
    for preset in PRESETS:
        after = Options.model_validate({**project, **preset.options})
        yield LinkView(addresses.page(after), preset.label, preset.help)
