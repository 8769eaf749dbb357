"""A copy of one of the Rust projects, with files as old as those of a checkout, that a test may change."""

import os
import shutil
import time
import tomllib
from dataclasses import dataclass
from pathlib import Path

PROJECTS = Path(__file__).parent.parent / "projects"
DAY = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Project:
    """`context`: the folder of the build. `folder`: the Cargo project inside it, or the same."""

    folder: Path
    context: Path

    def write(self, path: str, text: str) -> None:
        """A file of the build context."""
        target = self.context / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)

    def replace(self, path: str, old: str, new: str) -> None:
        """Changes a file; its time is a day ago, which is before the first build and after the copy."""
        target = self.folder / path
        text = target.read_text()
        assert old in text, f"{path} has no {old!r}"
        target.write_text(text.replace(old, new))
        _date(target, days=1)

    @property
    def dependencies(self) -> frozenset[str]:
        """The crates of the lock file that come from a registry."""
        locked = tomllib.loads((self.folder / "Cargo.lock").read_text())["package"]
        return frozenset(package["name"] for package in locked if "source" in package)


def copied(name: str, context: Path, under: str = ".") -> Project:
    folder = context / under
    shutil.copytree(PROJECTS / name, folder, ignore=shutil.ignore_patterns("target"))
    for path in context.rglob("*"):
        _date(path, days=2)
    return Project(folder, context)


def _date(path: Path, *, days: int) -> None:
    then = time.time() - days * DAY
    os.utime(path, (then, then))
