"""What whoever runs the service decides, read from the environment."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass

FRAME_ANCESTORS = "CRATEWRIGHT_FRAME_ANCESTORS"
# The sources of a policy stand between spaces; `;` and `,` would begin another directive or policy.
_SOURCES = re.compile(r"[^\s;,]+( [^\s;,]+)*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Settings:
    """`frame_ancestors`: who may show /embed in a frame, as sources of a Content-Security-Policy."""

    frame_ancestors: str = "'self'"


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Raises ValueError where a setting cannot be meant so: better no service than one that is open by mistake."""
    given = " ".join((os.environ if environment is None else environment).get(FRAME_ANCESTORS, "").split())
    if not given:
        return Settings()
    if not (given.isascii() and given.isprintable() and _SOURCES.fullmatch(given)):
        raise ValueError(f"{FRAME_ANCESTORS} must be sources separated by spaces, without commas and semicolons")
    return Settings(frame_ancestors=given)
