import io
import tarfile
import zipfile

import pytest

from app.generator import generate
from app.options import Options
from app.web.bundle import ARCHIVES, tar_gz_archive, zip_archive

FILES = generate(Options(bin=("shop",))).files


@pytest.mark.parametrize("name", ARCHIVES)
def test_the_same_files_give_the_same_bytes(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _, write = ARCHIVES[name]
    first = write(FILES)
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert write(FILES) == first


def test_a_zip_has_fixed_dates_and_modes() -> None:
    with zipfile.ZipFile(io.BytesIO(zip_archive(FILES))) as archive:
        assert archive.testzip() is None
        for entry in archive.infolist():
            assert entry.date_time == (1980, 1, 1, 0, 0, 0)
            assert entry.external_attr >> 16 == 0o644


def test_a_tar_has_fixed_dates_modes_and_owners() -> None:
    with tarfile.open(fileobj=io.BytesIO(tar_gz_archive(FILES)), mode="r:gz") as archive:
        for entry in archive.getmembers():
            assert (entry.mtime, entry.mode, entry.uid, entry.gid) == (315_532_800, 0o644, 0, 0)
            assert entry.uname == entry.gname == ""


def test_nothing_leaves_the_folder_it_is_unpacked_in() -> None:
    with zipfile.ZipFile(io.BytesIO(zip_archive(FILES))) as archive:
        assert all(not name.startswith("/") and ".." not in name.split("/") for name in archive.namelist())
        assert "Cargo.toml" not in archive.namelist()
