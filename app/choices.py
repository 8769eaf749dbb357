"""What cannot be chosen beside the given options, and why: the generator's own problems, asked for each alternative."""

from collections.abc import Iterator, Mapping
from enum import EnumMeta
from typing import get_args

from app.generator import problems
from app.options import KeyOf, Options

SEVERAL = frozenset(("platforms",))


def values(name: str) -> tuple[str, ...]:
    """The closed set of values of an option, or nothing where it is open."""
    field = Options.model_fields[name]
    for part in (*field.metadata, field.annotation, *get_args(field.annotation)):
        found = tuple(_closed(part))
        if found:
            return found
    return ()


def _closed(part: object) -> Iterator[str]:
    if isinstance(part, KeyOf):
        yield from part.table.keys
    elif isinstance(part, EnumMeta):
        yield from [str(member.value) for member in part]  # type: ignore[var-annotated]  # an EnumMeta iterates its members
    else:
        for inner in get_args(part):
            yield from _closed(inner)


CLOSED: Mapping[str, tuple[str, ...]] = {name: values(name) for name in Options.model_fields if values(name)}


def unavailable(options: Options) -> Mapping[str, Mapping[str, str]]:
    """For each option with a closed set: the values that would be refused beside the others, with the reason."""
    return {name: found for name in CLOSED if (found := dict(_refused(options, name)))}


def _refused(options: Options, name: str) -> Iterator[tuple[str, str]]:
    chosen = getattr(options, name)
    for value in CLOSED[name]:
        if name in SEVERAL:
            update: object = chosen if value in chosen else (*chosen, value)
        else:
            update = value
        for problem in problems(options.model_copy(update={name: update})):
            if problem.fatal and name in problem.fields:
                yield value, problem.text
                break
