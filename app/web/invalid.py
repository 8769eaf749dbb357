"""What is wrong with given options, field by field, in words for whoever sent them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice
from typing import Any

from pydantic import ValidationError

from app.catalogue.tables import OPTION_WORDS
from app.web.fields import FIELDS, Kind, OptionField

MOST_ERRORS = 32
LONGEST_ECHO = 64

_SCHEMA_WORDS = {
    "string_type": "must be text",
    "string_unicode": "is not valid Unicode",
    "string_too_short": "must not be empty",
    "int_type": "must be a whole number",
    "bool_type": "must be true or false",
    "tuple_type": "must be a list",
    "too_short": "must name at least one",
}


@dataclass(frozen=True, slots=True)
class FieldError:
    """`pointer`: where in a JSON document, as a URI fragment (RFC 6901); `allowed`: what would have been right."""

    name: str
    pointer: str
    detail: str
    allowed: tuple[str, ...] | None = None


class Invalid(Exception):  # noqa: N818 - `except Invalid` is what the callers say
    """Options that cannot be read; it holds every error at once."""

    def __init__(self, errors: Sequence[FieldError]) -> None:
        super().__init__("invalid options")  # never what was sent: this may end up in a log
        self.errors = tuple(errors[:MOST_ERRORS])


def echo(text: str) -> str:
    """What a stranger sent, fit for one line of an answer: short, and without control or direction characters."""
    short = text if len(text) <= LONGEST_ECHO else text[:LONGEST_ECHO] + "…"
    return "".join(one if one.isprintable() else f"\\u{ord(one):04x}" for one in short)


def pointer(*parts: str | int) -> str:
    return "#/" + "/".join(echo(str(part)).replace("~", "~0").replace("/", "~1") for part in parts)


def error(name: str, detail: str, allowed: tuple[str, ...] | None = None) -> FieldError:
    return FieldError(echo(name), pointer(name), detail, allowed)


def unknown(names: Iterable[str]) -> Iterator[FieldError]:
    """Of the names given, those that no option has; no more than an answer tells, as finding near ones is slow."""
    return map(_unknown, islice((name for name in names if name not in FIELDS), MOST_ERRORS))


def _unknown(name: str) -> FieldError:
    near = _close_to(name)
    return error(name, "is not an option" + (f"; did you mean {near[0]}?" if near else ""), near or tuple(FIELDS))


def _close_to(name: str) -> tuple[str, ...]:
    """The options that the name may have meant."""
    if len(name) > LONGEST_ECHO:  # comparing costs time that grows with the length
        return ()
    return tuple(get_close_matches(name.lower().replace("-", "_"), FIELDS, n=3, cutoff=0.75))


def field_errors(refused: ValidationError, given: Mapping[str, Any]) -> Iterator[FieldError]:
    """What pydantic says, as errors of ours; without the values, which may be long or secret."""
    for one in refused.errors(include_url=False, include_input=False):
        name, *place = one["loc"] or ("",)
        field = FIELDS.get(str(name))
        if field is None:
            yield _unknown(str(name))
        else:
            detail = _detail(field, one["type"], one.get("ctx", {}))
            where = pointer(field.name, *_place(field, given.get(field.name), place))
            yield FieldError(field.name, where, detail, field.values)


def _place(field: OptionField, value: Any, place: Sequence[str | int]) -> Sequence[str | int]:
    """Of a map, pydantic saw pairs: the place of one is its name."""
    if field.kind is Kind.MAP and place:
        names = tuple(value) if isinstance(value, Mapping) else tuple(name for name, _ in value)
        return (names[int(place[0])],)
    return place


def _detail(field: OptionField, kind: str, context: Mapping[str, Any]) -> str:
    if field.values is not None and kind in ("literal_error", "enum"):
        return f"must be one of {', '.join(field.values)}"
    if kind in ("greater_than_equal", "less_than_equal"):
        return f"must be from {field.schema['minimum']} to {field.schema['maximum']}"
    if kind in ("string_too_long", "too_long"):
        return f"is longer than {context['max_length']}"
    if kind == "value_error":
        return str(context["error"])
    return _SCHEMA_WORDS.get(kind) or _malformed(field)


def _malformed(field: OptionField) -> str:
    rule = OPTION_WORDS[field.name].rule
    return f"must be: {rule}" if rule else "is not well-formed"
