"""The door: types, names and words of every option."""

import pytest
from pydantic import ValidationError

from app.catalogue.tables import GROUPS, OPTION_WORDS
from app.choices import CLOSED
from app.options import Options


def test_every_option_has_its_words_and_every_word_its_option() -> None:
    assert set(OPTION_WORDS.keys) == set(Options.model_fields)


def test_every_option_belongs_to_a_group() -> None:
    assert {words.group for words in OPTION_WORDS} == set(GROUPS.keys)


@pytest.mark.parametrize("name", [words.key for words in OPTION_WORDS if words.values])
def test_the_words_of_values_are_those_of_the_model(name: str) -> None:
    assert set(OPTION_WORDS[name].values) == set(CLOSED[name])


def test_null_means_not_given() -> None:
    assert Options.model_validate({"port": None, "libc": None}) == Options()


def test_a_bare_text_is_a_list_of_one() -> None:
    assert Options.model_validate({"bin": "shop", "platforms": "linux/arm64"}).platforms == ("linux/arm64",)


def test_a_map_keeps_its_order_and_goes_out_as_an_object() -> None:
    options = Options.model_validate({"env": {"B": "1", "A": "2"}})
    assert list(options.model_dump(mode="json")["env"].items()) == [("B", "1"), ("A", "2")]


def test_options_can_be_keys_of_a_cache() -> None:
    assert len({Options(bin=("a",)), Options(bin=("a",)), Options(bin=("b",))}) == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"port": True},
        {"port": "80"},
        {"port": 80.0},
        {"port": 0},
        {"port": 65536},
        {"libc": "uclibc"},
        {"bin": "shop\n"},
        {"bin": ["a", "a"]},
        {"bin": "-x"},
        {"platforms": []},
        {"unknown": 1},
        {"project_dir": "../x"},
        {"project_dir": "/x"},
        {"assets": "a:../b"},
        {"locked": "yes"},
        {"rust": "latest"},
        {"rust": "2.0"},
        {"image_name": "acme/UPPER"},
        {"env": {"1A": "x"}},
        {"env": {"A": "line\nbreak"}},
        {"env": [["A"]]},
        {"args": ["\x07"]},
        {"args": ["\u202e"]},
        {"features": ["a b"]},
    ],
    ids=repr,
)
def test_what_is_not_allowed_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Options.model_validate(wrong)


@pytest.mark.parametrize("name", ["shop", "ghcr.io/acme/shop", "localhost:5000/shop", "a.b-c/d_e/f__g"])
def test_image_names_are_those_of_docker(name: str) -> None:
    assert Options(image_name=name).image_name == name


@pytest.mark.parametrize("name", [name for name in Options.model_fields if name not in CLOSED])
def test_an_open_option_says_what_its_text_must_be_like(name: str) -> None:
    kinds = {"string", "array", "object"}
    schema = Options.model_json_schema()["properties"][name]
    texts = {part.get("type") for part in (schema, *schema.get("anyOf", ()))} & kinds
    assert bool(OPTION_WORDS[name].rule) is bool(texts)
