"""Mends that move to another Debian release, each such that the next check does not move back."""

from app.catalogue.facts import DebianRelease
from app.catalogue.tables import DEBIAN_RELEASES
from app.planner.needs import smallest
from app.planner.spec import BuildSpec
from app.problem import MendValue


def current_release(spec: BuildSpec) -> dict[str, MendValue]:
    """The default release; a Rust that has no image there goes too."""
    row = DEBIAN_RELEASES[DEBIAN_RELEASES.default]
    mend: dict[str, MendValue] = {"debian": row.key}
    return mend | {"rust": None} if spec.rust_is_older_than(row.rust_since) else mend


def release_for_rust(spec: BuildSpec) -> dict[str, MendValue]:
    """A release that has images of this Rust and of everything else that was asked for, or the default Rust."""
    for row in DEBIAN_RELEASES:
        if not spec.rust_is_older_than(row.rust_since) and _serves(spec, row):
            return {"debian": row.key}
    return {"rust": None}


def _serves(spec: BuildSpec, row: DebianRelease) -> bool:
    builds = spec.cross_compiles or set(spec.options.platforms) <= set(spec.builder.platforms[row.key])
    image = spec.runtime.release(row.key)
    ships = (
        set(spec.options.platforms) <= set(image.platforms) if spec.options.runtime else smallest(spec.needs, row.key)
    )
    return builds and bool(ships)
