"""From the model of the options to what every door must know of each: its kind, and the values it may have."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any, get_args

from app.catalogue.tables import OPTION_WORDS
from app.options import KeyOf, Options


class Kind(StrEnum):
    """How a value is written: in a query, in JSON, in a form."""

    TEXT = "text"
    NUMBER = "number"
    BOOL = "bool"
    LIST = "list"
    MAP = "map"


_KINDS = {
    "string": Kind.TEXT,
    "integer": Kind.NUMBER,
    "boolean": Kind.BOOL,
    "array": Kind.LIST,
    "object": Kind.MAP,
}


@dataclass(frozen=True, slots=True)
class OptionField:
    """One option. `labels`: its values with their words, in order; `None` where any well-formed text will do."""

    name: str
    kind: Kind
    labels: Mapping[str, str] | None
    splits: bool
    schema: Mapping[str, Any]

    @property
    def values(self) -> tuple[str, ...] | None:
        return None if self.labels is None else tuple(self.labels)


def _schema_of(document: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """The schema of one option: without the null that stands for "not given", references followed."""
    schema: Mapping[str, Any] = document["properties"][name]
    schema = next((one for one in schema.get("anyOf", ()) if one.get("type") != "null"), schema)
    reference = schema.get("$ref")
    return document["$defs"][reference.rsplit("/", 1)[1]] if reference else schema


def _labels(name: str) -> Mapping[str, str] | None:
    words = OPTION_WORDS[name].values
    for part in _parts(Options.model_fields[name].annotation, *Options.model_fields[name].metadata):
        if isinstance(part, KeyOf):
            return MappingProxyType({row.key: row.label or row.key for row in part.table})
        if isinstance(part, type) and issubclass(part, StrEnum):
            return MappingProxyType({one.value: words[one.value].label if one in words else one.value for one in part})
    return None


def _parts(*annotations: object) -> Iterator[object]:
    for annotation in annotations:
        yield annotation
        yield from _parts(*get_args(annotation))


# A comma is common in what a program is started with: these are only ever repeated.
_NEVER_SPLIT = ("args",)


def _fields() -> Iterator[OptionField]:
    document = Options.model_json_schema()
    for name in Options.model_fields:
        schema = _schema_of(document, name)
        kind = _KINDS[schema["type"]]
        yield OptionField(name, kind, _labels(name), kind is Kind.LIST and name not in _NEVER_SPLIT, schema)


FIELDS: Mapping[str, OptionField] = {field.name: field for field in _fields()}
