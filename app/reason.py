"""Why a line, a problem or a choice is there: one or two sentences, the options that caused it, and who says so."""

from typing import NamedTuple


class Reason(NamedTuple):
    """`because` holds names of options; `source` is an address, where there is one worth reading."""

    text: str
    because: tuple[str, ...] = ()
    source: str | None = None
