"""Fatal problems of the runtime image: what the program or the visitor needs and the image cannot give."""

from collections.abc import Iterator
from dataclasses import replace

from app.catalogue.tables import DEBUG_SHELLS
from app.options import Shell
from app.planner.needs import Lack, lack, smallest
from app.planner.releases import current_release
from app.planner.spec import BuildSpec
from app.problem import MendValue, Problem

LOADER = "https://github.com/docker-library/hello-world/issues/44"


def runtime_lacks(spec: BuildSpec) -> Iterator[Problem]:
    found = lack(spec.needs, spec.runtime, spec.image)
    if found:
        text, fields = _said(spec, found)
        yield Problem(f"image-lacks-{found.kind}", "fatal", text, fields, _mend(spec, found), spec.runtime.source)


def _said(spec: BuildSpec, found: Lack) -> tuple[str, tuple[str, ...]]:
    name = spec.runtime.label
    match found.kind:
        case "libc":
            text = (
                f"{name} has no {spec.libc.label}: the program would stop with "
                f'"exec /usr/local/bin/{spec.bins[0]}: no such file or directory", which means its loader.'
            )
            return text, ("runtime", "libc")
        case "libgcc":
            text = f"{name} has no libgcc_s.so.1, which every program that gcc has linked asks for when it starts."
            return text, ("runtime", "libc", "cross")
        case "libssl":
            return f"{name} has no libssl, and no way to install it.", ("runtime", "tls")
        case "packages":
            return f"{name} has no package manager to install runtime packages with.", ("runtime", "runtime_packages")
        case "init":
            text = (
                f"{name} has no package manager to install an init process with; "
                "docker run --init and Compose's init: true give one from outside."
            )
            return text, ("init", "runtime")
        case "shell":
            return f"{name} has no shell.", ("shell", "runtime")
        case "platform":
            text = f"{name} (Debian {spec.debian.label}) is not published for {found.what}."
            return text, ("runtime", "platforms", "debian")


def _mend(spec: BuildSpec, found: Lack) -> dict[str, MendValue] | None:
    """Another image, of the current release where none of this one fits; at last without the wish for a shell."""
    if found.kind == "init":
        return {"init": False}
    for shell in dict.fromkeys((spec.options.shell, None)):
        for release in ({"debian": spec.debian.key}, current_release(spec)):
            fitting = smallest(replace(spec.needs, shell=shell), str(release["debian"]))
            if fitting:
                changes = {"shell": shell, **release}
                given = {name: value for name, value in changes.items() if value != getattr(spec.options, name)}
                return {**given, "runtime": fitting.key}
    return None


def image_has_a_shell(spec: BuildSpec) -> Iterator[Problem]:
    if spec.runtime.shell and spec.options.shell in (Shell.NONE, Shell.DEBUG_TARGET):
        yield Problem(
            "image-has-a-shell",
            "fatal",
            f"{spec.runtime.label} has a shell of its own, so production cannot be without one.",
            ("shell", "runtime"),
            {"shell": Shell.IMAGE},
            spec.runtime.source,
        )


def debug_shell_lacks_platform(spec: BuildSpec) -> Iterator[Problem]:
    shell = DEBUG_SHELLS[DEBUG_SHELLS.default]
    missing = [platform for platform in spec.options.platforms if platform not in shell.platforms]
    if spec.shell is Shell.DEBUG_TARGET and missing:
        yield Problem(
            "debug-shell-lacks-platform",
            "fatal",
            f"The image that the debug shell comes from is not published for {' and '.join(missing)}.",
            ("shell", "platforms"),
            {"shell": None},
            shell.source,
        )
