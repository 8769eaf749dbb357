"""Every word of htmx's protocol that the server hears or says, in one place."""

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlsplit

from starlette.requests import Request

CONFIG = '{"includeIndicatorCSS":false,"history":"reload","defaultTimeout":8000,"mode":"cors"}'
"""Read by htmx from the page's head. `cors`: in a sandboxed frame the page has no origin of its own."""

LONGEST_ADDRESS = 16_384
MOST_PAIRS = 1000


def displayed(request: Request, path: str) -> list[tuple[str, str]] | None:
    """The query of the state on the visitor's screen, if a page of ours said it; never to be trusted."""
    address = request.headers.get("HX-Current-URL", "")
    if not address or len(address) > LONGEST_ADDRESS:
        return None
    try:
        parts = urlsplit(address)
        pairs = parse_qsl(parts.query, keep_blank_values=True, max_num_fields=MOST_PAIRS)
    except ValueError:
        return None
    return pairs if parts.path.endswith(path) else None


def replaces_address(address: str) -> Mapping[str, str]:
    """The address bar follows the state, without a step in the history."""
    return {"HX-Replace-Url": address}
