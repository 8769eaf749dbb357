"""A generation as the JSON document that scripts may rely on, and the links that lead back to it."""

from collections.abc import Iterable, Mapping
from typing import Any

from app.artefacts.artefact import Artefact, Line, Snippet
from app.catalogue.tables import RULES
from app.generator import Generation
from app.options import Options
from app.web.query import write


def document(generation: Generation, options: Options, root: str = "") -> dict[str, Any]:
    """`options` as they were given; `root`: the path under which the service is seen."""
    return {
        "options": generation.resolved.model_dump(mode="json"),
        "files": [_file(one) for one in generation.files],
        "snippets": [_snippet(one) for one in generation.snippets],
        "commands": dict(generation.commands),
        "notes": list(generation.notes),
        "problems": problems(generation),
        "proof": None,
        "links": links(options, root),
        "rules": RULES,
    }


def links(options: Options, root: str = "") -> Mapping[str, str]:
    query = write(options)
    asked = f"?{query}" if query else ""
    return {
        "page": f"{root}/{asked}",
        "dockerfile": f"{root}/api/v1/dockerfile{asked}",
        "bundle": f"{root}/api/v1/bundle{asked}",
    }


def problems(generation: Generation) -> list[dict[str, Any]]:
    return [
        {
            "code": one.code,
            "severity": one.severity,
            "text": one.text,
            "fields": list(one.fields),
            "mend": dict(one.mend) if one.mend is not None else None,
            "source": one.source,
        }
        for one in generation.problems
    ]


def problem_lines(generation: Generation) -> Iterable[str]:
    """For who reads text: what stands in the way, and what to send instead."""
    for problem in generation.problems:
        if problem.fatal:
            yield f"error: {problem.text}"
            if problem.mend is not None:
                yield "mend: " + " ".join([f"{name}={_value(value)}" for name, value in problem.mend.items()])


def _value(value: object) -> str:
    """As in a query; nothing at all means "not given"."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case tuple() | list():
            return ",".join(map(str, value))
        case Mapping():
            return ",".join([f"{name}={text}" for name, text in value.items()])
        case _:
            return str(value)


def _file(artefact: Artefact) -> dict[str, Any]:
    lines = [_line(line) for line in artefact.lines]
    return {"path": artefact.path, "language": artefact.language, "text": artefact.text, "lines": lines}


def _line(line: Line) -> dict[str, Any]:
    reason = line.reason
    if reason is None:
        return {"text": line.text, "reason": None, "because": [], "source": None}
    return {"text": line.text, "reason": reason.text, "because": list(reason.because), "source": reason.source}


def _snippet(snippet: Snippet) -> dict[str, Any]:
    return {"title": snippet.title, "language": snippet.language, "text": snippet.text}
