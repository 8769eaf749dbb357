"""Calls an application as a server would: with any bytes, also those that no client of ours would send."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import anyio
from starlette.types import ASGIApp, Message, Scope


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")


def scope(method: str, path: str, query: bytes = b"", headers: Mapping[str, str] | None = None) -> Scope:
    raw = [(name.encode(), value.encode("latin-1")) for name, value in (headers or {}).items()]
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query,
        "root_path": "",
        "headers": [(b"host", b"test"), *raw],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
    }


async def call(
    app: ASGIApp,
    method: str,
    path: str,
    query: bytes = b"",
    headers: Mapping[str, str] | None = None,
    body: bytes | Iterator[bytes] = b"",
) -> Answer:
    parts = iter([body] if isinstance(body, bytes) else body)
    sent: list[Message] = []

    whole = False

    async def receive() -> Message:
        nonlocal whole
        if whole:  # as a server does: nothing more comes until the client goes away
            await anyio.sleep_forever()
        part = next(parts, None)
        whole = part is None
        return {"type": "http.request", "body": part or b"", "more_body": not whole}

    async def send(message: Message) -> None:
        sent.append(message)

    await app(scope(method, path, query, headers), receive, send)
    start: Any = sent[0]
    head = {name.decode(): value.decode("latin-1") for name, value in start["headers"]}
    return Answer(start["status"], head, b"".join([message.get("body", b"") for message in sent[1:]]))
