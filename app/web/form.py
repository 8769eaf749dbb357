"""Draws the form from the fields of the options, their words and the catalogue's rows; it has no rule of its own."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from app.catalogue.facts import Architecture, Choice, Fact, Group, OptionWords
from app.catalogue.tables import GROUPS, OPTION_WORDS, PROFILES
from app.options import KeyOf, Options
from app.web import query
from app.web.fields import FIELDS, Kind, OptionField
from app.web.views import ChoiceView, ControlKind, ControlView, FormView, GroupView, ProblemView

NOT_PROVEN = "not proven by our builds"
RECOMMENDED = "recommended"
DEFAULT = "default"
AUTOMATIC = "Automatic"
YES, NO = "yes", "no"
SAYS_LITTLE = ("none", "default")
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
    return FormView(first, tuple([group for group in others if group.controls]))


def label(name: str, value: str) -> str:
    """The value in words for people."""
    return (FIELDS[name].labels or {}).get(value, value)


def texts(options: Options, name: str) -> tuple[str, ...]:
    """The values of an option as one would type them; none where it is not given."""
    value = getattr(options, name)
    if FIELDS[name].kind is Kind.MAP:
        return tuple([f"{key}={one}" for key, one in value])
    if isinstance(value, bool):
        return (YES if value else NO,)
    if isinstance(value, tuple):
        return tuple(map(str, value))
    return () if value is None else (str(value),)


def settled(given: Options, resolved: Options) -> Mapping[str, tuple[str, ...]]:
    """What the open questions show without having been asked: answers found out, and lists that cannot be empty."""
    names = [name for name in _names(_QUESTIONS) if getattr(given, name) is None or FIELDS[name].kind is Kind.LIST]
    return {name: texts(resolved, name) for name in names}


def automatic(given: Options, resolved: Options) -> Mapping[str, str]:
    """What stands beside "Automatic" of each folded choice: what was found out."""
    names = [name for name, field in FIELDS.items() if field.labels and not texts(_DEFAULTS, name)]
    return {name: "" if texts(given, name) else _now(name, texts(resolved, name)) for name in names}


def _names(group: str) -> tuple[str, ...]:
    return tuple([name for name in Options.model_fields if OPTION_WORDS[name].group == group])


def _group(group: Group, state: State) -> GroupView:
    names = _names(group.key)
    controls = tuple([_control(OPTION_WORDS[name], FIELDS[name], state) for name in names])
    glances = [_glance(name, state, first=name == names[0]) for name in names]
    problems = sum([len(control.problems) for control in controls])
    return GroupView(group.key, group.title, group.help, controls, " · ".join(filter(None, glances)), problems)


def _glance(name: str, state: State, *, first: bool) -> str:
    """The value in the title of its group: of the first option, and of others that were chosen or found out."""
    values = texts(state.resolved, name)
    if not values or not (first or values != texts(_DEFAULTS, name)):
        return ""
    labels = ", ".join([label(name, value) for value in values])
    says_enough = (first or FIELDS[name].labels is not None) and labels not in SAYS_LITTLE
    return labels if says_enough else f"{OPTION_WORDS[name].title.lower()}: {labels}"


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
        found=_found(words, state),
    )


def _found(words: OptionWords, state: State) -> str:
    if words.group != _QUESTIONS or getattr(state.given, words.key) is not None:
        return ""
    return texts(state.resolved, words.key)[0]


def _kind(words: OptionWords, field: OptionField) -> ControlKind:
    if field.labels is not None and field.kind is Kind.LIST:
        return "checks"
    if field.labels is not None:
        return "cards" if words.group == _QUESTIONS else "rows"
    match field.kind:
        case Kind.BOOL:
            return "switch"
        case Kind.NUMBER:
            return "number"
        case Kind.MAP:
            return "lines"
        case Kind.LIST:
            return "text" if field.splits else "lines"
        case Kind.TEXT:
            return "text"


def _written(options: Options, field: OptionField, kind: ControlKind) -> str:
    """The value as one would type it: as in a query, where commas and spaces that belong to a value are marked."""
    values = texts(options, field.name)
    if values and field.splits:
        return dict(query.parse(query.write(options))).get(field.name, "")
    return ("\n" if kind == "lines" else "").join(values)


def _choices(words: OptionWords, field: OptionField, state: State) -> Iterator[ChoiceView]:
    is_question = words.group == _QUESTIONS
    given, resolved = texts(state.given, field.name), texts(state.resolved, field.name)
    default = texts(_DEFAULTS, field.name)
    if not default and not is_question:
        yield _automatic(field, given, resolved)
    best = (words.recommended,) if words.recommended else default or (resolved if is_question else ())
    rows = _rows(words, field)
    for value in (*given, *[value for value in rows if value not in given]) if field.kind is Kind.LIST else rows:
        row = rows[value]
        text = row.label or value
        yield ChoiceView(
            value=value,
            label=text,
            help=row.help,
            technical="" if value.lower() == text.lower() else value,
            checked=value in (given or (resolved if is_question else ())),
            pill=(RECOMMENDED if is_question else DEFAULT) if value in best else "",
            caution=NOT_PROVEN if isinstance(row, Architecture) and not row.proven else "",
            unavailable=state.unavailable.get(field.name, {}).get(value, ""),
        )


def _automatic(field: OptionField, given: Sequence[str], resolved: Sequence[str]) -> ChoiceView:
    """Not given: what fits the rest, or what the project itself says."""
    return ChoiceView("", AUTOMATIC, "" if given else _now(field.name, resolved), "", not given, DEFAULT)


def _now(name: str, resolved: Sequence[str]) -> str:
    return f"Now: {label(name, resolved[0])}." if resolved else ""


def _rows(words: OptionWords, field: OptionField) -> Mapping[str, Fact | Choice]:
    """The values with their words: rows of a table, or of the option's own words."""
    table = next((part.table for part in _parts(field.name) if isinstance(part, KeyOf)), None)
    if table is not None:
        return {row.key: row for row in table}
    return {value: words.values.get(value, Choice(label=value)) for value in field.values or ()}


def _parts(name: str) -> Iterator[Any]:
    yield from Options.model_fields[name].metadata
    yield from _nested(Options.model_fields[name].annotation)


def _nested(annotation: Any) -> Iterator[Any]:
    for part in get_args(annotation):
        yield part
        yield from _nested(part)
