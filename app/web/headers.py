"""The security headers of every answer, by the kind of its path; and who may read answers across origins."""

from collections.abc import Sequence

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.web.settings import Settings

RawHeaders = Sequence[tuple[bytes, bytes]]

_PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors "
)
_NO_FEATURES = ", ".join(
    f"{feature}=()"
    for feature in (
        *("accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "fullscreen", "geolocation"),
        *(
            "gyroscope",
            "magnetometer",
            "microphone",
            "midi",
            "payment",
            "picture-in-picture",
            "usb",
            "xr-spatial-tracking",
        ),
    )
)
_ALWAYS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "permissions-policy": f"clipboard-write=(self), {_NO_FEATURES}",
}
_OPEN = {
    "access-control-allow-origin": "*",
    # The star covers htmx's own; it counts as no credentials are ever sent.
    "access-control-expose-headers": "ETag, Content-Disposition, Allow, Accept-Post, *",
    "cross-origin-resource-policy": "cross-origin",
}
_PREFLIGHT = {
    "access-control-allow-methods": "GET, HEAD, POST, OPTIONS",
    "access-control-allow-headers": "Accept, Content-Type, If-None-Match, *",
    "access-control-max-age": "86400",
    "content-length": "0",
}
_NO_CACHE_CONTROL = (b"cache-control", b"no-cache")


def _raw(*headers: dict[str, str]) -> RawHeaders:
    return [(name.encode(), value.encode("latin-1")) for group in headers for name, value in group.items()]


class SecurityHeaders:
    """Adds to each answer what its path demands, and answers the browser's question before a foreign request."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.page = _raw(
            _ALWAYS,
            {"content-security-policy": _PAGE_POLICY + "'none'", "x-frame-options": "DENY"},
            {"cross-origin-opener-policy": "same-origin", "cross-origin-resource-policy": "same-origin"},
        )
        self.embed = _raw(_ALWAYS, _OPEN, {"content-security-policy": _PAGE_POLICY + settings.frame_ancestors})
        self.open = _raw(
            _ALWAYS,
            _OPEN,
            {
                "content-security-policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
                "x-frame-options": "DENY",
            },
        )

    def headers(self, path: str) -> RawHeaders:
        """The page's is the strictest of those that may show anything; whatever nobody thought of gets it."""
        if path.startswith(("/api/", "/static/")) or path in ("/embed.js", "/openapi.json", "/healthz", "/readyz"):
            return self.open
        if path == "/embed" or path.startswith("/embed/"):
            return self.embed
        return self.page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = self.headers(scope["path"].removeprefix(scope.get("root_path", "")))
        if scope["method"] == "OPTIONS" and headers is not self.page and _is_preflight(scope):
            await send({"type": "http.response.start", "status": 204, "headers": [*headers, *_raw(_PREFLIGHT)]})
            await send({"type": "http.response.body", "body": b""})
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                _add(message, headers)
            await send(message)

        await self.app(scope, receive, send_with_headers)


def _add(message: Message, headers: RawHeaders) -> None:
    own = list(message["headers"])
    names = {name for name, _ in own}
    message["headers"] = [*own, *(one for one in headers if one[0] not in names)]
    if b"cache-control" not in names:  # kept, but asked about each time: the ETag answers
        message["headers"].append(_NO_CACHE_CONTROL)


def _is_preflight(scope: Scope) -> bool:
    return any(name == b"access-control-request-method" for name, _ in scope["headers"])
