"""Turns a generation into the view of the answer: files with their reasons, commands, and what ships."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from app.artefacts.artefact import Artefact, Line, Snippet
from app.catalogue.tables import OPTION_WORDS
from app.choices import unavailable
from app.generator import Generation
from app.options import Options
from app.reason import Reason
from app.web import changes, form
from app.web.addresses import Addresses, anchor
from app.web.highlight import highlight
from app.web.views import (
    CommandView,
    LineView,
    LinkView,
    ProblemView,
    ReasonView,
    ResultView,
    ShipsView,
    TabView,
)

# Nobody knows how large a program will be before it is built. A small service in Rust, stripped, has a few megabytes:
# the bar needs something to weigh, and says that it is an estimate.
ESTIMATED_PROGRAM_MB = 5.0
LONGEST_SOURCE = 60
NO_CHANGE = changes.Change(frozenset(), 0)


def answer(options: Options, generation: Generation, addresses: Addresses, old: Generation | None = None) -> ResultView:
    problems = [problem_view(problem, options, addresses) for problem in generation.problems]
    links = addresses.links(options)
    tabs = tuple(_tabs(generation, changes.changes(old, generation) if old else {}, links))
    return ResultView(
        tabs=tabs,
        commands=tuple(_commands(generation)),
        notes=generation.notes,
        ships=_ships(generation),
        fatal=tuple([problem for problem in problems if problem.fatal]),
        warnings=tuple([problem for problem in problems if not problem.fatal]),
        links=links,
        curl=addresses.curl(options),
        unavailable=json.dumps({name: dict(values) for name, values in unavailable(options).items()}),
        found=json.dumps({**form.found(options, generation.resolved), "platforms": options.platforms}),
        summary=_summary(tabs),
        changed=changes.said(old, generation) if old else "",
    )


def problem_view(problem: "Problem", options: Options, addresses: Addresses) -> ProblemView:
    about = tuple([LinkView(f"#{anchor(name)}", OPTION_WORDS[name].title) for name in problem.fields])
    return ProblemView(problem.fatal, problem.text, about, _mend(problem, options, addresses), problem.source)
