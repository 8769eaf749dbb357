"""The form in a portal's frame: alive and able to copy, however little the portal allows."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Frame, Page, expect

from tests.browser.conftest import free_port, wait_for

FRAMES = {
    "plain": "<iframe src='{src}'></iframe>",
    "with the clipboard": "<iframe allow='clipboard-write' src='{src}'></iframe>",
    "sandboxed": "<iframe sandbox='allow-scripts allow-forms' src='{src}'></iframe>",
}


@pytest.fixture
def portal(page: Page, tmp_path: Path) -> Iterator[Callable[[str], None]]:
    """Shows a page of another origin, from a server of its own."""
    port = free_port()
    command = [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1", "--directory", str(tmp_path)]

    def show(body: str) -> None:
        script = "<script>heard = []; addEventListener('message', (event) => heard.push(event.data))</script>"
        (tmp_path / "portal.html").write_text(f"<!doctype html><title>portal</title>{script}{body}", encoding="utf-8")
        page.goto(f"http://127.0.0.1:{port}/portal.html")

    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        wait_for(port)
        yield show
        process.terminate()


def framed(page: Page) -> Frame:
    page.wait_for_function("frames.length === 1")
    frame = page.frames[1]
    frame.wait_for_selector("#cfg")
    return frame


@pytest.mark.parametrize("kind", FRAMES)
def test_the_form_lives_in_a_frame(page: Page, server: str, portal: Callable[[str], None], kind: str) -> None:
    portal(FRAMES[kind].format(src=f"{server}/embed?bin=shop"))
    frame = framed(page)
    frame.wait_for_load_state("load")
    frame.check("#libc-musl")
    expect(frame.locator("#status")).to_contain_text("Dockerfile updated")
    assert frame.url == f"{server}/embed?libc=musl&bin=shop"
    frame.click("[data-copy-tab]")
    expect(frame.locator("#status")).to_have_text("Copied.")
    page.wait_for_function("heard.some((one) => one.type === 'cratewright:height' && one.height > 500)")


def test_the_custom_element_shows_the_form_as_high_as_it_is(
    page: Page, server: str, portal: Callable[[str], None]
) -> None:
    element = "<cratewright-form options='bin=shop&libc=musl' theme='dark'></cratewright-form>"
    portal(f"<script src='{server}/embed.js'></script>{element}")
    frame = framed(page)
    assert frame.url == f"{server}/embed?bin=shop&libc=musl&theme=dark"
    page.wait_for_function("document.querySelector('iframe').offsetHeight > 1000")
    page.evaluate("postMessage({type: 'cratewright:height', height: 333}, '*')")
    page.wait_for_timeout(200)
    assert page.evaluate("document.querySelector('iframe').offsetHeight") != 333


def test_only_the_frame_may_be_framed(page: Page, server: str, portal: Callable[[str], None]) -> None:
    portal(FRAMES["plain"].format(src=f"{server}/"))
    page.wait_for_function("frames.length === 1")
    page.wait_for_timeout(500)
    assert "cfg" not in page.frames[1].content()
