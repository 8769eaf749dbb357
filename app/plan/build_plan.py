"""The build plan: stages of reasoned steps, the build context, the invocation and the snippets, as data."""

from dataclasses import dataclass
from typing import NamedTuple

from app.plan.instruction import Instruction
from app.reason import Reason


class Step(NamedTuple):
    """An instruction and why it is there. `parts`: of a RUN, why each of its commands is there."""

    instruction: Instruction
    reason: Reason
    parts: tuple[Reason, ...] = ()


class Stage(NamedTuple):
    """A FROM and its steps. `on_build_platform`: it runs where the build runs, whatever the image is for."""

    base: str
    reason: Reason
    steps: tuple[Step, ...]
    name: str | None = None
    on_build_platform: bool = False


class Pattern(NamedTuple):
    """A line of the ignore file; `keep` takes back what an earlier one left out."""

    pattern: str
    reason: Reason
    keep: bool = False


class Invocation(NamedTuple):
    """How `docker buildx build` is called. `platforms` in the order given; `push` instead of loading."""

    platforms: tuple[str, ...]
    image: str
    push: bool
    cache_from: str | None = None
    cache_to: str | None = None
    stage: str | None = None


class Command(NamedTuple):
    """A command line beside the files: its name in the answer, its arguments, and why one would run it."""

    name: str
    arguments: tuple[str, ...]
    reason: Reason


@dataclass(frozen=True, slots=True)
class CargoProfile:
    """Keys and values of one profile in Cargo.toml, in order; booleans stay booleans."""

    name: str
    settings: tuple[tuple[str, str | int | bool], ...]
    reason: Reason


@dataclass(frozen=True, slots=True)
class AllocatorLines:
    """What a project adds to allocate with another allocator."""

    crate: str
    version: str
    static_path: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Shipment:
    """What the finished image holds beside the program; sizes in MB on disk, `None` where nobody knows."""

    base: str
    base_mb: float
    certificates: bool
    timezones: bool
    user: str
    shell: str
    c_library: str


@dataclass(frozen=True, slots=True)
class BuildPlan:
    """All that is to be written down; the last stage is the one that ships."""

    stages: tuple[Stage, ...]
    context: tuple[Pattern, ...]
    builds: tuple[tuple[str, Invocation], ...]
    commands: tuple[Command, ...]
    shipment: Shipment
    profile: CargoProfile | None = None
    allocator: AllocatorLines | None = None
    notes: tuple[str, ...] = ()
    comments: bool = False
    syntax_line: bool = True
