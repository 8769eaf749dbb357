"""Writes down what the build context leaves out."""

from app.artefacts.artefact import Artefact, Line
from app.plan.build_plan import BuildPlan


def dockerignore(plan: BuildPlan) -> Artefact:
    lines = tuple([Line(f"{'!' if p.keep else ''}{p.pattern}", p.reason) for p in plan.context])
    return Artefact(".dockerignore", "ignore", lines)
