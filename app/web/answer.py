"""Turns a generation into the view of the answer: files with their reasons, commands, and what ships."""

import json
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from app.artefacts.artefact import Artefact, Line, Snippet
from app.catalogue.tables import OPTION_WORDS
from app.generator import Generation
from app.options import Options
from app.reason import Reason
from app.web import form
from app.web.addresses import Addresses, anchor
from app.web.changes import Change, changes, said
from app.web.highlight import highlight
from app.web.mends import problem_view
from app.web.views import CommandView, LineView, LinkView, ReasonView, ResultView, ShipsView, TabView

# Nobody knows how large a program will be before it is built. The bar needs something to weigh, and says what it is.
ESTIMATED_PROGRAM_MB = 5.0
WORDS_OF_A_SOURCE = 2
Refused = Mapping[str, Mapping[str, str]]
UNCHANGED = Change(frozenset(), 0)


def answer(
    options: Options,
    generation: Generation,
    refused: Refused,
    addresses: Addresses,
    old: Generation | None = None,
) -> ResultView:
    """`refused`: what cannot be chosen beside these options; `old`: the answer on the visitor's screen."""
    problems = [problem_view(problem, options, addresses) for problem in generation.problems]
    changed = changes(old, generation) if old else {}
    tabs = tuple(_tabs(generation, changed))
    return ResultView(
        tabs=tabs,
        commands=tuple(_commands(generation)),
        notes=generation.notes,
        ships=_ships(generation),
        fatal=tuple([problem for problem in problems if problem.fatal]),
        warnings=tuple([problem for problem in problems if not problem.fatal]),
        links=addresses.links(options),
        curl=addresses.curl(options),
        address=addresses.base + addresses.links(options)["whole"],
        framed=addresses.framed,
        unavailable=json.dumps({name: dict(values) for name, values in refused.items()}),
        found=json.dumps(form.settled(options, generation.resolved)),
        automatic=json.dumps(form.automatic(options, generation.resolved)),
        summary=f"{tabs[0].title}, {len(tabs[0].lines)} lines" if tabs else "No Dockerfile yet",
        changed=said(old, generation) if old else "",
    )


def _tabs(generation: Generation, changed: Mapping[str, Change]) -> Iterator[TabView]:
    both: tuple[Artefact | Snippet, ...] = (*generation.files, *generation.snippets)
    for number, written in enumerate(both):
        title = written.path if isinstance(written, Artefact) else written.title
        yield _tab(f"file-{number}", title, written, generation.resolved, changed.get(title, UNCHANGED))


def _tab(key: str, title: str, written: Artefact | Snippet, resolved: Options, changed: Change) -> TabView:
    numbered = _numbered(written.lines)
    keys = {reason: f"{key}-{numbers[0]}" for reason, numbers in numbered.items()}
    html = highlight(written.language, tuple([line.text for line in written.lines]))
    lines = [
        LineView(text, keys[line.reason] if line.reason else "", number in changed.new)
        for number, (line, text) in enumerate(zip(written.lines, html, strict=True))
    ]
    return TabView(
        key=key,
        title=title,
        note="" if isinstance(written, Artefact) else "Lines to add to a file of your own.",
        lines=tuple(lines),
        reasons=tuple([_reason(keys[one], one, numbers, resolved) for one, numbers in numbered.items()]),
        shown=_shown(lines, keys),
    )


def _shown(lines: Sequence[LineView], keys: Mapping[Reason, str]) -> str:
    """Of what has just changed, else of what more than one answer has caused, else the first."""
    new = [line.why for line in lines if line.new]
    telling = [key for reason, key in keys.items() if len(reason.because) > 1]
    return next(filter(None, [*new, *telling, *keys.values()]), "")


def _numbered(lines: tuple[Line, ...]) -> Mapping[Reason, list[int]]:
    """For each reason the lines that it explains, from 1."""
    found: dict[Reason, list[int]] = {}
    for number, line in enumerate(lines, start=1):
        if line.reason:
            found.setdefault(line.reason, []).append(number)
    return found


def _reason(key: str, reason: Reason, numbers: list[int], resolved: Options) -> ReasonView:
    return ReasonView(
        key=key,
        lines=_spans(numbers),
        text=reason.text,
        because=tuple([LinkView(f"#{anchor(name)}", _because(name, resolved)) for name in reason.because]),
        names=" ".join(reason.because),
        source=LinkView(reason.source, source_label(reason.source)) if reason.source else None,
    )


def _spans(numbers: list[int]) -> str:
    spans: list[list[int]] = []
    for number in numbers:
        if spans and spans[-1][1] == number - 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    words = ", ".join([str(first) if first == last else f"{first}–{last}" for first, last in spans])
    return f"{'line' if len(numbers) == 1 else 'lines'} {words}"


def _because(name: str, resolved: Options) -> str:
    texts = [form.label(name, text) for text in form.texts(resolved, name)]
    return f"{OPTION_WORDS[name].title}: {', '.join(texts)}" if texts else OPTION_WORDS[name].title


def source_label(address: str) -> str:
    """Whose page it is: the host and the first words of the path."""
    parts = urlsplit(address)
    words = [word for word in parts.path.removesuffix(".html").split("/") if word]
    shown = "/".join([(parts.hostname or "").removeprefix("www."), *words[:WORDS_OF_A_SOURCE]])
    return f"{shown}/…" if len(words) > WORDS_OF_A_SOURCE else shown


def _commands(generation: Generation) -> Iterator[CommandView]:
    reasons = {command.name: command.reason.text for command in generation.command_lines}
    for name, text in generation.commands.items():
        yield CommandView(name, text, reasons.get(name, ""))


def _ships(generation: Generation) -> ShipsView | None:
    shipment = generation.shipment
    if shipment is None:
        return None
    total = ESTIMATED_PROGRAM_MB + shipment.base_mb
    width = round(100 * ESTIMATED_PROGRAM_MB / total, 2)
    return ShipsView(
        program=generation.resolved.bin[0] if generation.resolved.bin else "your program",
        program_mb=f"{ESTIMATED_PROGRAM_MB:.0f} MB",
        program_width=width,
        base=shipment.base,
        base_mb=f"{shipment.base_mb:g} MB",
        base_width=round(100 - width, 2),
        facts=(
            ("User", shipment.user),
            ("Shell", shipment.shell),
            ("C library", shipment.c_library),
            ("Certificates", "yes" if shipment.certificates else "none"),
            ("Time zones", "yes" if shipment.timezones else "none"),
        ),
    )
