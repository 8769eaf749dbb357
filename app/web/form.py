"""Draws the form from the fields of the options, their words and the catalogue's rows; it has no rule of its own."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any, get_args

from app.catalogue.facts import Architecture, Choice, Fact, Group, OptionWords
from app.catalogue.tables import GROUPS, OPTION_WORDS, PROFILES
from app.options import KeyOf, Options
from app.web.fields import FIELDS, Kind, OptionField
from app.web.views import ChoiceView, ControlKind, ControlView, FormView, GroupView, ProblemView

NOT_PROVEN = "not proven by our builds"
RECOMMENDED = "recommended"
DEFAULT = "default"
YES, NO = "yes", "no"
SHOWN_IN_SUMMARY = 2
_QUESTIONS = next(iter(GROUPS)).key
_DEFAULTS = Options()
# A text that may be anything, though some values mean more than others.
_SUGGESTIONS: Mapping[str, tuple[str, ...]] = {"profile": PROFILES.keys}


@dataclass(frozen=True, slots=True)
class State:
    """What the form is drawn from: the options as given, as resolved, and what stands against them."""

    given: Options
    resolved: Options
    problems: Mapping[str, tuple[ProblemView, ...]]
    unavailable: Mapping[str, Mapping[str, str]]


def form(state: State) -> FormView:
    first, *others = [_group(group, state) for group in GROUPS]
    return FormView(first, tuple(group for group in others if group.controls))


def found(given: Options, resolved: Options) -> Mapping[str, str]:
    """Of the questions that are always open, the answers that were not given but found out, by name."""
    names = [name for name in Options.model_fields if OPTION_WORDS[name].group == _QUESTIONS]
    return {name: _texts(resolved, name)[0] for name in names if getattr(given, name) is None}


def _group(group: Group, state: State) -> GroupView:
    names = [name for name in Options.model_fields if OPTION_WORDS[name].group == group.key]
    controls = tuple([_control(OPTION_WORDS[name], FIELDS[name], state) for name in names])
    problems = sum(len(control.problems) for control in controls)
    return GroupView(group.key, group.title, group.help, controls, summary(names, state), problems)


def _control(words: OptionWords, field: OptionField, state: State) -> ControlView:
    kind = _kind(words, field)
    choices = tuple(_choices(words, field, state)) if field.labels is not None else ()
    more = tuple([choice for choice in choices if choice.caution and not choice.checked])
    return ControlView(
        name=words.key,
        kind=kind,
        title=words.title,
        question=words.question or words.title,
        help=words.help,
        placeholder=words.example,
        value=_written(state.given, field, kind),
        choices=tuple([choice for choice in choices if choice not in more]),
        more=more,
        suggestions=_SUGGESTIONS.get(words.key, ()),
        problems=state.problems.get(words.key, ()),
        found=found(state.given, state.resolved).get(words.key, ""),
    )


def _kind(words: OptionWords, field: OptionField) -> ControlKind:
    if field.labels is not None:
        if field.kind is Kind.LIST:
            return "checks"
        return "cards" if words.group == _QUESTIONS else "rows"
    match field.kind:
        case Kind.BOOL:
            return "switch"
        case Kind.NUMBER:
            return "number"
        case Kind.MAP:
            return "lines"
        case _:
            return "text" if field.splits or field.kind is Kind.TEXT else "lines"


def _written(options: Options, field: OptionField, kind: ControlKind) -> str:
    """The value as one would type it."""
    texts = _texts(options, field.name)
    return ("\n" if kind == "lines" else ", ").join(
        [text.replace(",", r"\,") if field.splits else text for text in texts]
    )


def _texts(options: Options, name: str) -> tuple[str, ...]:
    value = getattr(options, name)
    if FIELDS[name].kind is Kind.MAP:
        return tuple([f"{key}={one}" for key, one in value])
    if isinstance(value, bool):
        return (YES if value else NO,)
    if isinstance(value, tuple):
        return tuple(map(str, value))
    return () if value is None else (str(value),)


def _choices(words: OptionWords, field: OptionField, state: State) -> Iterator[ChoiceView]:
    is_question = words.group == _QUESTIONS
    given, resolved = _texts(state.given, field.name), _texts(state.resolved, field.name)
    best = words.recommended or next(iter(_texts(_DEFAULTS, field.name)), "")
    if not _texts(_DEFAULTS, field.name) and not is_question:
        yield _automatic(field, given, resolved)
    best = best or (next(iter(resolved), "") if is_question else "")
    for value, row in _rows(words, field).items():
        yield ChoiceView(
            value=value,
            label=row.label or value,
            help=row.help,
            technical=value if value.lower() != (row.label or value).lower() else "",
            checked=value in (given or (resolved if is_question else ())),
            pill=_pill(is_question) if value == best else "",
            caution=NOT_PROVEN if isinstance(row, Architecture) and not row.proven else "",
            unavailable=state.unavailable.get(field.name, {}).get(value, ""),
        )


def _pill(is_question: bool) -> str:
    return RECOMMENDED if is_question else DEFAULT


def _automatic(field: OptionField, given: Sequence[str], resolved: Sequence[str]) -> ChoiceView:
    """Not given: what fits the rest, or what the project itself says."""
    now = "" if given else label(field.name, next(iter(resolved), ""))
    help_text = f"Now: {now}." if now else ""
    return ChoiceView("", "what fits" if resolved else "as the profile says", help_text, "", not given, DEFAULT)


def _rows(words: OptionWords, field: OptionField) -> Mapping[str, Fact | Choice]:
    """The values with their words: rows of a table, or of the option's own words."""
    table = next((part.table for part in _parts(field.name) if isinstance(part, KeyOf)), None)
    if table is not None:
        return {row.key: row for row in table}
    return {value: words.values.get(value, Choice(label=value)) for value in field.values or ()}


def _parts(name: str) -> Iterator[Any]:
    field = Options.model_fields[name]
    yield from field.metadata
    yield from _nested(field.annotation)


def _nested(annotation: Any) -> Iterator[Any]:
    for part in get_args(annotation):
        yield part
        yield from _nested(part)


def label(name: str, value: str) -> str:
    """The value in words for people."""
    return (FIELDS[name].labels or {}).get(value, value)


def summary(names: Sequence[str], state: State) -> str:
    """The values of a folded group, at a glance: what was chosen, and the first ones whatever they are."""
    return " · ".join([text for text in map(lambda name: _glance(name, state), names) if text])


def _glance(name: str, state: State) -> str:
    texts = _texts(state.resolved, name)
    chosen = getattr(state.given, name) != getattr(_DEFAULTS, name)
    if not texts or not (chosen or FIELDS[name].labels is not None or _texts(_DEFAULTS, name) == ()):
        return ""
    if FIELDS[name].kind is Kind.BOOL:
        return f"{OPTION_WORDS[name].title.lower()}: {texts[0]}"
    return ", ".join([label(name, text) for text in texts])


ENUMS = MappingProxyType({StrEnum.__name__: StrEnum})
