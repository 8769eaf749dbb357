"""What the build context leaves out, and what it must keep."""

import re
from collections.abc import Iterator

from app.plan.build_plan import Pattern
from app.planner.spec import BuildSpec
from app.reason import Reason

IGNORE_FILE = "https://docs.docker.com/build/concepts/context/#dockerignore-files"
RESULTS = Pattern(
    "**/target", Reason("Build results, often gigabytes, of this and every nested project.", (), IGNORE_FILE)
)
OWN_MODULE = Pattern("**/src/**/target", Reason("A module of your own may be called target."), keep=True)
HISTORY = Pattern(
    ".git", Reason("History, which changes with every commit and would spoil the cache.", ("git_version",))
)
ELSEWHERE = (
    Pattern("**/.env", Reason("Variables of your machine, often secrets.")),
    Pattern("**/node_modules", Reason("Packages for another program, often gigabytes.")),
)
NO_CHANGE = Reason("A change of the recipe is no change of the program.")
RECIPES = tuple(Pattern(name, NO_CHANGE) for name in ("Dockerfile", ".dockerignore", "docker-bake.hcl", "compose.yaml"))


def build_context(spec: BuildSpec) -> Iterator[Pattern]:
    yield RESULTS
    if "src" not in spec.options.project_dir.split("/"):
        yield OWN_MODULE
    if not spec.options.git_version:
        yield HISTORY
    yield from ELSEWHERE
    if spec.cache_backend.folder:
        yield Pattern(spec.cache_backend.folder, Reason("The cache itself.", ("cache_backend",)))
    if not spec.options.git_version:  # git would call a checkout without its tracked files dirty
        yield from RECIPES


def leaves_out(spec: BuildSpec, path: str) -> bool:
    """Whether the build context lacks this file or folder; as Docker does, the last pattern that fits decides."""
    parts = path.split("/")
    folders = ["/".join(parts[: end + 1]) for end in range(len(parts))]
    left_out = False
    for pattern in build_context(spec):
        expression = _expression(pattern.pattern)
        if any(re.fullmatch(expression, folder) for folder in folders):
            left_out = not pattern.keep
    return left_out


def _expression(pattern: str) -> str:
    return re.escape(pattern).replace(r"\*\*/", "(?:.*/)?")
