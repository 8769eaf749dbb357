"""What a client accepts, and which of the things that we have suits it best (RFC 9110, section 12.5.1)."""

from functools import lru_cache

from starlette.requests import Request
from starlette.types import Scope

TEXT = "text/plain"
HTML = "text/html"
JSON = "application/json"
PROBLEM = "application/problem+json"
ZIP = "application/zip"
GZIP = "application/gzip"
TAR = "application/x-tar"

LONGEST_ACCEPT = 4096
ANYTHING = "*/*"


@lru_cache(maxsize=1024)
def accepted(accept: str) -> tuple[tuple[str, float], ...]:
    """The media ranges with their weights; what cannot be read is passed over."""
    if not accept.strip():
        return ((ANYTHING, 1.0),)
    return tuple(_range(part) for part in accept.split(",") if "/" in part)


def _range(text: str) -> tuple[str, float]:
    media, *parameters = text.split(";")
    weights = [_weight(one.split("=", 1)[1]) for one in parameters if one.strip().lower().startswith("q=")]
    return media.strip().lower(), weights[0] if weights else 1.0


def _weight(text: str) -> float:
    number = text.strip()
    if not number.isascii() or len(number) > 5 or not number.replace(".", "", 1).isdigit():
        return 1.0
    return min(float(number), 1.0)


def weight(accept: str, offer: str) -> float:
    """The weight of the most specific range that the offer falls into; 0 is a no."""
    kind = offer.partition("/")[0] + "/*"
    found = dict(reversed(accepted(accept)))
    return next((found[one] for one in (offer, kind, ANYTHING) if one in found), 0.0)


@lru_cache(maxsize=1024)
def best(accept: str, offers: tuple[str, ...]) -> str | None:
    """The first of the offers that are liked most; `None` where none is accepted."""
    liked = max(offers, key=lambda offer: weight(accept, offer))
    return liked if weight(accept, liked) > 0 else None


@lru_cache(maxsize=1024)
def accept_class(accept: str) -> tuple[float, ...]:
    """Equal for clients that get the same answer to the same question, whatever their header looks like."""
    return tuple(weight(accept, offer) for offer in (TEXT, JSON, ZIP, GZIP, TAR))


def accept_of(scope: Scope) -> str:
    """What stands in the headers, as one; too long a list is as good as none."""
    accept = b",".join([value for name, value in scope["headers"] if name == b"accept"])
    return accept.decode("latin-1") if len(accept) <= LONGEST_ACCEPT else ANYTHING


def wants_html(request: Request) -> bool:
    """A browser names text/html; curl and scripts say `*/*` or nothing."""
    return dict(accepted(accept_of(request.scope))).get(HTML, 0.0) > 0
