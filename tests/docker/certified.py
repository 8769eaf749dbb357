"""Stand-ins for base images that know one CA more: handed to a build by `--build-context`, its text unedited."""

from collections.abc import Sequence
from pathlib import Path

from tests.docker import engine
from tests.docker.workshop import Workshop

BUNDLE = "/etc/ssl/certs/ca-certificates.crt"


def build_context(
    workshop: Workshop, base: str, ca: bytes, folder: Path, platforms: Sequence[str] = ()
) -> tuple[str, str]:
    """The flags that put a base image with the CA in the place of the one that the text names."""
    text = f"FROM {base}\nCOPY --chmod=644 bundle.crt {BUNDLE}\n"
    bundle = engine.read(base, BUNDLE, folder) + b"\n" + ca
    flags = ("--platform", ",".join(platforms)) if platforms else ()
    name = "base-" + "".join(letter if letter.isalnum() else "-" for letter in base)
    image = workshop.plain(name, text, {"bundle.crt": bundle}, flags)
    return "--build-context", f"{base}=docker-image://{image}"
