"""Turns a problem into what stands at its question: the words, and the link to the state in which it is mended."""

from collections.abc import Mapping, Sequence

from app.catalogue.tables import OPTION_WORDS
from app.options import Options
from app.problem import Problem, mended
from app.web import form
from app.web.addresses import Addresses, anchor
from app.web.views import LinkView, ProblemView


def problem_view(problem: Problem, options: Options, addresses: Addresses) -> ProblemView:
    about = tuple([LinkView(f"#{anchor(name)}", OPTION_WORDS[name].title) for name in problem.fields])
    return ProblemView(problem.fatal, problem.text, about, _link(problem, options, addresses), problem.source)


def by_question(
    problems: Sequence[Problem], options: Options, addresses: Addresses
) -> Mapping[str, tuple[ProblemView, ...]]:
    """Each problem once, at the first question that it is about."""
    found: dict[str, tuple[ProblemView, ...]] = {}
    for problem in problems:
        place = problem.fields[0]
        found[place] = (*found.get(place, ()), problem_view(problem, options, addresses))
    return found


def _link(problem: Problem, options: Options, addresses: Addresses) -> LinkView | None:
    if problem.mend is None:
        return None
    after = mended(options, problem.mend)
    words = [_words(name, after) for name in problem.mend]
    return LinkView(addresses.page(after, problem.fields[0]), f"{'; '.join(words)}")


def _words(name: str, after: Options) -> str:
    texts = [form.label(name, text) for text in form.texts(after, name)]
    title = OPTION_WORDS[name].title
    return f"{title}: {', '.join(texts)}" if texts else f"{title}: what fits"
