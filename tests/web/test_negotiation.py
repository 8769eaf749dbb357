import pytest
from starlette.requests import Request

from app.web.negotiation import HTML, JSON, PROBLEM, TEXT, ZIP, accept_class, best, wants_html
from tests.web.asgi import scope


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("", TEXT),
        ("*/*", TEXT),
        ("text/plain", TEXT),
        ("application/json", JSON),
        ("application/*", JSON),
        ("application/json;q=0.9, text/plain;q=0.8", JSON),
        ("text/plain;q=0, */*", JSON),
        ("text/plain;q=0, application/json;q=0, */*;q=0.1", ZIP),
        ("APPLICATION/ZIP ; Q=1.0", ZIP),
        ("image/png", None),
        ("*/*;q=0", None),
        ("text/plain;q=0.0, image/*", None),
        ("text/plain; q=nonsense", TEXT),
        ("no media range at all", None),
    ],
)
def test_the_best_liked_offer_is_chosen(accept: str, chosen: str | None) -> None:
    assert best(accept, (TEXT, JSON, ZIP)) == chosen


def test_a_more_specific_range_counts() -> None:
    assert best("application/*;q=0.2, application/json;q=0.9", (PROBLEM, JSON)) == JSON


def test_clients_that_get_the_same_are_one_class() -> None:
    assert accept_class("*/*") == accept_class("") == accept_class("text/html,*/*") != accept_class(JSON)


@pytest.mark.parametrize(
    ("accept", "wanted"),
    [("text/html,*/*;q=0.8", True), ("*/*", False), ("", False), ("text/html;q=0", False), ("x" * 9000 + HTML, False)],
)
def test_only_who_names_html_wants_it(accept: str, wanted: bool) -> None:
    assert wants_html(Request(scope("GET", "/", headers={"accept": accept}))) is wanted
