"""The Cargo profile: as variables of the builder stage, which need no edit, and as lines for Cargo.toml."""

from collections.abc import Iterator

from app.catalogue.tables import PROFILES
from app.plan.build_plan import AllocatorLines, CargoProfile, Step
from app.plan.instruction import Env
from app.planner.spec import BuildSpec
from app.reason import Reason

KEYS = (("lto", "lto"), ("codegen_units", "codegen-units"), ("strip", "strip"), ("panic", "panic"))
PROFILE_VARIABLES = "https://doc.rust-lang.org/cargo/reference/config.html#profile"


def profile_environment(spec: BuildSpec) -> Iterator[Step]:
    prefix = f"CARGO_PROFILE_{spec.profile_name.replace('-', '_').upper()}"
    for field, value in _given(spec):
        yield Step(
            Env(f"{prefix}_{field.upper()}", str(value)),
            Reason("Sets this key of the profile, with Cargo.toml as it is.", ("profile", field), PROFILE_VARIABLES),
        )


def cargo_profile(spec: BuildSpec) -> CargoProfile | None:
    """The same settings for those who would rather have them in Cargo.toml."""
    names = dict(KEYS)
    settings = tuple([(names[field], value) for field, value in _given(spec)])
    if not settings:
        return None
    row = PROFILES.rows.get(spec.options.profile)
    reason = Reason(row.why if row else "What was chosen for the profile.", ("profile",), PROFILE_VARIABLES)
    return CargoProfile(spec.profile_name, settings, reason)


def _given(spec: BuildSpec) -> Iterator[tuple[str, str | int]]:
    for field, _ in KEYS:
        value = getattr(spec.settings, field)
        if value is not None:
            yield field, value


def allocator_lines(spec: BuildSpec) -> AllocatorLines | None:
    row = spec.allocator
    if not (row.crate and row.version and row.static_path):
        return None
    return AllocatorLines(row.crate, row.version, row.static_path, Reason(row.why, ("allocator",), row.source))
