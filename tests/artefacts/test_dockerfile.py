"""The printer, with none, one and two of everything that can be many."""

import pytest

from app.artefacts.dockerfile import dockerfile
from app.plan import instruction as i
from app.plan.build_plan import BuildPlan, Shipment, Stage, Step
from app.reason import Reason

WHY = Reason("Because.", ("bin",))
SHIPMENT = Shipment("scratch", 0, certificates=False, timezones=False, user="root", shell="none", c_library="musl")


def printed(instruction: i.Instruction, *, comments: bool = False) -> list[str]:
    stage = Stage("debian:13", WHY, (Step(instruction, WHY),))
    build_plan = BuildPlan((stage,), (), (), (), SHIPMENT, comments=comments, syntax_line=False)
    return [line.text for line in dockerfile(build_plan).lines][1:]


@pytest.mark.parametrize(
    ("instruction", "line"),
    [
        (i.Arg("A"), "ARG A"),
        (i.Env("A", "b"), "ENV A=b"),
        (i.Env("A", ""), 'ENV A=""'),
        (i.Env("A", "b c"), 'ENV A="b c"'),
        (i.Env("A", "$B"), 'ENV A="\\$B"'),
        (i.Env("A", "$B", expand=True), "ENV A=$B"),
        (i.Env("A", 'b"\\'), 'ENV A="b\\"\\\\"'),
        (i.Workdir("/a"), "WORKDIR /a"),
        (i.Copy(("a",), "b"), "COPY a b"),
        (i.Copy(("a", "b"), "c/", "builder", "1:2"), "COPY --from=builder --chown=1:2 a b c/"),
        (i.User("1:2"), "USER 1:2"),
        (i.Expose(80), "EXPOSE 80"),
        (i.Healthcheck(("a", "--b")), 'HEALTHCHECK CMD ["a", "--b"]'),
        (i.StopSignal("SIGINT"), "STOPSIGNAL SIGINT"),
        (i.Entrypoint(("a",)), 'ENTRYPOINT ["a"]'),
        (i.Cmd(("a", 'b"')), 'CMD ["a", "b\\""]'),
        (i.Run((("a b",),)), "RUN a b"),
    ],
    ids=repr,
)
def test_an_instruction_is_one_line(instruction: i.Instruction, line: str) -> None:
    assert printed(instruction) == [line]


def test_commands_of_a_run_are_chained() -> None:
    assert printed(i.Run((("a",), ("b",)))) == ["RUN a && \\", "    b"]


def test_mounts_stand_before_the_command() -> None:
    mounts = (i.BindMount("/src"), i.CacheMount("/a"), i.CacheMount("/b", "key", locked=True))
    assert printed(i.Run((("a",),), mounts)) == [
        "RUN --mount=type=bind,target=/src \\",
        "    --mount=type=cache,target=/a \\",
        "    --mount=type=cache,id=key,target=/b,sharing=locked \\",
        "    a",
    ]


def test_a_long_command_is_broken_between_its_pieces() -> None:
    lines = printed(i.Run((("install", *("package-" + "x" * 30 for _ in range(5))),)))
    assert len(lines) == 3
    assert all(line.endswith(" \\") for line in lines[:-1])
    assert max(map(len, lines)) < 110


def test_comments_never_stand_right_above_from_or_arg() -> None:
    lines = printed(i.Arg("A"), comments=True)
    assert lines[lines.index("ARG A") - 1] == ""
