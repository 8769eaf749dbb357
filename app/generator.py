"""Options in, everything out: the whole story on one page; pure, so that the same options give the same bytes."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from app.artefacts.all import ARTEFACTS, SNIPPETS
from app.artefacts.artefact import Artefact, Snippet
from app.artefacts.commands import commands
from app.artefacts.dockerfile import dockerfile
from app.options import Options
from app.plan.build_plan import BuildPlan, Command, Shipment
from app.planner.planning import plan
from app.planner.problems import check
from app.planner.spec import BuildSpec, resolve
from app.problem import Problem


@dataclass(frozen=True)
class Generation:
    """All that one call gives. With a fatal problem there is no plan, and so nothing that is written from it.

    What is written is written when it is first asked for: most callers want the Dockerfile alone.
    """

    spec: BuildSpec
    problems: tuple[Problem, ...]
    plan: BuildPlan | None = None

    @property
    def fatal(self) -> bool:
        return self.plan is None

    @property
    def resolved(self) -> Options:
        """The options with everything filled in that was found out."""
        return self.spec.resolved

    @cached_property
    def dockerfile(self) -> Artefact | None:
        return dockerfile(self.plan) if self.plan else None

    @cached_property
    def files(self) -> tuple[Artefact, ...]:
        return tuple([write(self.plan) for write in ARTEFACTS]) if self.plan else ()

    @cached_property
    def snippets(self) -> tuple[Snippet, ...]:
        return tuple([found for write in SNIPPETS for found in write(self.plan)]) if self.plan else ()

    @cached_property
    def commands(self) -> Mapping[str, str]:
        return commands(self.plan) if self.plan else {}

    @property
    def command_lines(self) -> tuple[Command, ...]:
        return self.plan.commands if self.plan else ()

    @property
    def notes(self) -> tuple[str, ...]:
        return self.plan.notes if self.plan else ()

    @property
    def shipment(self) -> Shipment | None:
        return self.plan.shipment if self.plan else None


def generate(options: Options) -> Generation:
    """Never raises for valid options: what cannot work is a problem with its mend."""
    spec = resolve(options)  # keys become rows of the catalogue
    found = check(spec)  # what cannot work, each with the choice that mends it
    if any(problem.fatal for problem in found):
        return Generation(spec, found)  # no plan, and no text that lies
    return Generation(spec, found, plan(spec))  # typed stages, each step with its reason


def problems(options: Options) -> tuple[Problem, ...]:
    """What stands against these options, without planning anything."""
    return check(resolve(options))
