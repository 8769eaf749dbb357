"""Options in, everything out: the whole story on one page; pure, so that the same options give the same bytes."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.artefacts.all import ARTEFACTS, SNIPPETS
from app.artefacts.artefact import Artefact, Snippet
from app.artefacts.commands import commands
from app.options import Options
from app.plan.build_plan import Command, Shipment
from app.planner.planning import plan
from app.planner.problems import check
from app.planner.spec import BuildSpec, resolve
from app.problem import Problem


@dataclass(frozen=True, slots=True)
class Generation:
    """All that one call gives. With a fatal problem there are no files, commands, snippets and no shipment."""

    spec: BuildSpec
    problems: tuple[Problem, ...]
    files: tuple[Artefact, ...] = ()
    snippets: tuple[Snippet, ...] = ()
    command_lines: tuple[Command, ...] = ()
    commands: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    shipment: Shipment | None = None

    @property
    def fatal(self) -> bool:
        return any(problem.fatal for problem in self.problems)

    @property
    def resolved(self) -> Options:
        """The options with everything filled in that was found out."""
        return self.spec.resolved


def generate(options: Options) -> Generation:
    """Never raises for valid options: what cannot work is a problem with its mend."""
    spec = resolve(options)  # keys become rows of the catalogue
    found = check(spec)  # what cannot work, each with the choice that mends it
    if any(problem.fatal for problem in found):
        return Generation(spec, found)  # no plan, and no text that lies
    build_plan = plan(spec)  # typed stages, each step with its reason
    return Generation(
        spec,
        found,
        files=tuple(write(build_plan) for write in ARTEFACTS),
        snippets=tuple(snippet for write in SNIPPETS for snippet in write(build_plan)),
        command_lines=build_plan.commands,
        commands=commands(build_plan),
        notes=build_plan.notes,
        shipment=build_plan.shipment,
    )


def problems(options: Options) -> tuple[Problem, ...]:
    """What stands against these options, without writing anything."""
    return check(resolve(options))
