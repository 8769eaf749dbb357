"""The page for everybody: axe finds nothing to complain about, in any theme, width and state."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
STATES = {
    "default": "/",
    "warnings": "/?bin=shop&libc=musl&port=80&platforms=linux/amd64,linux/arm/v7&profile=small&scan=trivy",
    "fatal": "/?bin=shop&tls=openssl&libc=musl&runtime=scratch",
    "notice": "/?libc=uclibc",
    "embed": "/embed?bin=shop",
}


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_axe_has_nothing_to_say(chromium: Browser, server: str, state: str, theme: str, width: int) -> None:
    context = chromium.new_context(
        base_url=server,
        viewport={"width": width, "height": 800},
        color_scheme="dark" if theme == "dark" else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(STATES[state])
    page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
    results = Axe().run(page, options=RULES)
    context.close()
    assert results.violations_count == 0, results.generate_report()
