"""What the build context leaves out, and what it must keep."""

from collections.abc import Iterator

from app.plan.build_plan import Pattern
from app.planner.spec import BuildSpec
from app.reason import Reason

IGNORE_FILE = "https://docs.docker.com/build/concepts/context/#dockerignore-files"


def build_context(spec: BuildSpec) -> Iterator[Pattern]:
    yield Pattern(
        "**/target",
        Reason("Build results, often gigabytes, of this and every nested project.", (), IGNORE_FILE),
    )
    if "src" not in spec.options.project_dir.split("/"):
        yield Pattern("**/src/**/target", Reason("A module of your own may be called target."), keep=True)
    if not spec.options.git_version:
        yield Pattern(
            ".git", Reason("History, which changes with every commit and would spoil the cache.", ("git_version",))
        )
    yield Pattern("**/.env", Reason("Variables of your machine, often secrets."))
    yield Pattern("**/node_modules", Reason("Packages for another program, often gigabytes."))
    if spec.cache_backend.folder:
        yield Pattern(spec.cache_backend.folder, Reason("The cache itself.", ("cache_backend",)))
    for name in ("Dockerfile", ".dockerignore", "docker-bake.hcl", "compose.yaml"):
        yield Pattern(name, Reason("A change of the recipe is no change of the program."))
