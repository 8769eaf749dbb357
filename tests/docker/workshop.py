"""Builds what the generator prints: writes its files beside a project and runs its very command there."""

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

from app.generator import Generation, generate
from app.options import Options
from tests.docker import engine
from tests.docker.build_log import BuildLog
from tests.docker.project import Project, copied

LONGEST_BUILD = 1200  # seconds


@dataclass(frozen=True, slots=True)
class Built:
    image: str
    log: BuildLog
    dockerfile: str
    commands: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Workshop:
    """Where images are made; it remembers them, so that tests can share them and all are removed at the end."""

    folder: Path
    made: dict[str, Built | BaseException] = field(default_factory=dict)
    images: list[str] = field(default_factory=list)

    def project(self, name: str, under: str = ".") -> Project:
        return copied(name, self.folder / uuid4().hex, under)

    def image(
        self,
        name: str,
        project: str,
        options: Mapping[str, Any],
        flags: Sequence[str] = (),
        *,
        command: str = "build",
        under: str = ".",
    ) -> Built:
        """The image of a project as it stands; made once for each name and command."""
        key = f"{name}: {command}"
        if key not in self.made:
            try:
                self.made[key] = self.build(name, self.project(project, under), options, flags, command)
            except AssertionError as failure:
                self.made[key] = failure
        made = self.made[key]
        if isinstance(made, Built):
            return made
        raise made.with_traceback(None)

    def build(
        self, name: str, project: Project, options: Mapping[str, Any], flags: Sequence[str] = (), command: str = "build"
    ) -> Built:
        """Builds by a printed command, to which flags may be added; nothing in text or command is changed."""
        generation = generated({**options, "image_name": f"{engine.PREFIX}{name}/first", "output": "load"})
        for file in generation.files:
            project.write(file.path, file.text)
        words = shlex.split(generation.commands[command].replace("\\\n", " "))
        image = words[words.index("--tag") + 1]
        self.images.append(image)
        answer = engine.run(*words, "--progress", "plain", *flags, folder=project.context, timeout=LONGEST_BUILD)
        assert_built(words, answer)
        return Built(image, BuildLog(answer.text), dockerfile_of(generation), generation.commands)

    def plain(self, name: str, dockerfile: str, files: Mapping[str, str | bytes], flags: Sequence[str] = ()) -> str:
        """An image of a Dockerfile of the test's own."""
        folder = self.folder / uuid4().hex
        folder.mkdir()
        for path, content in {**files, "Dockerfile": dockerfile}.items():
            (folder / path).write_bytes(content.encode() if isinstance(content, str) else content)
        image = f"{engine.PREFIX}{name}:latest"
        self.images.append(image)
        engine.docker("buildx", "build", "--load", "--tag", image, *flags, str(folder), timeout=LONGEST_BUILD)
        return image

    def clear(self) -> None:
        for image in dict.fromkeys(self.images):
            engine.remove_image(image)


def assert_built(command: Sequence[str], answer: engine.Answer) -> None:
    assert answer.code == 0, f"{shlex.join(command)}\n{answer.text[-8000:]}"


def generated(options: Mapping[str, Any]) -> Generation:
    generation = generate(Options(**options))
    fatal = [problem.code for problem in generation.problems if problem.fatal]
    assert not fatal, f"{dict(options)} cannot be built: {fatal}"
    return generation


def dockerfile_of(generation: Generation) -> str:
    return next(file.text for file in generation.files if file.path == "Dockerfile")
