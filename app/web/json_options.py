"""Options from a JSON document, strictly: each name once, and nothing but what the model knows."""

import json
from collections import Counter
from typing import Any, NoReturn

from pydantic import ValidationError

from app.options import Options
from app.web.fields import FIELDS
from app.web.invalid import FieldError, Invalid, echo, field_errors, pointer, unknown


class NotJson(Invalid):
    """A body that is no JSON document."""

    def __init__(self, detail: str) -> None:
        super().__init__([FieldError("", "#", detail)])


class _Object(dict[str, Any]):
    """A JSON object that remembers which of its names stood there more than once."""

    repeated: tuple[str, ...] = ()


def read_json(document: bytes) -> Options:
    """Raises Invalid with all that is wrong; NotJson where it is not even JSON."""
    given = parse_json(document)
    if not isinstance(given, _Object):
        raise Invalid([FieldError("", "#", "must be an object of options")])
    errors = [*_repeated(given), *unknown(given)]
    try:
        options = Options.model_validate({name: value for name, value in given.items() if name in FIELDS})
    except ValidationError as refused:
        raise Invalid([*errors, *field_errors(refused, given)]) from None
    if errors:
        raise Invalid(errors)
    return options


def parse_json(document: bytes) -> object:
    try:
        return json.loads(document.decode("utf-8-sig"), object_pairs_hook=_object, parse_constant=_refuse)
    except UnicodeDecodeError:
        raise NotJson("is not UTF-8") from None
    except json.JSONDecodeError as error:
        raise NotJson(f"is not JSON: {error.msg} at line {error.lineno}, column {error.colno}") from None
    except RecursionError:
        raise NotJson("is nested too deeply") from None
    except ValueError:  # a number of thousands of digits
        raise NotJson("holds a number that is too long") from None


def _object(pairs: list[tuple[str, Any]]) -> _Object:
    found = _Object(pairs)
    if len(found) != len(pairs):
        times = Counter(name for name, _ in pairs)
        found.repeated = tuple(name for name in found if times[name] > 1)
    return found


def _refuse(constant: str) -> NoReturn:
    raise NotJson(f"is not JSON: {constant} is no JSON number")


def _repeated(given: _Object) -> list[FieldError]:
    errors = [FieldError(echo(name), pointer(name), "is given twice") for name in given.repeated]
    for name, value in given.items():
        if isinstance(value, _Object):
            errors += [FieldError(echo(name), pointer(name, inner), "is given twice") for inner in value.repeated]
    return errors
