"""Writes down the command lines: each build as `docker buildx build`, and what people run afterwards."""

import shlex
from collections.abc import Iterator, Mapping

from app.plan.build_plan import BuildPlan, Invocation


def commands(plan: BuildPlan) -> Mapping[str, str]:
    """By name, in the order in which one would run them; every argument is quoted for a POSIX shell."""
    lines = {name: shlex.join(_build(invocation)) for name, invocation in plan.builds}
    return lines | {command.name: shlex.join(command.arguments) for command in plan.commands}


def _build(invocation: Invocation) -> Iterator[str]:
    yield from ("docker", "buildx", "build")
    yield from ("--platform", ",".join(invocation.platforms))
    yield from ("--tag", invocation.image)
    if invocation.stage:
        yield from ("--target", invocation.stage)
    if invocation.cache_from:
        yield from ("--cache-from", invocation.cache_from)
    if invocation.cache_to:
        yield from ("--cache-to", invocation.cache_to)
    yield "--push" if invocation.push else "--load"
    yield "."
