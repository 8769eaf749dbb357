"""Static files: kept for ever under a name that changes with their content, asked about again under their plain one."""

from collections.abc import Mapping
from functools import cache
from mimetypes import guess_type

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.places import STATIC
from app.web.templating import hashed_names

_FOR_EVER = "public, max-age=31536000, immutable"
_TYPES = {".js": "text/javascript", ".svg": "image/svg+xml"}  # what a system's table says of these differs


async def static_file(request: Request) -> Response:
    """A handful of small files: they live in memory, and no name from outside ever reaches the file system."""
    asked = request.path_params["name"]
    name = _plain_names().get(asked)
    if name is None:
        raise HTTPException(404)
    keep = "no-cache" if name == asked else _FOR_EVER
    return Response(_content(name), media_type=_media_type(name), headers={"Cache-Control": keep})


ROUTE = Route("/static/{name}", static_file, methods=["GET"], name="static")


@cache
def _plain_names() -> Mapping[str, str]:
    hashed = hashed_names()
    return {**{name: name for name in hashed}, **{with_hash: name for name, with_hash in hashed.items()}}


@cache
def _content(name: str) -> bytes:
    return (STATIC / name).read_bytes()


def _media_type(name: str) -> str:
    suffix = name[name.rfind(".") :]
    return _TYPES.get(suffix) or guess_type(name)[0] or "application/octet-stream"
