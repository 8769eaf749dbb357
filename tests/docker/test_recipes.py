"""The golden cases, built by the printed command and run: what must be so of every image that we hand out."""

import shlex
from pathlib import Path, PurePosixPath

import pytest

from tests.docker import engine, recipes
from tests.docker.conftest import golden
from tests.docker.recipes import Recipe
from tests.docker.workshop import Built, Workshop
from tests.golden_cases import CASES

SHELLS = {"sh", "bash", "dash", "ash", "busybox"}
NONROOT = "65532"
BARE = ("--read-only", "--cap-drop", "ALL", "--security-opt", "no-new-privileges")
LOADER = b"ld-linux"  # a dynamic program names it


def test_every_golden_case_is_built_or_named_as_one_about_texts() -> None:
    assert set(CASES) == set(recipes.RECIPES) | recipes.TEXT_ONLY


def test_the_printed_run_command_starts_the_program_itself_and_no_stub(built: Built, recipe: Recipe) -> None:
    command = shlex.split(built.commands["run"])
    answer = engine.run(*command, "--version")
    assert (answer.code, answer.text.strip()[: len(recipe.says)]) == (0, recipe.says)


def test_the_program_runs_with_a_read_only_file_system_and_no_capability(built: Built, recipe: Recipe) -> None:
    answer = engine.run_image(built.image, "--version", flags=BARE)
    assert (answer.code, answer.text.strip()[: len(recipe.says)]) == (0, recipe.says)


def test_every_binary_belongs_to_root_and_is_linked_as_asked(built: Built, recipe: Recipe, tmp_path: Path) -> None:
    found = engine.files(built.image)
    for name in recipe.binaries:
        path = next(path for path in found if PurePosixPath(path).name == name and found[path].isfile())
        assert (found[path].uid, found[path].mode & 0o022) == (0, 0)
        assert (LOADER in engine.read(built.image, path, tmp_path)) is not recipe.static


def test_the_image_names_its_user_by_number(built: Built) -> None:
    user = engine.inspect("image", built.image)["Config"]["User"]
    assert user == f"{NONROOT}:{NONROOT}"


def test_a_shell_is_in_the_image_only_where_one_was_asked_for(built: Built, recipe: Recipe) -> None:
    shells = {path for path in engine.files(built.image) if PurePosixPath(path).name in SHELLS}
    assert bool(shells) is recipe.shell, shells


@pytest.mark.parametrize("case", [name for name, recipe in recipes.RECIPES.items() if recipe.project == "shop"])
def test_the_service_answers_and_is_not_root(built: Built) -> None:
    with engine.service(built.image, flags=BARE) as (name, address):
        assert engine.eventually(lambda: engine.fetched(address, "/healthz") == "ok\n"), engine.docker("logs", name)
        about = engine.fetched(address, "/") or ""
    assert f"uid={NONROOT}\n" in about


@pytest.mark.parametrize("case", ["need-nothing-scratch", "certificates-into-scratch"])
def test_on_scratch_nothing_lies_beside_the_program_but_certificates(built: Built) -> None:
    made_by_docker = {"/dev/console", "/etc/hostname", "/etc/hosts", "/etc/resolv.conf", "/etc/mtab", "/.dockerenv"}
    plain = {path for path, entry in engine.files(built.image).items() if entry.isfile()} - made_by_docker
    assert plain - {"/etc/ssl/certs/ca-certificates.crt"} == {"/usr/local/bin/shop"}


def test_every_program_of_a_workspace_is_in_its_image_and_starts(workshop: Workshop) -> None:
    image = golden(workshop, "workspace-one-image-chef").image
    answer = engine.run_image(image, flags=("--entrypoint", "/usr/local/bin/worker"))
    assert (answer.code, answer.text.split(",")[:2]) == (0, ["worker one", " worker: depot one"])


def test_each_of_two_images_holds_and_starts_its_own_program(workshop: Workshop) -> None:
    case = "workspace-two-images-debug"
    worker = workshop.image(case, "depot", recipes.options(case), command="build worker").image
    assert engine.run_image(worker).text.startswith("worker one, worker: depot one")
    assert not {"/usr/local/bin/server", "/busybox/sh"} & set(engine.files(worker))


def test_a_dynamic_program_on_scratch_fails_as_the_golden_cases_say_that_it_does(workshop: Workshop) -> None:
    built = golden(workshop, "not-found-mended-by-distroless-cc")
    program = f"FROM {built.image} AS built\n"
    text = f'{program}FROM scratch\nCOPY --from=built /usr/local/bin/shop /shop\nENTRYPOINT ["/shop"]\n'
    answer = engine.run_image(workshop.plain("not-found", text, {}))
    assert answer.code != 0
    assert "exec /shop: no such file or directory" in answer.text


def test_the_smallest_binary_is_smaller_than_the_ordinary_one(workshop: Workshop) -> None:
    small, ordinary = (
        engine.files(golden(workshop, case).image) for case in ("smallest-binary", "need-nothing-scratch")
    )
    assert small["/usr/local/bin/shop"].size < 0.8 * ordinary["/usr/local/bin/shop"].size
