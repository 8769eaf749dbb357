"""The body of a request, within a limit; what is over it is read and thrown away, never held."""

from typing import NoReturn

from starlette.requests import Request

from app.web.errors import Refused

LARGEST_OPTIONS = 256 * 1024
# Ordinary clients send all of a body before they look at an answer; so much of it is taken from them.
MOST_DISCARDED = 8 * 1024 * 1024


async def read_body(request: Request, limit: int = LARGEST_OPTIONS) -> bytes:
    """Raises Refused (413) for more than the limit, whether that was declared or shows while reading."""
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise Refused(415, "Send the body as it is, without Content-Encoding.", headers={"Accept-Encoding": "identity"})
    declared = request.headers.get("content-length", "0")
    if declared.isdigit() and int(declared[:18]) > limit:
        await _too_large(request, 0, limit)
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > limit:
            parts.clear()
            await _too_large(request, size, limit)
        parts.append(part)
    return b"".join(parts)


async def _too_large(request: Request, size: int, limit: int) -> NoReturn:
    headers = {}
    if request.headers.get("expect", "").lower() == "100-continue":
        headers["Connection"] = "close"  # the client waits for a word before it sends: there is nothing to throw away
    else:
        await _discard(request, size)
    raise Refused(413, f"The body is larger than {limit // 1024} KiB.", headers=headers)


async def _discard(request: Request, size: int) -> None:
    more = True
    while more and size < MOST_DISCARDED:
        message = await request.receive()
        size += len(message.get("body", b""))
        more = message.get("more_body", False)
