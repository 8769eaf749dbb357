from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalogue.tables import OPTION_WORDS
from app.options import Options
from app.web.invalid import MOST_ERRORS, FieldError, Invalid
from app.web.query import MOST_PAIRS, parse, read, read_lenient, write
from tests.web.strategies import all_options


def refused(query: str) -> list[FieldError]:
    with pytest.raises(Invalid) as caught:
        read(parse(query))
    return list(caught.value.errors)


@given(all_options)
def test_what_is_written_is_read_again(options: Options) -> None:
    assert read(parse(write(options))) == options


@given(all_options)
def test_a_canonical_query_is_read_without_notices(options: Options) -> None:
    assert read_lenient(parse(write(options))) == (options, ())


@given(all_options)
def test_a_canonical_query_can_stand_between_single_quotes(options: Options) -> None:
    assert write(options).isascii()
    assert not set(write(options)) & set(" '\"`$\\#")


def test_defaults_are_left_out() -> None:
    assert write(Options()) == ""
    assert write(Options(locked=True, tag="latest")) == ""


def test_a_query_is_in_the_order_of_the_model_and_readable() -> None:
    options = read(parse("port=80&env=A=1,2&env=B=x/y&platforms=linux/amd64&platforms=linux/arm64&libc=musl&locked=no"))
    expected = "libc=musl&platforms=linux/amd64,linux/arm64&locked=no&port=80&env=A=1,2&env=B=x/y"
    assert write(options) == expected


@pytest.mark.parametrize("query", ["bin=a,b", "bin=a&bin=b", "bin=a%2Cb", "bin=a,+b", "bin=a,&bin=,b"])
def test_a_list_is_repeated_or_separated_by_commas(query: str) -> None:
    assert read(parse(query)).bin == ("a", "b")


def test_env_and_args_are_never_split() -> None:
    options = read(parse("env=A=1,2&build_env=B=x,y&args=a,b&args=c"))
    assert options.env == (("A", "1,2"),)
    assert options.build_env == (("B", "x,y"),)
    assert options.args == ("a,b", "c")


def test_a_backslash_keeps_a_comma_inside_a_word() -> None:
    assert read(parse(r"healthcheck=--hosts=a\,b,--quick")).healthcheck == ("--hosts=a,b", "--quick")
    assert read(parse(r"healthcheck=C:\dir")).healthcheck == (r"C:\dir",)


@pytest.mark.parametrize(
    ("text", "value"),
    [*((text, True) for text in ("yes", "true", "1", "on")), *((text, False) for text in ("no", "false", "0", "off"))],
)
def test_yes_and_no_have_four_names_each(text: str, value: bool) -> None:
    assert read(parse(f"comments={text}")).comments is value


@pytest.mark.parametrize("name", Options.model_fields)
def test_an_empty_value_means_not_given(name: str) -> None:
    assert read(parse(f"{name}=")) == Options()


@pytest.mark.parametrize("number", ["8080.0", "+8080", "-1", "1_000", "0x50", "٨٠", "8e3", "99999", "9" * 5000, "true"])
def test_a_number_is_digits_and_nothing_else(number: str) -> None:
    (error,) = refused("port=" + quote(number))
    assert error.name == "port"
    assert error.detail.startswith("must be from 1 to 65535")


@pytest.mark.parametrize(
    ("query", "pointer", "detail"),
    [
        ("libc=uclibc", "#/libc", "must be one of gnu, musl"),
        ("port=1&port=2", "#/port", "is given twice"),
        ("port=1&port=", "#/port", "is given twice"),
        ("comments=maybe", "#/comments", "must be yes or no"),
        ("runtme=scratch", "#/runtme", "is not an option; did you mean runtime?"),
        ("bin=a,b!", "#/bin/1", "must be: letters, digits, - and _, not beginning with -"),
        ("bin=a,a", "#/bin", "names a value twice"),
        ("env=A", "#/env", "must be NAME=value"),
        ("env=A=1&env=A=2", "#/env", "names a value twice"),
        ("env=A%00=1", "#/env/A\\u0000", f"must be: {OPTION_WORDS['env'].rule}"),
        ("project_dir=a/../../b", "#/project_dir", "must stay inside the project: no '..'"),
        ("bin=%ff", "#/bin", "is not UTF-8"),
        ("bin=%zz", "#/bin", "has a % without two hexadecimal digits; a percent sign is written %25"),
    ],
)
def test_a_mistake_is_named_with_its_place(query: str, pointer: str, detail: str) -> None:
    (error,) = refused(query)
    assert (error.pointer, error.detail) == (pointer, detail)


def test_every_mistake_is_told_at_once() -> None:
    assert {error.name for error in refused("foo=1&port=x&libc=y&comments=z")} == {"foo", "port", "libc", "comments"}


def test_a_flood_of_mistakes_is_cut() -> None:
    assert len(refused("&".join([f"x{number}=1" for number in range(MOST_PAIRS)]))) == MOST_ERRORS
    assert refused("&" * MOST_PAIRS)[0].detail == f"has more than {MOST_PAIRS} names"


def test_what_a_stranger_sent_comes_back_short_and_harmless() -> None:
    (error,) = refused(quote("x\n\u202efoo" + "y" * 1000) + "=1")
    assert error.name.isprintable()
    assert len(error.name) < 100


def test_an_old_link_keeps_what_is_still_understood() -> None:
    options, notices = read_lenient(parse("libc=uclibc&port=80&runtme=scratch&tag=a&tag=b&bin=shop"))
    assert options == Options(port=80, bin=("shop",))
    assert {notice.name for notice in notices} == {"libc", "runtme", "tag"}


def test_what_a_portal_adds_to_a_link_is_passed_over() -> None:
    assert read_lenient(parse("entity=shop&blueprint=service&bin=shop")) == (Options(bin=("shop",)), ())


@given(st.lists(st.tuples(st.sampled_from([*Options.model_fields, "x"]) | st.text(), st.text())))
def test_the_lenient_reader_takes_anything(pairs: list[tuple[str, str]]) -> None:
    options, _ = read_lenient(pairs)
    assert read(parse(write(options))) == options
