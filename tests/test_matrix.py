"""Every combination of the core axes, and a covering array of all, against what must always be true."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from app.catalogue import tables
from app.generator import Generation, generate
from app.options import Options, User
from app.plan.build_plan import Stage, Step
from app.plan.instruction import Copy, Entrypoint, Run
from app.plan.instruction import User as RunAs
from app.planner.planning import plan
from tests.matrix import AXES, FURTHER_AXES, core, covering, mended_to_the_end, valid

CORE = valid(core())
# Few rows of all axes together are valid as they stand; following their mends makes each one so.
FURTHER = [mended_to_the_end(options) for options in covering(FURTHER_AXES, 2)]
GENERATIONS = CORE + FURTHER


def stages(generation: Generation) -> tuple[Stage, ...]:
    return plan(generation.spec).stages


def steps(generation: Generation) -> Iterator[Step]:
    for stage in stages(generation):
        yield from stage.steps


def dockerfile(generation: Generation) -> str:
    return next(file.text for file in generation.files if file.path == "Dockerfile")


def shipped_steps(generation: Generation) -> Iterator[Step]:
    """The steps of the last stage and of the stages that it starts from."""
    by_name = {stage.name: stage for stage in stages(generation)[:-1]}
    stage: Stage | None = stages(generation)[-1]
    found: list[Step] = []
    while stage is not None:
        found[:0] = stage.steps
        stage = by_name.get(stage.base)
    return iter(found)


def test_the_axes_leave_enough_that_is_valid() -> None:
    assert len(CORE) > 500
    assert not any(generation.fatal for generation in FURTHER)


def test_the_same_options_give_the_same_bytes() -> None:
    for generation in GENERATIONS[::7]:
        again = generate(generation.spec.options)
        assert again == generation
        assert (again.files, again.commands, again.snippets) == (
            generation.files,
            generation.commands,
            generation.snippets,
        )


def test_every_step_has_a_reason_that_names_real_options() -> None:
    names = set(Options.model_fields)
    for generation in GENERATIONS:
        for step in steps(generation):
            for reason in (step.reason, *step.parts):
                assert reason.text
                assert set(reason.because) <= names


def test_every_line_that_does_something_has_a_reason() -> None:
    for generation in GENERATIONS:
        for file in generation.files:
            assert all(line.reason for line in file.lines if line.text)


def test_every_copy_from_a_stage_names_an_earlier_one() -> None:
    for generation in GENERATIONS:
        known: set[str] = set()
        for stage in stages(generation):
            for step in stage.steps:
                if isinstance(step.instruction, Copy) and step.instruction.from_stage:
                    assert step.instruction.from_stage in known or ":" in step.instruction.from_stage
            known.add(stage.name or "")


def test_nothing_copied_from_the_context_is_left_out_of_it() -> None:
    for generation in GENERATIONS:
        git = [] if generation.spec.options.git_version else [".git"]
        for step in steps(generation):
            if isinstance(step.instruction, Copy) and not step.instruction.from_stage:
                for source in step.instruction.sources:
                    parts = source.split("/")
                    assert not {".env", "node_modules", *git} & set(parts)
                    assert "target" not in parts or "src" in parts[: parts.index("target")]
                    assert source not in {"Dockerfile", ".dockerignore", "compose.yaml"} or not git


def test_production_is_the_last_stage_and_not_root() -> None:
    for generation in GENERATIONS:
        users = [s.instruction.identity for s in shipped_steps(generation) if isinstance(s.instruction, RunAs)]
        if generation.spec.options.user is User.NONROOT:
            assert users[-1] == "65532:65532"


def test_the_entrypoint_is_the_program_in_exec_form() -> None:
    for generation in GENERATIONS:
        starts = [s.instruction for s in shipped_steps(generation) if isinstance(s.instruction, Entrypoint)]
        assert starts[-1].command[-1] == f"/usr/local/bin/{generation.spec.bins[0]}"
    assert "ENTRYPOINT [" in dockerfile(CORE[0])


def test_an_image_without_a_shell_gets_no_run() -> None:
    for generation in GENERATIONS:
        if generation.spec.runtime.shell is None:
            assert not [s for s in shipped_steps(generation) if isinstance(s.instruction, Run)]


def test_stage_names_are_lower_case_and_unique() -> None:
    for generation in GENERATIONS:
        names = [stage.name for stage in stages(generation) if stage.name]
        assert len(set(names)) == len(names)
        assert all(re.fullmatch(r"[a-z][a-z0-9_.-]*", name) for name in names)
        assert not {"scratch", "context"} & set(names)


def test_a_stage_named_debug_exists_exactly_where_it_was_asked_for() -> None:
    for generation in GENERATIONS:
        asked = generation.spec.shell == "debug-target"
        assert ("debug" in [stage.name for stage in stages(generation)]) is asked


def test_the_platforms_are_one_flag_in_the_order_given() -> None:
    for generation in GENERATIONS:
        assert f"--platform {','.join(generation.spec.options.platforms)} " in generation.commands["build"]


def test_there_are_no_trailing_blanks_and_one_newline_at_the_end() -> None:
    for generation in GENERATIONS:
        for file in generation.files:
            assert not re.search(r"[ \t]$", file.text, re.MULTILINE)
            assert file.text.endswith("\n")
            assert not file.text.endswith("\n\n")


def test_no_lines_are_dead_shell() -> None:
    for generation in GENERATIONS:
        assert "|| true" not in dockerfile(generation)
        assert ":latest" not in dockerfile(generation)


def test_builder_and_image_name_the_same_debian_release() -> None:
    for generation in GENERATIONS:
        text = dockerfile(generation)
        spec = generation.spec
        assert f"-{spec.debian.codename}" in text.split("FROM")[1]
        if not spec.libc.static:
            assert f"debian{spec.debian.key}" in text or f"debian:{spec.debian.codename}" in text


def test_a_dynamic_program_is_never_put_on_an_image_without_its_c_library() -> None:
    for generation in GENERATIONS:
        spec = generation.spec
        if not spec.libc.static:
            assert spec.runtime.libc == spec.libc.key
            assert spec.runtime.libgcc or spec.by_zig


def test_several_platforms_are_compiled_on_the_build_machine_s_own() -> None:
    for generation in GENERATIONS:
        spec = generation.spec
        assert ("--platform=$BUILDPLATFORM" in dockerfile(generation)) is spec.cross_compiles
        if len(spec.architectures) > 1 and spec.cross != "emulate":
            assert spec.cross_compiles


def test_certificates_are_there_exactly_where_they_are_needed() -> None:
    for generation in GENERATIONS:
        spec = generation.spec
        copied = "COPY --from=builder /etc/ssl/certs/ca-certificates.crt" in dockerfile(generation)
        assert copied is (spec.tls.roots == "system" and not spec.runtime.certificates)


def test_a_resolved_answer_is_an_answer_and_the_same() -> None:
    for generation in CORE[::11]:
        again = generate(generation.resolved)
        assert [file.text for file in again.files] == [file.text for file in generation.files]


REACHABLE: dict[str, tables.Table[Any]] = {
    "tls": tables.TLS,
    "libc": tables.LIBCS,
    "runtime": tables.RUNTIME_IMAGES,
    "debian": tables.DEBIAN_RELEASES,
    "builder": tables.BUILDER_IMAGES,
    "allocator": tables.ALLOCATORS,
    "scan": tables.SCANNERS,
    "cache_backend": tables.CACHE_BACKENDS,
    "profile": tables.PROFILES,
}


@pytest.mark.parametrize("name", REACHABLE)
def test_every_row_is_reachable_by_a_valid_combination(name: str) -> None:
    found = {getattr(generation.spec.options, name) for generation in GENERATIONS}
    found |= {getattr(generation.resolved, name) for generation in CORE} if name in AXES else set()
    assert set(REACHABLE[name].keys) <= found


def test_every_platform_is_reachable() -> None:
    single = [Options(bin=("shop",), platforms=(key,)) for key in tables.ARCHITECTURES.keys]
    for options in single:
        assert not mended_to_the_end(options).fatal
