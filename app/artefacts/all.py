"""What is written, in the order of the tabs."""

from collections.abc import Callable, Iterator

from app.artefacts.artefact import Artefact, Snippet
from app.artefacts.cargo_profile import allocator, cargo_profile
from app.artefacts.dockerfile import dockerfile
from app.artefacts.dockerignore import dockerignore
from app.plan.build_plan import BuildPlan

ARTEFACTS: tuple[Callable[[BuildPlan], Artefact], ...] = (dockerfile, dockerignore)
SNIPPETS: tuple[Callable[[BuildPlan], Iterator[Snippet]], ...] = (cargo_profile, allocator)
