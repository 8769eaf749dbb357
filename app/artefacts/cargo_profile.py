"""Writes down what may go into files that the project owns: the Cargo profile and the allocator, as snippets."""

from collections.abc import Iterator

from app.artefacts.artefact import Line, Snippet
from app.plan.build_plan import BuildPlan


def cargo_profile(plan: BuildPlan) -> Iterator[Snippet]:
    """The variables of the builder stage set the same; these lines are for builds outside Docker too."""
    if plan.profile:
        reason = plan.profile.reason
        lines = [Line(f"[profile.{plan.profile.name}]", reason)]
        lines += [Line(f"{key} = {_toml(value)}", reason) for key, value in plan.profile.settings]
        yield Snippet("Cargo.toml: profile", "toml", tuple(lines))


def allocator(plan: BuildPlan) -> Iterator[Snippet]:
    chosen = plan.allocator
    if chosen:
        yield Snippet(
            "Cargo.toml: allocator",
            "toml",
            (Line("[dependencies]", chosen.reason), Line(f'{chosen.crate} = "{chosen.version}"', chosen.reason)),
        )
        yield Snippet(
            "main.rs: allocator",
            "rust",
            (
                Line("#[global_allocator]", chosen.reason),
                Line(f"static GLOBAL: {chosen.static_path} = {chosen.static_path};", chosen.reason),
            ),
        )


def _toml(value: str | int | bool) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else f'"{value}"'
