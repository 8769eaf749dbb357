"""The instructions of a Dockerfile and the mounts of a RUN, as data: no text, no quoting, no choices.

Named tuples, as everything that is made by the dozen for each answer: they cost less than half of a frozen dataclass.
"""

from typing import Literal, NamedTuple


class CacheMount(NamedTuple):
    """A folder that outlives the build, on the builder only. `key`: its identity, shared by all builds that name it."""

    path: str
    key: str | None = None
    locked: bool = False


class BindMount(NamedTuple):
    """The build context, readable at `path` while the command runs, in no layer."""

    path: str


Mount = CacheMount | BindMount

ShellCommand = tuple[str, ...]
"""A shell command in pieces, each quoted already; a long one is broken between them."""


class Arg(NamedTuple):
    name: str
    kind: Literal["arg"] = "arg"


class Env(NamedTuple):
    """`expand`: the value refers to another variable and must not be taken literally."""

    name: str
    value: str
    expand: bool = False
    kind: Literal["env"] = "env"


class Workdir(NamedTuple):
    path: str
    kind: Literal["workdir"] = "workdir"


class Copy(NamedTuple):
    """From the build context, or from a stage or image. `owner`: `uid:gid`, not given: root."""

    sources: tuple[str, ...]
    destination: str
    from_stage: str | None = None
    owner: str | None = None
    kind: Literal["copy"] = "copy"


class Run(NamedTuple):
    """Shell commands, each of which must succeed before the next one starts."""

    commands: tuple[ShellCommand, ...]
    mounts: tuple[Mount, ...] = ()
    kind: Literal["run"] = "run"


class User(NamedTuple):
    """`identity`: `uid:gid`, in numbers."""

    identity: str
    kind: Literal["user"] = "user"


class Expose(NamedTuple):
    port: int
    kind: Literal["expose"] = "expose"


class Healthcheck(NamedTuple):
    """`command` in exec form."""

    command: tuple[str, ...]
    kind: Literal["healthcheck"] = "healthcheck"


class StopSignal(NamedTuple):
    signal: str
    kind: Literal["stopsignal"] = "stopsignal"


class Entrypoint(NamedTuple):
    """In exec form: an image without a shell can start it, and signals reach the program."""

    command: tuple[str, ...]
    kind: Literal["entrypoint"] = "entrypoint"


class Cmd(NamedTuple):
    """Default arguments, which whoever runs the image may replace."""

    arguments: tuple[str, ...]
    kind: Literal["cmd"] = "cmd"


Instruction = Arg | Env | Workdir | Copy | Run | User | Expose | Healthcheck | StopSignal | Entrypoint | Cmd
