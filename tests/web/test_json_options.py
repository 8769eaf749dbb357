import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.options import Options
from app.web.invalid import Invalid
from app.web.json_options import NotJson, read_json
from tests.web.strategies import all_options


def refused(document: str) -> dict[str, str]:
    with pytest.raises(Invalid) as caught:
        read_json(document.encode("utf-8", "surrogatepass"))
    return {error.pointer: error.detail for error in caught.value.errors}


@given(all_options)
def test_the_json_of_options_is_read_again(options: Options) -> None:
    assert read_json(options.model_dump_json().encode()) == options


def test_null_means_not_given_and_a_text_is_a_list_of_one() -> None:
    assert read_json(b'{"port": null, "bin": "shop"}') == Options(bin=("shop",))


@pytest.mark.parametrize(
    ("document", "pointer", "detail"),
    [
        ('{"port": true}', "#/port", "must be a whole number"),
        ('{"port": "80"}', "#/port", "must be a whole number"),
        ('{"port": 80.0}', "#/port", "must be a whole number"),
        ('{"port": 0}', "#/port", "must be from 1 to 65535"),
        ('{"comments": "yes"}', "#/comments", "must be true or false"),
        ('{"comments": 1}', "#/comments", "must be true or false"),
        ('{"libc": "uclibc"}', "#/libc", "must be one of gnu, musl"),
        ('{"libc": ["musl"]}', "#/libc", "must be one of gnu, musl"),
        ('{"shell": {}}', "#/shell", "must be one of none, debug-target, image"),
        ('{"bin": ["a", 1]}', "#/bin/1", "must be text"),
        ('{"bin": {"a": 1}}', "#/bin", "must be a list"),
        ('{"platforms": []}', "#/platforms", "must name at least one"),
        ('{"env": {"A": 1}}', "#/env/A", "must be text"),
        ('{"env": ["A=1"]}', "#/env", "must be an object of names and texts"),
        ('{"foo": null}', "#/foo", "is not an option"),
        ('{"a/b~c": 1}', "#/a~1b~0c", "is not an option"),
        ('{"port": 1, "port": 1}', "#/port", "is given twice"),
        ('{"env": {"A": "1", "A": "1"}}', "#/env/A", "is given twice"),
        ('{"package": "\\ud800"}', "#/package", "is not valid Unicode"),
        ("[]", "#", "must be an object of options"),
        ('"x"', "#", "must be an object of options"),
    ],
)
def test_a_mistake_is_named_with_its_place(document: str, pointer: str, detail: str) -> None:
    assert refused(document) == {pointer: detail}


@pytest.mark.parametrize(
    "document",
    ["", "{", "{'port': 1}", "[" * 100_000, '{"bin":' * 50_000, '{"port": NaN}', f'{{"port": {"9" * 5000}}}', "\ud800"],
)
def test_what_is_no_json_is_told_from_what_is_wrong_json(document: str) -> None:
    with pytest.raises(NotJson):
        read_json(document.encode("utf-8", "surrogatepass"))


def test_forty_thousand_repeated_names_are_found_quickly() -> None:
    names = ",".join([f'"x{number}":1,"x{number}":1' for number in range(20_000)])
    assert refused(f"{{{names}}}")


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(tuple(Options.model_fields)) | st.text(), _JSON, max_size=6))
def test_any_document_is_read_or_refused(document: dict[str, object]) -> None:
    with suppress(Invalid):
        read_json(json.dumps(document).encode())
