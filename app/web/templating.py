"""Turns a view into HTML: one Jinja environment that escapes everything and refuses unknown names."""

from collections.abc import Mapping
from functools import cache
from hashlib import sha256

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.responses import HTMLResponse

from app.places import STATIC, TEMPLATES
from app.web import htmx


@cache
def static(name: str) -> str:
    """The address of a static file, which changes with its content, so that it may be kept for ever."""
    return f"/static/{hashed_names()[name]}"


@cache
def hashed_names() -> Mapping[str, str]:
    """For each static file the name that it is served under: `app.css` as `app.<hash>.css`."""
    return {path.name: _hashed(path.name, path.read_bytes()) for path in STATIC.iterdir() if path.is_file()}


def _hashed(name: str, content: bytes) -> str:
    stem, _, suffix = name.rpartition(".")
    return f"{stem}.{sha256(content).hexdigest()[:12]}.{suffix}"


def ticked(text: str) -> Markup:
    """Words between backticks as code."""
    words = [
        Markup("<code>{}</code>").format(part) if n % 2 else escape(part) for n, part in enumerate(text.split("`"))
    ]
    return Markup("").join(words)


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["ticked"] = ticked
    environment.globals.update(static=static, htmx_config=htmx.CONFIG)
    return environment


templates = _environment()


def render(template: str, view: object, headers: Mapping[str, str] | None = None, status: int = 200) -> HTMLResponse:
    """The template sees the view, under that name, and the addresses of static files."""
    text = templates.get_template(template).render(view=view)
    return HTMLResponse(text, status_code=status, headers=dict(headers or {}))
