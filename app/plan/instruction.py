"""The instructions of a Dockerfile and the mounts of a RUN, as data: no text, no quoting, no choices."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class CacheMount:
    """A folder that outlives the build, on the builder only. `key`: its identity, shared by all builds that name it."""

    path: str
    key: str | None = None
    locked: bool = False


@dataclass(frozen=True, slots=True)
class BindMount:
    """The build context, readable at `path` while the command runs, in no layer."""

    path: str


Mount = CacheMount | BindMount

ShellCommand = tuple[str, ...]
"""A shell command in pieces, each quoted already; a long one is broken between them."""


@dataclass(frozen=True, slots=True)
class Arg:
    name: str
    kind: Literal["arg"] = "arg"


@dataclass(frozen=True, slots=True)
class Env:
    """`expand`: the value refers to another variable and must not be taken literally."""

    name: str
    value: str
    expand: bool = False
    kind: Literal["env"] = "env"


@dataclass(frozen=True, slots=True)
class Workdir:
    path: str
    kind: Literal["workdir"] = "workdir"


@dataclass(frozen=True, slots=True)
class Copy:
    """From the build context, or from a stage or image. `owner`: `uid:gid`, not given: root."""

    sources: tuple[str, ...]
    destination: str
    from_stage: str | None = None
    owner: str | None = None
    kind: Literal["copy"] = "copy"


@dataclass(frozen=True, slots=True)
class Run:
    """Shell commands, each of which must succeed before the next one starts."""

    commands: tuple[ShellCommand, ...]
    mounts: tuple[Mount, ...] = ()
    kind: Literal["run"] = "run"


@dataclass(frozen=True, slots=True)
class User:
    """`identity`: `uid:gid`, in numbers."""

    identity: str
    kind: Literal["user"] = "user"


@dataclass(frozen=True, slots=True)
class Expose:
    port: int
    kind: Literal["expose"] = "expose"


@dataclass(frozen=True, slots=True)
class Healthcheck:
    """`command` in exec form."""

    command: tuple[str, ...]
    kind: Literal["healthcheck"] = "healthcheck"


@dataclass(frozen=True, slots=True)
class StopSignal:
    signal: str
    kind: Literal["stopsignal"] = "stopsignal"


@dataclass(frozen=True, slots=True)
class Entrypoint:
    """In exec form: an image without a shell can start it, and signals reach the program."""

    command: tuple[str, ...]
    kind: Literal["entrypoint"] = "entrypoint"


@dataclass(frozen=True, slots=True)
class Cmd:
    """Default arguments, which whoever runs the image may replace."""

    arguments: tuple[str, ...]
    kind: Literal["cmd"] = "cmd"


Instruction = Arg | Env | Workdir | Copy | Run | User | Expose | Healthcheck | StopSignal | Entrypoint | Cmd
