"""The form has a control for every option, and knows of each value where it comes from."""

import pytest

from app.choices import unavailable
from app.generator import generate
from app.options import Options
from app.web.addresses import Addresses
from app.web.fields import FIELDS
from app.web.form import NOT_PROVEN, State, form
from app.web.mends import by_question
from app.web.views import ControlView, FormView


def drawn(**given: object) -> FormView:
    options = Options.model_validate(given)
    generation = generate(options)
    problems = by_question(generation.problems, options, Addresses("/"))
    return form(State(options, generation.resolved, problems, unavailable(options)))


def control(view: FormView, name: str) -> ControlView:
    return next(one for one in view.controls if one.name == name)


def checked(one: ControlView) -> list[str]:
    return [choice.value for choice in (*one.choices, *one.more) if choice.checked]


def test_every_option_has_one_control() -> None:
    assert sorted(one.name for one in drawn().controls) == sorted(Options.model_fields)


def test_the_four_questions_stand_first_and_open() -> None:
    assert [one.name for one in drawn().questions.controls] == ["tls", "libc", "shell", "platforms"]


@pytest.mark.parametrize("name", [name for name, field in FIELDS.items() if field.labels])
def test_every_closed_choice_shows_all_its_values_and_one_chosen(name: str) -> None:
    one = control(drawn(), name)
    values = {choice.value for choice in (*one.choices, *one.more)}
    assert values - {""} == set(FIELDS[name].values or ())
    assert len(checked(one)) == 1


def test_each_of_the_four_questions_recommends_an_answer() -> None:
    for one in drawn().questions.controls:
        assert [choice.pill for choice in one.choices].count("recommended") == 1


def test_an_answer_that_was_found_out_is_drawn_as_chosen_and_named() -> None:
    one = control(drawn(runtime="alpine"), "shell")
    assert checked(one) == ["image"]
    assert one.found == "image"
    assert control(drawn(shell="none"), "shell").found == ""


def test_an_automatic_choice_says_what_it_is_now() -> None:
    automatic, *_ = control(drawn(libc="musl"), "runtime").choices
    assert automatic.checked
    assert automatic.help == "Now: scratch."


def test_platforms_that_no_build_proved_say_so_and_stand_aside() -> None:
    one = control(drawn(), "platforms")
    assert [choice.value for choice in one.choices] == ["linux/amd64", "linux/arm64"]
    assert {choice.caution for choice in one.more} == {NOT_PROVEN}
    assert "linux/arm/v7" in [
        choice.value for choice in control(drawn(platforms=["linux/arm/v7"]), "platforms").choices
    ]


def test_what_cannot_be_had_says_why() -> None:
    openssl = next(choice for choice in control(drawn(libc="musl"), "tls").choices if choice.value == "openssl")
    assert "glibc" in openssl.unavailable


def test_a_problem_stands_at_its_first_question_only() -> None:
    view = drawn(port=80, bin=["shop"])
    assert [problem.text.split(":")[0] for problem in control(view, "port").problems] == ["Port 80 is below 1024"]
    assert sum("Port 80" in problem.text for one in view.controls for problem in one.problems) == 1


def test_a_group_with_what_cannot_work_is_open() -> None:
    groups = {group.key: group.open for group in drawn(libc="gnu", runtime="scratch").groups}
    assert groups["image"]
    assert not groups["running"]


def test_a_folded_group_shows_its_values() -> None:
    groups = {group.key: group.summary for group in drawn(bin=["shop"], port=8080, libc="musl").groups}
    assert groups["project"].startswith("shop")
    assert "port: 8080" in groups["running"]
    assert groups["image"] == "scratch"
