"""Every option in the words of people and of programs: the list for forms, and the JSON Schema."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from app.catalogue.tables import OPTION_WORDS
from app.options import Options
from app.web.fields import FIELDS, Kind, OptionField

Unavailable = Mapping[str, Mapping[str, str]]


def option_list(unavailable: Unavailable) -> list[dict[str, Any]]:
    defaults = Options().model_dump(mode="json")
    return [_option(field, defaults[name], unavailable.get(name, {})) for name, field in FIELDS.items()]


def _option(field: OptionField, default: object, unavailable: Mapping[str, str]) -> dict[str, Any]:
    words = OPTION_WORDS[field.name]
    return {
        "name": field.name,
        "type": "enum" if field.labels is not None else field.kind.value,
        "many": field.kind in (Kind.LIST, Kind.MAP),
        "title": words.title,
        "help": words.help,
        "group": words.group,
        "default": default,
        "values": None if field.labels is None else [_value(*one, unavailable) for one in field.labels.items()],
    }


def _value(value: str, label: str, unavailable: Mapping[str, str]) -> dict[str, str]:
    found = {"value": value, "label": label}
    return {**found, "unavailable": unavailable[value]} if value in unavailable else found


@cache
def options_schema() -> Mapping[str, Any]:
    schema = _portable(Options.model_json_schema())
    for name, default in Options().model_dump(mode="json").items():
        schema["properties"][name]["default"] = default  # pydantic shows that of a map as the pairs that it holds
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "/api/v1/schema", **schema}


def _portable(part: Any) -> Any:
    """Classes of Unicode are no part of what JSON Schema asks of patterns, and many programs cannot read them."""
    match part:
        case {"pattern": str(pattern), **rest} if r"\p{" in pattern:
            return {**rest, "description": "Printable text on one line."}
        case dict():
            return {name: _portable(value) for name, value in part.items()}
        case list():
            return [_portable(value) for value in part]
        case _:
            return part
