"""Which files the build context lacks, by Docker's rules for its ignore file."""

import pytest

from app.options import Options
from app.planner.build_context import leaves_out
from app.planner.spec import resolve

SPEC = resolve(Options(bin=("shop",)))
WITH_GIT = resolve(Options(bin=("shop",), git_version=True))


@pytest.mark.parametrize(
    "path", ["target", "a/target/doc", ".git/HEAD", ".env", "a/.env", "web/node_modules/x", "Dockerfile"]
)
def test_results_history_secrets_and_recipes_are_left_out(path: str) -> None:
    assert leaves_out(SPEC, path)


@pytest.mark.parametrize(
    "path", ["src", "src/target/mod.rs", "a/src/b/target", "targets", "my.env", "a/Dockerfile", "a/.git", "README.md"]
)
def test_what_the_build_may_read_is_kept(path: str) -> None:
    assert not leaves_out(SPEC, path)


@pytest.mark.parametrize("path", [".git", "Dockerfile"])
def test_git_sees_its_files_where_the_version_comes_from_it(path: str) -> None:
    assert not leaves_out(WITH_GIT, path)
