"""A written file: its path, its language and its lines, each with its reason."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from app.reason import Reason

Language = Literal["dockerfile", "ignore", "toml", "shell", "rust"]


class Line(NamedTuple):
    """One line without its end; blank lines and syntax that needs no word have no reason."""

    text: str
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Artefact:
    """A complete file; `path` is relative to the build context."""

    path: str
    language: Language
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        return "\n".join([line.text for line in self.lines]) + "\n"


@dataclass(frozen=True, slots=True)
class Snippet:
    """Lines for a file that the project owns: shown, never written."""

    title: str
    language: Language
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        return "\n".join([line.text for line in self.lines]) + "\n"
