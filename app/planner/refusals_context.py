"""Fatal problems of files and folders: what the build context or the image cannot give under that name."""

from collections.abc import Iterator

from app.options import Cache
from app.planner.build_context import IGNORE_FILE, leaves_out
from app.planner.spec import BuildSpec
from app.problem import Problem

SYSTEM_FOLDERS = frozenset(("bin", "boot", "dev", "etc", "lib", "lib64", "proc", "sbin", "sys", "usr"))
# Folders that base images have already: a copy would not change who owns them.
EXISTING = frozenset(
    f"/{folder}"
    for folder in (
        *("app", "home", "media", "mnt", "opt", "root", "run", "srv", "tmp"),
        *("var", "var/cache", "var/lib", "var/log", "var/tmp"),
    )
)
DATA = "/data"


def data_dir_is_the_systems(spec: BuildSpec) -> Iterator[Problem]:
    folder = spec.options.data_dir
    if folder and folder.split("/")[1] in SYSTEM_FOLDERS:
        yield Problem(
            "data-dir-is-the-systems",
            "fatal",
            f"{folder} belongs to the system: what lies there must not be writable by the program.",
            ("data_dir",),
            {"data_dir": DATA},
        )


def data_dir_exists_already(spec: BuildSpec) -> Iterator[Problem]:
    folder = spec.options.data_dir
    if folder in EXISTING:
        yield Problem(
            "data-dir-exists-already",
            "fatal",
            f"{folder} is part of the base image and keeps its owner, so the program could not write there.",
            ("data_dir",),
            {"data_dir": f"{folder}/{spec.bins[0]}"},
        )


def asset_is_left_out(spec: BuildSpec) -> Iterator[Problem]:
    folder = "" if spec.options.project_dir == "." else f"{spec.options.project_dir}/"
    left_out = [asset for asset in spec.options.assets if leaves_out(spec, folder + asset.partition(":")[0])]
    if left_out:
        yield Problem(
            "asset-is-left-out",
            "fatal",
            f"{', '.join(left_out)} is kept out of the build by .dockerignore: "
            "build results, git's own files, secrets and the recipe do not belong in an image.",
            ("assets",),
            {"assets": tuple([asset for asset in spec.options.assets if asset not in left_out])},
            IGNORE_FILE,
        )


def stub_of_several_bins(spec: BuildSpec) -> Iterator[Problem]:
    if spec.options.cache is Cache.STUB and len(spec.bins) > 1 and not spec.options.members:
        yield Problem(
            "stub-of-several-bins",
            "fatal",
            "A stub knows one program for each package; several in one package lie where it cannot know.",
            ("cache", "bin", "members"),
            {"cache": Cache.CHEF},
            "https://doc.rust-lang.org/cargo/reference/cargo-targets.html#binaries",
        )
