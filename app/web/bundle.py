"""All files as one archive; the same files give the same bytes."""

import gzip
import io
import tarfile
import zipfile
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from app.artefacts.artefact import Artefact
from app.web.negotiation import GZIP, TAR, ZIP

# The first moment that zip knows; tar warns of nothing from it on.
_DATE = (1980, 1, 1, 0, 0, 0)
_SECONDS = 315_532_800
_MODE = 0o644
_UNIX = 3

Files = Sequence[Artefact]


def zip_archive(files: Files) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as opened:
        for file in files:
            entry = zipfile.ZipInfo(file.path, _DATE)
            entry.create_system = _UNIX
            entry.external_attr = _MODE << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            opened.writestr(entry, file.text.encode())
    return archive.getvalue()


def tar_archive(files: Files) -> bytes:
    archive = io.BytesIO()
    with tarfile.open(fileobj=archive, mode="w", format=tarfile.USTAR_FORMAT) as opened:
        for file in files:
            content = file.text.encode()
            entry = tarfile.TarInfo(file.path)
            entry.size, entry.mode, entry.mtime = len(content), _MODE, _SECONDS
            opened.addfile(entry, io.BytesIO(content))
    return archive.getvalue()


def tar_gz_archive(files: Files) -> bytes:
    return gzip.compress(tar_archive(files), compresslevel=6, mtime=0)


ARCHIVES: Mapping[str, tuple[str, Callable[[Files], bytes]]] = MappingProxyType(
    {"zip": (ZIP, zip_archive), "tar.gz": (GZIP, tar_gz_archive), "tar": (TAR, tar_archive)}
)
"""Format -> media type and writer, the preferred one first."""
