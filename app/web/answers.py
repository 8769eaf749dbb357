"""A generation as the JSON document that scripts may rely on, and the links that lead back to it."""

import shlex
from collections.abc import Iterable, Iterator, Mapping
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
                parameters = [part for name, value in problem.mend.items() for part in _parameters(name, value)]
                yield f"mend: {shlex.join(parameters)}"


def _parameters(name: str, value: object) -> Iterator[str]:
    """As in a form, each as an argument of curl's -d; nothing behind the sign means "not given"."""
    match value:
        case None:
            yield f"{name}="
        case bool():
            yield f"{name}={'yes' if value else 'no'}"
        case tuple() | list():
            yield f"{name}={','.join(map(str, value))}"
        case Mapping():
            yield from ([f"{name}={key}={text}" for key, text in value.items()] or [f"{name}="])
        case _:
            yield f"{name}={value}"


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
