"""Turns a specification into the build plan: the parts, in order."""

from app.catalogue.tables import DEBUG_SHELLS
from app.options import Shell, User
from app.plan.build_plan import BuildPlan, Shipment
from app.planner.build_context import build_context
from app.planner.dependency_layer import compile_stages
from app.planner.invocation import builds, commands, notes
from app.planner.names import NONROOT
from app.planner.profile import allocator_lines, cargo_profile
from app.planner.runtime_stage import runtime_stages
from app.planner.spec import BuildSpec


def plan(spec: BuildSpec) -> BuildPlan:
    """Only for a specification without fatal problems."""
    return BuildPlan(
        stages=(*compile_stages(spec), *runtime_stages(spec)),
        context=tuple(build_context(spec)),
        builds=tuple(builds(spec)),
        commands=tuple(commands(spec)),
        shipment=shipment(spec),
        profile=cargo_profile(spec),
        allocator=allocator_lines(spec),
        notes=tuple(notes(spec)),
        comments=spec.options.comments,
        syntax_line=spec.options.syntax_line,
    )


def shipment(spec: BuildSpec) -> Shipment:
    image = spec.runtime
    return Shipment(
        base=image.label,
        base_mb=spec.image.size_mb,
        certificates=image.certificates or spec.tls.roots == "system",
        timezones=image.timezones or spec.options.timezone_data,
        user="root" if spec.options.user is User.ROOT else NONROOT,
        shell=_shell(spec),
        c_library=f"{spec.libc.label}, in the program"
        if spec.libc.static
        else f"{spec.libc.label} {spec.debian.glibc}",
    )


def _shell(spec: BuildSpec) -> str:
    if spec.shell is Shell.IMAGE:
        return spec.runtime.shell or DEBUG_SHELLS[DEBUG_SHELLS.default].label
    return "none; --target debug" if spec.shell is Shell.DEBUG_TARGET else "none"
