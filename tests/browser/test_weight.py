"""What the page weighs on the wire, compressed."""

import gzip

import pytest
from playwright.sync_api import Page

KIB = 1024


@pytest.mark.parametrize(
    ("kind", "most"),
    [("the page", 20 * KIB), ("app.css", 6 * KIB), ("app.js", 4 * KIB), ("htmx-4.0.1.min.js", 14 * KIB)],
)
def test_each_part_stays_small(page: Page, kind: str, most: int) -> None:
    address = "/" if kind == "the page" else f"/static/{kind}"
    body = page.request.get(address, headers={"Accept": "text/html"}).body()
    assert len(gzip.compress(body)) <= most
