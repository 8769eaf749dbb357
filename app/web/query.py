"""Options as name and value pairs, strict and lenient in, canonical out."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, quote

from pydantic import ValidationError

from app.options import Options
from app.web.fields import FIELDS, Kind, OptionField
from app.web.invalid import FieldError, Invalid, error, field_errors, unknown
from app.web.json_options import read_json

__all__ = ["FieldError", "Invalid", "Notice", "parse", "read", "read_json", "read_lenient", "write"]

Pairs = Sequence[tuple[str, str]]

MOST_PAIRS = 1000
_YES = frozenset(("yes", "true", "1", "on"))
_NO = frozenset(("no", "false", "0", "off"))
_DIGITS = re.compile(r"[0-9]{1,9}", re.ASCII)
_BROKEN_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
# A backslash keeps a comma, a space or a backslash inside its word; only what a program is started with can hold them.
_WORD = re.compile(r"(?:\\[\\, ]|[^,])+")
_KEPT = re.compile(r"\\([\\, ])")
_OUTER_SPACES = re.compile(r"^ +|(?<!\\) +$")
_TO_KEEP = re.compile(r"([\\, ])")
_DEFAULTS = Options()


@dataclass(frozen=True, slots=True)
class Notice:
    """What an old or mistyped link says that was left out."""

    name: str
    text: str


def parse(query: str) -> Pairs:
    """The pairs of a query or a form. Raises Invalid where the encoding is broken, and names the option."""
    if query.count("&") >= MOST_PAIRS:
        raise Invalid([FieldError("", "#", f"has more than {MOST_PAIRS} names")])
    if "%" not in query and "+" not in query and query.isascii():  # nothing to decode, as in most of our own links
        return [(name, value) for name, _, value in [pair.partition("=") for pair in query.split("&") if pair]]
    pairs = parse_qsl(query, keep_blank_values=True, errors="surrogateescape")
    _check_encoding(query, pairs)
    return pairs


def _check_encoding(query: str, pairs: Pairs) -> None:
    errors = [error(name, "is not UTF-8") for name, value in pairs if not (_is_unicode(name) and _is_unicode(value))]
    if _BROKEN_ESCAPE.search(query):
        broken = (pair.split("=", 1)[0] for pair in query.split("&") if _BROKEN_ESCAPE.search(pair))
        errors += [
            error(name, "has a % without two hexadecimal digits; a percent sign is written %25") for name in broken
        ]
    if errors:
        raise Invalid(errors)


def _is_unicode(text: str) -> bool:
    return text.isascii() or not any("\ud800" <= one <= "\udfff" for one in text)


def read(pairs: Pairs) -> Options:
    """Strict. Raises Invalid with all that is wrong."""
    grouped = _grouped(pairs)
    given, errors = _values(grouped)
    try:
        options = Options.model_validate(given)
    except ValidationError as refused:
        raise Invalid([*unknown(grouped), *errors, *field_errors(refused, given)]) from None
    if len(given) != len(grouped):
        raise Invalid([*unknown(grouped), *errors])
    return options


def read_lenient(pairs: Pairs) -> tuple[Options, tuple[Notice, ...]]:
    """What cannot be read is left out and noted; foreign names, which portals add to links, are passed over."""
    grouped = _grouped(pairs[:MOST_PAIRS])
    given, errors = _values(grouped)
    mistyped = [one for one in unknown(grouped) if one.allowed != tuple(FIELDS)]
    return _validated_leniently(given, [_notice(one) for one in (*mistyped, *errors)])


def _values(grouped: Mapping[str, list[str]]) -> tuple[dict[str, Any], list[FieldError]]:
    """Of the names that are options: their values, and why some have none."""
    given: dict[str, Any] = {}
    errors: list[FieldError] = []
    for name, values in grouped.items():
        field = FIELDS.get(name)
        if field is not None:
            try:
                given[name] = _value(field, values)
            except _UnreadableError as unreadable:
                errors.append(unreadable.error)
    return given, errors


def _validated_leniently(given: dict[str, Any], notices: list[Notice]) -> tuple[Options, tuple[Notice, ...]]:
    try:
        return Options.model_validate(given), tuple(notices)
    except ValidationError as refused:
        errors = {one.name: one for one in field_errors(refused, given)}
    notices += [_notice(one) for one in errors.values()]
    rest = {name: value for name, value in given.items() if name not in errors}
    return _validated_leniently(rest, notices)


def _notice(found: FieldError) -> Notice:
    return Notice(found.name, f"{found.name} {found.detail}")


def _grouped(pairs: Pairs) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = {}
    for name, value in pairs:
        grouped.setdefault(name, []).append(value)
    return grouped


class _UnreadableError(Exception):
    def __init__(self, name: str, detail: str, allowed: tuple[str, ...] | None = None) -> None:
        super().__init__(detail)
        self.error = error(name, detail, allowed)


def _value(field: OptionField, values: list[str]) -> object:
    """As JSON would have it; an empty value means "not given"."""
    match field.kind:
        case Kind.LIST:
            return tuple(_split(values) if field.splits else filter(None, values)) or None
        case Kind.MAP:
            return tuple([_pair(field, value) for value in values if value]) or None
        case _ if len(values) > 1:
            raise _UnreadableError(field.name, "is given twice")
        case _ if not values[0]:
            return None
        case Kind.BOOL:
            return _bool(field, values[0])
        case Kind.NUMBER:
            return _number(field, values[0])
    return values[0]


def _split(values: list[str]) -> Iterator[str]:
    for value in values:
        if "\\" in value or " " in value:
            trimmed = [_OUTER_SPACES.sub("", word) for word in _WORD.findall(value)]
            yield from [_KEPT.sub(r"\1", word) for word in trimmed if word]
        else:
            yield from filter(None, value.split(","))


def _pair(field: OptionField, value: str) -> tuple[str, str]:
    name, equals, text = value.partition("=")
    if not equals:
        raise _UnreadableError(field.name, "must be NAME=value")
    return name, text


def _bool(field: OptionField, value: str) -> bool:
    if value not in _YES | _NO:
        raise _UnreadableError(field.name, "must be yes or no", ("yes", "no"))
    return value in _YES


def _number(field: OptionField, value: str) -> int:
    if not _DIGITS.fullmatch(value):
        raise _UnreadableError(
            field.name, f"must be from {field.schema['minimum']} to {field.schema['maximum']}, in digits"
        )
    return int(value)


def write(options: Options) -> str:
    """The canonical query: defaults left out, in the order of the model, readable wherever a URL may be."""
    changed = ((field, getattr(options, name)) for name, field in FIELDS.items())
    pairs = (
        (field.name, text)
        for field, value in changed
        if value != getattr(_DEFAULTS, field.name)
        for text in _texts(field, value)
    )
    return "&".join([f"{name}={quote(text, safe='/,:=@')}" for name, text in pairs])


def _texts(field: OptionField, value: Any) -> Iterator[str]:
    match field.kind:
        case Kind.LIST if field.splits:
            yield ",".join([_TO_KEEP.sub(r"\\\1", word) for word in value])
        case Kind.LIST:
            yield from value
        case Kind.MAP:
            yield from (f"{name}={text}" for name, text in value)
        case Kind.BOOL:
            yield "yes" if value else "no"
        case _:
            yield str(value)
