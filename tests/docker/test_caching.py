"""A second build compiles no dependency again and ships the new program, though its files are older than the first."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

import pytest

from tests.docker import engine
from tests.docker.project import Project
from tests.docker.workshop import Built, Workshop

LAYER = {"chef": "cargo chef cook", "stub": "fn main()"}  # words of the step that is the dependency layer
MEMBERS = ("crates/core", "crates/server", "crates/worker")
DEPOT = {"bin": ("server", "worker"), "members": MEMBERS}
WORKER = ("--entrypoint", "/usr/local/bin/worker")
CACHES = ("chef", "stub", "mounts", "none")


def changed(project: Project, path: str, text: str) -> str:
    """Puts a word that nobody has seen before in the place of the text."""
    word = f"new {uuid4().hex[:8]}"
    project.replace(path, text, word)
    return word


def rebuilt(
    workshop: Workshop, name: str, project: Project, options: Mapping[str, Any], path: str, text: str
) -> tuple[Built, str]:
    """A build after a change, which compiled no dependency again, and the word that is new in it."""
    cache = str(options["cache"])
    built, word = built_anew(workshop, name, project, options, path, text)
    if cache == "mounts" and compiled_again(built, project):
        # An engine may drop a cache mount when it tidies up, and promises no more. Not twice in a row, though.
        built, word = built_anew(workshop, name, project, options, path, word)
    assert cache == "none" or not compiled_again(built, project)
    assert cache not in LAYER or built.log.cached(LAYER[cache])
    return built, word


def built_anew(
    workshop: Workshop, name: str, project: Project, options: Mapping[str, Any], path: str, text: str
) -> tuple[Built, str]:
    word = changed(project, path, text)
    return workshop.build(name, project, options), word


def compiled_again(built: Built, project: Project) -> set[str]:
    return set(built.log.compiled) & project.dependencies


@pytest.mark.parametrize("cache", CACHES)
def test_a_change_of_the_library_alone_reaches_both_programs(workshop: Workshop, cache: str) -> None:
    project, name, options = (
        workshop.project("depot"),
        f"library-{cache}",
        {**DEPOT, "cache": cache},
    )
    first = workshop.build(name, project, options)
    assert "depot one" in engine.run_image(first.image, "--version").text
    second, word = rebuilt(workshop, name, project, options, "crates/core/src/lib.rs", "depot one")
    assert word in engine.run_image(second.image, "--version").text
    assert word in engine.run_image(second.image, flags=WORKER).text


@pytest.mark.parametrize("cache", CACHES)
def test_a_change_of_one_program_of_a_workspace_reaches_it(workshop: Workshop, cache: str) -> None:
    project, name, options = workshop.project("depot"), f"member-{cache}", {**DEPOT, "cache": cache}
    workshop.build(name, project, options)
    second, word = rebuilt(workshop, name, project, options, "crates/worker/src/main.rs", "worker one")
    assert word in engine.run_image(second.image, flags=WORKER).text
    assert "server one" in engine.run_image(second.image, "--version").text


@pytest.mark.parametrize("cache", CACHES)
def test_a_program_that_looks_like_a_stub_is_not_taken_for_one(workshop: Workshop, cache: str) -> None:
    """The crate has the version and the target of cargo-chef's own stub (tests/projects/README.md)."""
    project, name = workshop.project("fetch"), f"alike-{cache}"
    options = {"bin": ("fetch",), "tls": "openssl", "cache": cache}
    assert "fetch one" in engine.run_image(workshop.build(name, project, options).image, "--version").text
    second, word = rebuilt(workshop, name, project, options, "src/main.rs", "fetch one")
    assert word in engine.run_image(second.image, "--version").text


@pytest.mark.parametrize("cache", ["chef", "stub", "mounts"])
def test_the_build_script_of_a_second_build_is_the_new_one(workshop: Workshop, cache: str) -> None:
    project, name, options = workshop.project("depot"), f"script-{cache}", {**DEPOT, "cache": cache}
    workshop.build(name, project, options)
    word = uuid4().hex[:8]
    project.replace("crates/core/build.rs", 'std::env::var("TARGET").expect("cargo sets TARGET")', f'"{word}"')
    assert word in engine.run_image(workshop.build(name, project, options).image, "--version").text
