"""Writes the stages of a plan down as a Dockerfile; the one module that knows the syntax and quotes for it."""

import json
import re
import textwrap
from collections.abc import Iterator
from typing import assert_never

from app.artefacts.artefact import Artefact, Line
from app.plan.build_plan import BuildPlan, Stage, Step
from app.plan.instruction import (
    Arg,
    BindMount,
    CacheMount,
    Cmd,
    Copy,
    Entrypoint,
    Env,
    Expose,
    Healthcheck,
    Instruction,
    Mount,
    Run,
    ShellCommand,
    StopSignal,
    User,
    Workdir,
)
from app.reason import Reason

SYNTAX = Line(
    "# syntax=docker/dockerfile:1",
    Reason(
        "The current Dockerfile frontend, whatever the age of the engine.",
        ("syntax_line",),
        "https://docs.docker.com/build/buildkit/frontend/",
    ),
)
BLANK = Line("")
INDENT = "    "
WIDTH = 96
PLAIN_VALUE = re.compile(r"[A-Za-z0-9_./:=,@%+-]+\Z")
ESCAPED = str.maketrans({"\\": "\\\\", '"': '\\"', "$": "\\$"})


def dockerfile(plan: BuildPlan) -> Artefact:
    lines: list[Line] = [SYNTAX] if plan.syntax_line else []
    for stage in plan.stages:
        if lines:
            lines.append(BLANK)
        lines.extend(_stage(stage, plan.comments))
    return Artefact("Dockerfile", "dockerfile", tuple(lines))


def _stage(stage: Stage, comments: bool) -> Iterator[Line]:
    if comments:
        yield from _comment(stage.reason)
        yield BLANK  # a comment right above FROM would be read as the description of the stage
    yield Line(_from(stage), stage.reason)
    for step in stage.steps:
        if comments:
            yield from _comment(step.reason)
            if isinstance(step.instruction, Arg):
                yield BLANK
        if isinstance(step.instruction, Run):
            yield from _run(step.instruction, step)
        else:
            yield Line(_written(step.instruction), step.reason)


def _from(stage: Stage) -> str:
    platform = "--platform=$BUILDPLATFORM " if stage.on_build_platform else ""
    name = f" AS {stage.name}" if stage.name else ""
    return f"FROM {platform}{stage.base}{name}"


def _comment(reason: Reason) -> Iterator[Line]:
    for text in textwrap.wrap(reason.text, WIDTH):
        yield Line(f"# {text}", reason)


def _run(run: Run, step: Step) -> Iterator[Line]:
    """One line a mount and a command, each with the reason of its own where there is one."""
    start = "RUN "
    for mount in run.mounts:
        yield Line(f"{start}{_mount(mount)} \\", step.reason)
        start = INDENT
    reasons = step.parts or (step.reason,) * len(run.commands)
    ends = (" && \\",) * (len(run.commands) - 1) + ("",)
    for command, reason, end in zip(run.commands, reasons, ends, strict=True):
        *most, last = _folded(command)
        for text in most:
            yield Line(f"{start}{text} \\", reason)
            start = INDENT
        yield Line(f"{start}{last}{end}", reason)
        start = INDENT


def _folded(command: ShellCommand) -> list[str]:
    """The command on one line, or on several where it is long, broken between its pieces."""
    whole = " ".join(command)
    if len(whole) <= WIDTH:
        return [whole]
    lines = [command[0]]
    for piece in command[1:]:
        if len(lines[-1]) + len(piece) < WIDTH:
            lines[-1] += f" {piece}"
        else:
            lines.append(f"{INDENT}{piece}")
    return lines


def _mount(mount: Mount) -> str:
    match mount:
        case CacheMount(path, key, locked):
            identity = f",id={key}" if key else ""
            return f"--mount=type=cache{identity},target={path}{',sharing=locked' if locked else ''}"
        case BindMount(path):
            return f"--mount=type=bind,target={path}"
        case _:
            assert_never(mount)


def _written(instruction: Instruction) -> str:
    """The most frequent ones first: the cases are tried in this order."""
    match instruction:
        case Copy():
            return _copy(instruction)
        case Env(name, value, expand):
            return f"ENV {name}={value if expand else _value(value)}"
        case Workdir(path):
            return f"WORKDIR {path}"
        case User(identity):
            return f"USER {identity}"
        case Entrypoint(command):
            return f"ENTRYPOINT {_exec(command)}"
        case Arg(name):
            return f"ARG {name}"
        case Expose(port):
            return f"EXPOSE {port}"
        case Healthcheck(command):
            return f"HEALTHCHECK CMD {_exec(command)}"
        case StopSignal(signal):
            return f"STOPSIGNAL {signal}"
        case Cmd(arguments):
            return f"CMD {_exec(arguments)}"
        case Run():
            raise AssertionError("a RUN has several lines")
        case _:
            assert_never(instruction)


def _copy(copy: Copy) -> str:
    origin = f"--from={copy.from_stage} " if copy.from_stage else ""
    owner = f"--chown={copy.owner} " if copy.owner else ""
    return f"COPY {origin}{owner}{' '.join(copy.sources)} {copy.destination}"


def _value(value: str) -> str:
    """A value as it stands, or in double quotes with everything escaped that would end or expand there."""
    return value if PLAIN_VALUE.match(value) else f'"{value.translate(ESCAPED)}"'


def _exec(command: tuple[str, ...]) -> str:
    """A JSON array; control characters, which would make it fall back to a shell, are refused at the door."""
    return json.dumps(command, ensure_ascii=False)
