"""JSON Schemas of the answers, for the OpenAPI document; a test holds real answers to them."""

from typing import Any

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string"}
_TEXT_OR_NULL: Schema = {"type": ["string", "null"]}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _object(properties: Schema, *, optional: tuple[str, ...] = (), description: str = "") -> Schema:
    required = [name for name in properties if name not in optional]
    schema: Schema = {"type": "object", "properties": properties, "required": required}
    return schema | ({"description": description} if description else {})


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


_LINE = _object(
    {"text": _TEXT, "reason": _TEXT_OR_NULL, "because": _list(_TEXT), "source": _TEXT_OR_NULL},
    description="A line, why it is there, and the options that caused it.",
)
_FILE = _object({"path": _TEXT, "language": _TEXT, "text": _TEXT, "lines": _list(_ref("Line"))})
_SNIPPET = _object(
    {"title": _TEXT, "language": _TEXT, "text": _TEXT},
    description="For a file that the project owns; never in a bundle.",
)
_PROBLEM = _object(
    {
        "code": _TEXT,
        "severity": {"type": "string", "enum": ["fatal", "warning"]},
        "text": _TEXT,
        "fields": _list(_TEXT),
        "mend": {"type": ["object", "null"], "description": "New values of options; null takes one back."},
        "source": _TEXT_OR_NULL,
    }
)
_GENERATION = _object(
    {
        "options": {"type": "object", "description": "All options, with what was found out filled in."},
        "files": _list(_ref("File")),
        "snippets": _list(_ref("Snippet")),
        "commands": {"type": "object", "additionalProperties": _TEXT},
        "notes": _list(_TEXT),
        "problems": _list(_ref("Problem")),
        "proof": {"type": ["object", "null"]},
        "links": _object({"page": _TEXT, "dockerfile": _TEXT, "bundle": _TEXT}),
        "rules": {"type": "string", "description": "The version of the catalogue, YYYY.MM."},
    }
)
_OPTION = _object(
    {
        "name": _TEXT,
        "type": {"type": "string", "enum": ["text", "number", "bool", "list", "map", "enum"]},
        "many": {"type": "boolean"},
        "title": _TEXT,
        "help": _TEXT,
        "group": _TEXT,
        "default": {},
        "values": {
            "type": ["array", "null"],
            "items": _object({"value": _TEXT, "label": _TEXT, "unavailable": _TEXT}, optional=("unavailable",)),
        },
    }
)
_ERROR = _object(
    {
        "pointer": {"type": "string", "description": "A JSON pointer as URI fragment: #/port"},
        "name": _TEXT,
        "detail": _TEXT,
        "allowed": {"type": ["array", "null"], "items": _TEXT},
    }
)
_REFUSAL = _object(
    {
        "type": _TEXT,
        "title": _TEXT,
        "status": {"type": "integer"},
        "detail": _TEXT,
        "errors": _list(_ref("FieldError")),
        "problems": _list(_ref("Problem")),
        "available": _list(_TEXT),
    },
    optional=("errors", "problems", "available"),
    description="RFC 9457.",
)

SCHEMAS: Schema = {
    "Line": _LINE,
    "File": _FILE,
    "Snippet": _SNIPPET,
    "Problem": _PROBLEM,
    "Generation": _GENERATION,
    "OptionList": _object({"options": _list(_ref("Option"))}),
    "Option": _OPTION,
    "FieldError": _ERROR,
    "Refusal": _REFUSAL,
}
