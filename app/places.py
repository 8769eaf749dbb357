"""Where the page's templates and static files lie, in a checkout and in an installed wheel."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _place(name: str) -> Path:
    """A wheel carries the folder inside the package (pyproject.toml, force-include); a checkout has it beside."""
    packed = _PACKAGE / f"_{name}"
    return packed if packed.is_dir() else _PACKAGE.parent / name


TEMPLATES = _place("templates")
STATIC = _place("static")
