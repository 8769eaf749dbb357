"""The outermost layer: gives answers that were given before, says 304 to who has them, and knows HEAD from GET."""

from collections import OrderedDict
from dataclasses import dataclass
from hashlib import blake2b
from typing import NamedTuple

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.web.negotiation import accept_class, accept_of

CACHED = "/api/v1/"
MOST_ENTRIES = 2048
MOST_BYTES = 32 * 1024 * 1024
LARGEST_BODY = 1024 * 1024
LONGEST_QUERY = 2048
_OVERHEAD = 1024  # of the key, the headers and the objects around them, roughly
_NOT_IN_304 = frozenset((b"content-length", b"content-type", b"content-disposition"))

RawHeaders = list[tuple[bytes, bytes]]
Key = tuple[str, str, bytes, tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class Kept:
    """A whole answer, ready to be sent, and the shorter one for who has it already."""

    start: Message
    body: Message
    not_modified: Message
    etag: bytes | None
    size: int


class Store:
    """The answers used last, within bounds of number and of memory."""

    def __init__(self, most_entries: int = MOST_ENTRIES, most_bytes: int = MOST_BYTES) -> None:
        self.most_entries = most_entries
        self.most_bytes = most_bytes
        self.bytes = 0
        self.entries: OrderedDict[Key, Kept] = OrderedDict()

    def get(self, key: Key) -> Kept | None:
        kept = self.entries.get(key)
        if kept is not None:
            self.entries.move_to_end(key)
        return kept

    def put(self, key: Key, kept: Kept) -> None:
        if key in self.entries:
            self.bytes -= self.entries.pop(key).size
        self.entries[key] = kept
        self.bytes += kept.size
        while len(self.entries) > self.most_entries or self.bytes > self.most_bytes:
            _, oldest = self.entries.popitem(last=False)
            self.bytes -= oldest.size


class FrontCache:
    """Answers are pure functions of path, query and Accept, and so is what may be kept of them."""

    def __init__(self, app: ASGIApp, store: Store | None = None) -> None:
        self.app = app
        self.store = store or Store()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        question = _question(scope)
        kept = self.store.get(question.key) if question.key else None
        if kept is not None:
            await _send(kept, question, send)
            return
        recorder = _Recorder(question, send, self.store)
        await self.app({**scope, "method": "GET"}, receive, recorder)


class _Question(NamedTuple):
    """What of a request the answer depends on. No key: not to be kept."""

    key: Key | None
    if_none_match: bytes | None
    head: bool

    def has(self, etag: bytes | None) -> bool:
        """Compared weakly, as RFC 9110 has it for If-None-Match."""
        if self.if_none_match is None or etag is None:
            return False
        given = [one.strip().removeprefix(b"W/") for one in self.if_none_match.split(b",")]
        return given == [b"*"] or etag.removeprefix(b"W/") in given


def _question(scope: Scope) -> _Question:
    if_none_match = b",".join([value for name, value in scope["headers"] if name == b"if-none-match"])
    return _Question(_key(scope), if_none_match or None, scope["method"] == "HEAD")


def _key(scope: Scope) -> Key | None:
    path, query, root = scope["path"], scope["query_string"], scope.get("root_path", "")
    if not path.startswith(root + CACHED) or len(query) > LONGEST_QUERY:
        return None
    return root, path, query, accept_class(accept_of(scope))


class _Recorder:
    """Stands between the application and the client; gives a tag to each whole answer that has none."""

    def __init__(self, question: _Question, send: Send, store: Store) -> None:
        self.question = question
        self.send = send
        self.store = store
        self.start: Message | None = None
        self.done = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.start = message
        elif self.start is not None:
            await self._first(self.start, message)
            self.start = None
        elif not self.done:
            await self.send(_without_body(message) if self.question.head else message)

    async def _first(self, start: Message, body: Message) -> None:
        """The head of an answer waits for the first part of its body, which is nearly always all of it."""
        whole = not body.get("more_body", False)
        if start["status"] != 200 or not (whole or _header(start, b"etag")):
            await self.send(start)
            await self.send(_without_body(body) if self.question.head else body)
            return
        kept = _keep(start, body)
        shared = b"public" in (_header(start, b"cache-control") or b"")
        if whole and shared and self.question.key and kept.size <= LARGEST_BODY:
            self.store.put(self.question.key, kept)
        self.done = self.question.has(kept.etag)
        await _send(kept, self.question, self.send)


def _keep(start: Message, body: Message) -> Kept:
    etag = _header(start, b"etag")
    if etag is None:
        etag = b'W/"' + blake2b(body["body"], digest_size=12).hexdigest().encode() + b'"'
        start["headers"] = [*start["headers"], (b"etag", etag)]
    headers = [one for one in start["headers"] if one[0] not in _NOT_IN_304]
    not_modified = {"type": "http.response.start", "status": 304, "headers": headers}
    return Kept(start, body, not_modified, etag, len(body.get("body", b"")) + _OVERHEAD)


_EMPTY: Message = {"type": "http.response.body", "body": b""}


async def _send(kept: Kept, question: _Question, send: Send) -> None:
    if question.has(kept.etag):
        await send(kept.not_modified)
        await send(_EMPTY)
        return
    await send(kept.start)
    await send(_without_body(kept.body) if question.head else kept.body)


def _without_body(message: Message) -> Message:
    return {**message, "body": b""}


def _header(message: Message, name: bytes) -> bytes | None:
    return next((value for one, value in message["headers"] if one == name), None)
