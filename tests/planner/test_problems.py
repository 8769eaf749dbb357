"""Every problem can occur, says what and where, and its mend removes it; mends end in an answer within four."""

import pytest

from app.catalogue.tables import ARCHITECTURES, DEBIAN_RELEASES
from app.generator import generate, problems
from app.options import Cache, Options
from app.planner.problems import REFUSALS, WARNINGS
from app.problem import Problem, mended
from tests.matrix import AXES, FURTHER_AXES, core, covering, mended_one_by_one, mended_to_the_end

# For each problem one set of options that has it.
PROVOKED: dict[str, dict[str, object]] = {
    "system-library-and-musl": {"tls": "openssl", "libc": "musl"},
    "no-standard-library": {"libc": "musl", "platforms": ("linux/s390x",)},
    "native-for-several": {"cross": "native", "platforms": ("linux/amd64", "linux/arm64")},
    "zig-and-system-library": {"cross": "zigbuild", "tls": "openssl"},
    "gcc-and-musl": {"cross": "gcc", "libc": "musl"},
    "emulated-musl-for-several": {"cross": "emulate", "libc": "musl", "platforms": ("linux/amd64", "linux/arm64")},
    "builder-lacks-platform": {"debian": "12", "platforms": ("linux/riscv64",), "runtime": "alpine", "libc": "musl"},
    "rust-older-than-release": {"rust": "1.80", "cache": "stub"},
    "rust-older-than-chef": {"rust": "1.80", "debian": "12"},
    "image-lacks-libc": {"libc": "gnu", "runtime": "scratch"},
    "image-lacks-libgcc": {"libc": "gnu", "runtime": "distroless-base"},
    "image-lacks-packages": {"runtime": "distroless-cc", "runtime_packages": ("libpq5",)},
    "image-lacks-init": {"runtime": "distroless-cc", "init": True},
    "image-lacks-shell": {"libc": "musl", "runtime": "scratch", "shell": "image"},
    "image-lacks-platform": {"runtime": "distroless-cc", "platforms": ("linux/386",)},
    "image-has-a-shell": {"runtime": "debian-slim", "shell": "none"},
    "debug-shell-lacks-platform": {"libc": "musl", "shell": "debug-target", "platforms": ("linux/386",)},
    "data-dir-is-the-systems": {"data_dir": "/usr/local/bin"},
    "secret-in-env": {"env": {"API_TOKEN": "x", "RUST_LOG": "info"}},
    "secret-in-build-env": {"build_env": {"DB_PASSWORD": "x"}},
    "reserved-variable": {"build_env": {"CARGO_HOME": "/x", "SQLX_OFFLINE": "true"}},
    "reserved-profile": {"profile": "dev"},
    "stub-needs-members": {"cache": "stub", "package": "shop"},
    "push-without-registry": {"output": "push"},
    "cache-without-registry": {"cache_backend": "registry"},
    "asset-is-left-out": {"assets": ("target/doc", "static")},
    "one-architecture-at-a-time": {
        "build_packages": ("libpq-dev",),
        "runtime_packages": ("libpq5",),
        "platforms": ("linux/amd64", "linux/arm64"),
    },
    "library-without-runtime": {"build_packages": ("libpq-dev",)},
    "data-dir-exists-already": {"data_dir": "/srv"},
    "stub-of-several-bins": {"cache": "stub", "bin": ("a", "b")},
    "rust-not-seen": {"rust": "1.999"},
    "stub-needs-plain-layout": {"cache": "stub"},
    "packages-of-another-distribution": {"libc": "musl", "runtime": "alpine", "runtime_packages": ("libpq",)},
    "bin-not-named": {"bin": ()},
    "slow-allocator": {"libc": "musl"},
    "past-end-of-life": {"debian": "12"},
    "signals-of-pid-1": {"port": 8080},
    "privileged-port": {"port": 80},
    "runs-as-root": {"user": "root"},
    "abort-in-a-server": {"port": 8080, "profile": "small"},
    "emulated-compiler": {"cross": "emulate"},
    "several-loaded": {"platforms": ("linux/amd64", "linux/arm64")},
    "mounts-are-not-exported": {"cache": "mounts", "cache_backend": "gha"},
    "not-locked": {"locked": False},
    "links-unasked": {"builder": "full"},
    "builds-on-one-machine-only": {"debian": "12", "cross": "gcc"},
}
# What only the visitor can mend: by saying a name.
NO_MEND = {"bin-not-named", "several-loaded", "signals-of-pid-1"}


def provoked(code: str) -> Options:
    return Options.model_validate({"bin": ("shop",)} | PROVOKED[code])


def found(options: Options, code: str) -> Problem | None:
    return next((problem for problem in problems(options) if problem.code == code), None)


@pytest.mark.parametrize("code", PROVOKED)
def test_the_mend_of_a_problem_removes_it(code: str) -> None:
    options = provoked(code)
    problem = found(options, code)
    assert problem is not None
    if problem.mend is None:
        assert code in NO_MEND
        return
    after = mended(options, problem.mend)
    assert after != options
    assert found(after, code) is None


def test_every_check_is_provoked_by_some_options() -> None:
    awake = {
        check for code in PROVOKED for check in (*REFUSALS, *WARNINGS) if list(check(generate(provoked(code)).spec))
    }
    assert awake == {*REFUSALS, *WARNINGS}


@pytest.mark.parametrize("code", PROVOKED)
def test_a_problem_names_real_options(code: str) -> None:
    problem = found(provoked(code), code)
    assert problem
    assert set(problem.fields) <= set(Options.model_fields)
    assert set(problem.mend or {}) <= set(Options.model_fields)


@pytest.mark.parametrize("code", PROVOKED)
def test_a_fatal_problem_leaves_nothing_that_could_be_taken_for_an_answer(code: str) -> None:
    generation = generate(provoked(code))
    assert bool(generation.files) is not generation.fatal
    assert bool(generation.commands) is not generation.fatal


def test_mends_end_in_an_answer_within_four() -> None:
    for options in core():
        assert not mended_one_by_one(options).fatal


def test_mends_of_many_mistakes_at_once_end_within_four_rounds() -> None:
    for options in covering(FURTHER_AXES, 2):
        assert not mended_to_the_end(options).fatal


def test_each_mend_of_the_core_removes_its_problem() -> None:
    for options in core():
        for problem in problems(options):
            if problem.mend is not None:
                assert found(mended(options, problem.mend), problem.code) is None


def test_the_mend_of_a_warning_is_never_refused() -> None:
    for options in (*covering(FURTHER_AXES, 2), *core()[::5]):
        answer = mended_to_the_end(options)
        for warning in answer.problems:
            if warning.mend is not None:
                after = problems(mended(answer.spec.options, warning.mend))
                assert not [problem.code for problem in after if problem.fatal], warning.code


@pytest.mark.parametrize("platform", ARCHITECTURES.keys)
@pytest.mark.parametrize("rust", ["1.60", "1.75", "1.90"])
@pytest.mark.parametrize("debian", DEBIAN_RELEASES.keys)
def test_mends_never_go_round_in_circles(platform: str, rust: str, debian: str) -> None:
    for cache in Cache:
        options = Options(bin=("shop",), rust=rust, debian=debian, platforms=(platform,), cache=cache)
        assert not mended_one_by_one(options).fatal


def test_the_axes_hold_no_option_that_does_not_exist() -> None:
    assert set(AXES) | set(FURTHER_AXES) <= set(Options.model_fields)
