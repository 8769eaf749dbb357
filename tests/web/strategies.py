"""Hypothesis strategies: any options that there may be, drawn from the model's own fields."""

from typing import Any

from hypothesis import strategies as st
from pydantic import ValidationError

from app.options import Options
from app.web.fields import FIELDS, Kind, OptionField

PRINTABLE = st.text(st.characters(exclude_categories=("C", "Zl", "Zp")), min_size=1, max_size=20)
VARIABLES = st.dictionaries(st.from_regex(r"[A-Za-z_][A-Za-z0-9_]{0,8}", fullmatch=True), PRINTABLE | st.just(""))


def _texts(schema: Any) -> st.SearchStrategy[str]:
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    pattern: str = schema["pattern"]
    return PRINTABLE if r"\p{" in pattern else st.from_regex(pattern, fullmatch=True)


def _values(field: OptionField) -> st.SearchStrategy[Any]:
    match field.kind:
        case Kind.BOOL:
            return st.booleans()
        case Kind.NUMBER:
            return st.integers(field.schema["minimum"], field.schema["maximum"])
        case Kind.MAP:
            return VARIABLES
        case Kind.LIST:
            return st.lists(_texts(field.schema["items"]), unique=True, min_size=1, max_size=4)
        case Kind.TEXT:
            return _texts(field.schema)


def _is_valid(given: dict[str, Any]) -> bool:
    try:
        Options.model_validate(given)
    except ValidationError:
        return False
    return True


_VALUES = {name: _values(field) for name, field in FIELDS.items()}


def _given(names: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({name: _VALUES[name] for name in names})


given_options = st.lists(st.sampled_from(tuple(FIELDS)), unique=True, max_size=6).flatmap(_given)
all_options = given_options.filter(_is_valid).map(Options.model_validate)
