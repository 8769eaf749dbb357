"""What each template may use: one frozen dataclass for each, so that a template holds no rule and looks nothing up."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link with its words; `address` is relative or a source on the web."""

    address: str
    label: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class ProblemView:
    """A problem at its question; `mend` leads to the page with the mend applied, `about` to the questions."""

    fatal: bool
    text: str
    about: tuple[LinkView, ...]
    mend: LinkView | None
    source: str | None


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """One value that can be chosen; `unavailable` says why it cannot be had, `pill` why it is a good one."""

    value: str
    label: str
    help: str
    technical: str
    checked: bool
    pill: str = ""
    caution: str = ""
    unavailable: str = ""


ControlKind = Literal["cards", "checks", "rows", "switch", "text", "number", "lines"]


@dataclass(frozen=True, slots=True)
class ControlView:
    """One question. `found`: it was not given, and this is the value that was found for it, drawn as chosen."""

    name: str
    kind: ControlKind
    title: str
    question: str
    help: str
    placeholder: str
    value: str = ""
    choices: tuple[ChoiceView, ...] = ()
    more: tuple[ChoiceView, ...] = ()
    suggestions: tuple[str, ...] = ()
    problems: tuple[ProblemView, ...] = ()
    found: str = ""


@dataclass(frozen=True, slots=True)
class GroupView:
    """Questions that belong together; folded ones show their values in `summary`."""

    key: str
    title: str
    help: str
    controls: tuple[ControlView, ...]
    summary: str
    problems: int

    @property
    def open(self) -> bool:
        """What cannot work is never hidden in a fold."""
        return any(problem.fatal for control in self.controls for problem in control.problems)


@dataclass(frozen=True, slots=True)
class FormView:
    """The form: the questions that are always open, and the folded groups."""

    questions: GroupView
    groups: tuple[GroupView, ...]

    @property
    def controls(self) -> tuple[ControlView, ...]:
        return tuple([control for group in (self.questions, *self.groups) for control in group.controls])


@dataclass(frozen=True, slots=True)
class ReasonView:
    """Why one or several lines are there; `lines` says which, `because` leads to the questions that caused them."""

    key: str
    lines: str
    text: str
    because: tuple[LinkView, ...]
    names: str
    source: LinkView | None


@dataclass(frozen=True, slots=True)
class LineView:
    """A highlighted line; `why` is the key of its reason, `new` says that the last change brought it."""

    html: Markup
    why: str
    new: bool


@dataclass(frozen=True, slots=True)
class TabView:
    """A file, or a snippet for a file that the project owns. `shown`: the reason that stands beside it at first."""

    key: str
    title: str
    note: str
    lines: tuple[LineView, ...]
    reasons: tuple[ReasonView, ...]
    shown: str


@dataclass(frozen=True, slots=True)
class CommandView:
    name: str
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class ShipsView:
    """What the finished image holds, by weight. Widths in percent of the bar; the program's weight is an estimate."""

    program: str
    program_mb: str
    program_width: float
    base: str
    base_mb: str
    base_width: float
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ResultView:
    """The answer. With fatal problems there are neither tabs nor commands nor anything that ships."""

    tabs: tuple[TabView, ...]
    commands: tuple[CommandView, ...]
    notes: tuple[str, ...]
    ships: ShipsView | None
    fatal: tuple[ProblemView, ...]
    warnings: tuple[ProblemView, ...]
    links: Mapping[str, str]
    curl: str
    address: str
    framed: bool
    unavailable: str
    found: str
    automatic: str
    summary: str
    changed: str = ""


@dataclass(frozen=True, slots=True)
class PageView:
    """The whole page, in the portal's frame without what stands around it."""

    embed: bool
    theme: str
    path: str
    form: FormView
    result: ResultView
    recipes: tuple[LinkView, ...]
    notices: tuple[str, ...]
    rules: str


@dataclass(frozen=True, slots=True)
class FragmentView:
    """What changes with every answer: the result, and beside it what stands in the form."""

    form: FormView
    result: ResultView
    recipes: tuple[LinkView, ...]
