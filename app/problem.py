"""A problem: what cannot work or works badly, where, why, and the change of options that removes it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from app.options import Options

MendValue = str | int | bool | tuple[str, ...] | Mapping[str, str] | None


@dataclass(frozen=True, slots=True)
class Problem:
    """`fields`: the options it is about, the one to show it at first. `mend`: new values; `None` means not given."""

    code: str
    severity: Literal["fatal", "warning"]
    text: str
    fields: tuple[str, ...]
    mend: Mapping[str, MendValue] | None = None
    source: str | None = None

    @property
    def fatal(self) -> bool:
        return self.severity == "fatal"


def mended(options: Options, mend: Mapping[str, MendValue]) -> Options:
    """The options with a mend applied, checked like any others."""
    given = {name: getattr(options, name) for name in options.model_fields_set}
    return Options.model_validate({**given, **mend})
