"""The addresses that stand in the page: every state of it, and the same answer from the API."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from app.options import Options
from app.web import query

PAGE, FRAME = "/", "/embed"
THEMES = ("light", "dark")
_HOST = re.compile(r"[A-Za-z0-9.-]{1,253}(?::[0-9]{1,5})?|\[[0-9A-Fa-f:]{2,45}\](?::[0-9]{1,5})?")
_FALLBACK = "localhost:8000"


@dataclass(frozen=True, slots=True)
class Addresses:
    """`path`: the page or the frame. `theme`: one that was asked for travels along. `base`: for lines for a shell."""

    path: str
    theme: str = ""
    base: str = ""

    @property
    def framed(self) -> bool:
        return self.path != PAGE

    def page(self, options: Options, question: str = "") -> str:
        """The page in that state; with `question`, where that one stands."""
        parts = [query.write(options), f"theme={self.theme}" if self.theme else ""]
        together = "&".join(filter(None, parts))
        return self.path + (f"?{together}" if together else "") + (f"#{anchor(question)}" if question else "")

    def links(self, options: Options) -> Mapping[str, str]:
        written = query.write(options)
        dockerfile = "/api/v1/dockerfile" + (f"?{written}" if written else "")
        also = f"&{written}" if written else ""
        return {
            "page": self.page(options),
            "whole": Addresses(PAGE, self.theme).page(options),
            "dockerfile": dockerfile,
            "bundle": f"/api/v1/bundle?format=zip{also}",
            "tar": f"/api/v1/bundle?format=tar.gz{also}",
            "light": Addresses(self.path, THEMES[0]).page(options),
            "dark": Addresses(self.path, THEMES[1]).page(options),
        }

    def curl(self, options: Options) -> str:
        """Percent-encoded, so that nothing in it ends the quotes."""
        return f"curl '{self.base}{self.links(options)['dockerfile']}'"


def anchor(question: str) -> str:
    return f"q-{question}"


def base(scheme: str, host: str | None) -> str:
    """Our own address as the visitor called it. The header may say anything; only the name of a host is repeated."""
    safe = host if host and _HOST.fullmatch(host) else _FALLBACK
    return f"{'https' if scheme == 'https' else 'http'}://{safe}"
