import pytest

from app.web.settings import FRAME_ANCESTORS, Settings, read_settings


@pytest.mark.parametrize("given", ["", "   "])
def test_nothing_given_means_our_own_pages_only(given: str) -> None:
    assert read_settings({FRAME_ANCESTORS: given}) == read_settings({}) == Settings("'self'")


def test_sources_are_separated_by_spaces() -> None:
    given = {FRAME_ANCESTORS: " 'self'  https://portal.example "}
    assert read_settings(given).frame_ancestors == "'self' https://portal.example"


@pytest.mark.parametrize("given", ["*; script-src *", "https://a, https://b", "https://ä.example", "\x00"])
def test_what_would_be_another_directive_stops_the_service(given: str) -> None:
    with pytest.raises(ValueError, match=FRAME_ANCESTORS):
        read_settings({FRAME_ANCESTORS: given})
