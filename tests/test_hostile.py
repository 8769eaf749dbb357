"""No value from outside adds or changes an instruction, in any file or command: it is refused, or it is quoted."""

import json
import shlex
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from app.generator import Generation, generate
from app.options import Options

dockerfile = pytest.importorskip("dockerfile", reason="the Go parser has no wheel for this platform")

# Every option that takes text, with a harmless value of the same shape and how a text becomes its value.
BENIGN: dict[str, str] = {
    "bin": "shop",
    "package": "shop",
    "project_dir": "server",
    "members": "crates/a",
    "features": "postgres",
    "rust": "1.98",
    "build_packages": "cmake",
    "runtime_packages": "libpq5",
    "build_env": "value",
    "env": "value",
    "assets": "templates",
    "args": "serve",
    "healthcheck": "--health",
    "data_dir": "/data",
    "profile": "dist",
    "image_name": "registry.example/shop",
    "tag": "1.4",
}
MAPS = ("env", "build_env")
AROUND: dict[str, object] = {
    "bin": "shop",
    "runtime": "debian-slim",
    "cache": "stub",
    "members": ("crates/z",),
    "package": "x",
}
NASTY = (
    'a\nUSER root', 'a\r\nRUN id', 'a\\', 'a"]\nUSER root', 'a" b', '$(id)', '${PATH}', '$PATH', '`id`',
    '<<EOF', '<<-EOF', '--flag', '--mount=type=secret', '# escape=`', 'a b', 'a,b', 'a=b', '..', '../x',
    '/etc', '\x00', '\x1b[0m', '\u202e', '\u2028', '\x85', '\u200b', "é", "😀", "'", '"', '\\', 'a\\\\', '$',
    '&& id', '; id', '| id', "a'b", '{package}', '{packages}', '{image}', '%s', "a" * 5000, '\ud800',
)  # fmt: skip


def with_text(name: str, text: str) -> dict[str, object]:
    return AROUND | {name: {"NAME": text} if name in MAPS else text}


def parsed(generation: Generation) -> list[tuple[str, str | None, tuple[str, ...], tuple[str, ...]]]:
    """Instruction, sub-command, flags and values, by Docker's own parser."""
    text = generation.files[0].text
    return [(c.cmd, c.sub_cmd, tuple(c.flags), tuple(c.value)) for c in dockerfile.parse_string(text)]


def skeleton(generation: Generation) -> list[tuple[str, int, int, bool]]:
    """What an instruction is, apart from its texts: its word, the numbers of flags and values, exec form or not."""
    commands = dockerfile.parse_string(generation.files[0].text)
    return [(c.cmd, len(c.flags), len(c.value), c.json) for c in commands]


def strings(generation: Generation) -> Iterator[str]:
    for _, _, flags, values in parsed(generation):
        yield from flags
        yield from values


@pytest.mark.parametrize("name", BENIGN)
def test_the_harmless_value_is_accepted(name: str) -> None:
    assert not generate(Options.model_validate(with_text(name, BENIGN[name]))).fatal


def nasty_or_any() -> st.SearchStrategy[str]:
    pieces = st.sampled_from(NASTY)
    return st.one_of(pieces, st.text(max_size=40), st.tuples(st.text(max_size=5), pieces).map("".join))


@settings(max_examples=150, deadline=None)
@given(text=nasty_or_any())
@example(text='x" \\\nUSER root')
@pytest.mark.parametrize("name", BENIGN)
def test_no_text_adds_or_changes_an_instruction(name: str, text: str) -> None:
    try:
        options = Options.model_validate(with_text(name, text))
    except (ValidationError, UnicodeEncodeError):
        return  # refused at the door
    generation = generate(options)
    if generation.fatal:
        return
    twin = generate(Options.model_validate(with_text(name, BENIGN[name])))
    if name == "assets" and ":" in text:
        twin = generate(Options.model_validate(with_text(name, "from:to")))
    assert skeleton(generation) == skeleton(twin)
    assert same_but_for_the_text(generation, twin, text, BENIGN[name], name)


def same_but_for_the_text(generation: Generation, twin: Generation, text: str, benign: str, name: str) -> bool:
    """Every string either equals its twin's, or holds the text where the twin holds the harmless value."""
    for ours, theirs in zip(strings(generation), strings(twin), strict=True):
        if ours != theirs:
            assert benign.partition("/")[0] in theirs or "from" in theirs or "release" in ours + theirs, (ours, theirs)
    for key, command in generation.commands.items():
        theirs = twin.commands.get(key, "")
        if name in {"image_name", "tag", "bin", "data_dir"}:
            assert len(shlex.split(command)) == len(shlex.split(theirs))
        else:
            assert command == theirs
    return True


@settings(max_examples=400, deadline=None)
@given(text=nasty_or_any())
def test_a_variable_arrives_in_the_image_as_it_was_given(text: str) -> None:
    """Docker's own rules for double quotes, read back: a backslash escapes, an unescaped dollar would expand."""
    try:
        options = Options.model_validate(with_text("env", text))
    except (ValidationError, UnicodeEncodeError):
        return
    line = next(line.text for line in generate(options).files[0].lines if line.text.startswith("ENV NAME="))
    assert unquoted(line.removeprefix("ENV NAME=")) == text


def unquoted(value: str) -> str:
    if not value.startswith('"'):
        assert not set(value) & set("\\$\"' ")
        return value
    inner, plain, rest = value[1:-1], [], iter(value[1:-1])
    assert value[-1] == '"'
    for character in rest:
        assert character not in '"$', inner
        plain.append(next(rest) if character == "\\" else character)
    return "".join(plain)


@settings(max_examples=400, deadline=None)
@given(texts=st.lists(nasty_or_any(), max_size=4))
def test_arguments_arrive_in_exec_form_as_they_were_given(texts: list[str]) -> None:
    try:
        options = Options.model_validate(AROUND | {"args": tuple(texts)})
    except (ValidationError, UnicodeEncodeError):
        return
    commands = [c for c in dockerfile.parse_string(generate(options).files[0].text) if c.cmd.upper() == "CMD"]
    assert [list(c.value) for c in commands] == ([texts] if texts else [])
    assert all(c.json for c in commands)


@pytest.mark.parametrize("name", [name for name in BENIGN if name not in {"env", "build_env", "args", "healthcheck"}])
@pytest.mark.parametrize("text", [text for text in NASTY if text not in {"..", "a,b", "é", "😀"}], ids=ascii)
def test_a_name_with_anything_but_letters_is_refused(name: str, text: str) -> None:
    odd = set(text) & set("\n\r\t \"'\\$`<>&;|#{}*?%\x00\x1b\u202e\u2028\x85\u200b\ud800") or text.startswith("-")
    if odd:
        with pytest.raises(ValidationError):
            Options.model_validate(with_text(name, text))


@pytest.mark.parametrize("name", Options.model_fields)
@pytest.mark.parametrize(
    "value", [True, 1, 1.5, "x" * 1_000_000, [[]], {}, [1], [None], {"a": 1}, b"x"], ids=lambda v: repr(v)[:20]
)
def test_a_wrong_type_is_a_validation_error_or_a_value(name: str, value: Any) -> None:
    refused = None
    try:
        Options.model_validate({name: value})
    except ValidationError as error:
        refused = error
    assert refused is None or json.loads(refused.json(include_input=False, include_context=False))
