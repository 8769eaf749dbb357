"""The wizard in a browser: alive, in step with its address, and never a wrong Dockerfile on the screen."""

import re
import time

import pytest
from playwright.sync_api import Browser, Page, Route, ViewportSize, expect

PHONE = ViewportSize(width=375, height=700)


def code(page: Page) -> str:
    return page.locator("#file-0-text").text_content() or ""


def settled(page: Page, address: str) -> None:
    expect(page).to_have_url(re.compile(re.escape(address) + "$"))


def test_an_answer_changes_the_file_the_address_and_what_is_said(page: Page) -> None:
    page.goto("/?bin=shop")
    page.check("#libc-musl")
    settled(page, "/?libc=musl&bin=shop")
    assert "FROM scratch" in code(page)
    expect(page.locator("#status")).to_contain_text("Dockerfile updated:")
    expect(page.locator(".l.new").first).to_be_visible()


def test_reload_and_back_show_the_state_of_the_address(page: Page) -> None:
    page.goto("/?bin=shop")
    page.check("#libc-musl")
    settled(page, "/?libc=musl&bin=shop")
    page.reload()
    assert page.is_checked("#libc-musl")
    assert "FROM scratch" in code(page)
    page.click("#recipes > summary")
    page.click("#recipes a >> nth=3")
    settled(page, "/?bin=shop&runtime=distroless-cc")
    page.go_back()
    settled(page, "/?libc=musl&bin=shop")
    assert page.is_checked("#libc-musl")
    assert "FROM scratch" in code(page)


def test_the_last_of_several_quick_edits_wins(page: Page) -> None:
    delays = iter((0.8, 0.1, 0.4))

    def slow(route: Route) -> None:
        time.sleep(next(delays, 0))
        route.continue_()

    page.goto("/")
    page.route("**/result?*", slow)
    page.click("#g-project > summary")
    page.focus("#bin")
    for letter in "abc":
        page.keyboard.type(letter)
        page.wait_for_timeout(320)
    settled(page, "/?bin=abc")
    page.wait_for_timeout(900)
    settled(page, "/?bin=abc")
    assert "--bin abc" in code(page)


def test_typing_keeps_the_focus_and_the_caret(page: Page) -> None:
    page.goto("/?port=80")
    page.click("#g-project > summary")
    page.fill("#bin", "shp")
    page.locator("#bin").evaluate("field => field.setSelectionRange(2, 2)")
    page.keyboard.type("o")
    settled(page, "/?bin=shop&port=80")
    assert page.evaluate("[document.activeElement.id, document.activeElement.selectionStart]") == ["bin", 3]


def test_an_open_tab_and_its_scroll_survive_an_update(page: Page) -> None:
    page.goto("/?bin=shop&libc=musl&platforms=linux/amd64,linux/arm64")
    page.locator("#file-0-text").evaluate("text => { text.scrollLeft = 40; }")
    page.check("#tls-rustls-native")
    settled(page, "/?tls=rustls-native&libc=musl&platforms=linux/amd64,linux/arm64&bin=shop")
    assert page.locator("#file-0-text").evaluate("text => text.scrollLeft") == 40
    page.click("label[for=file-1]")
    page.check("#tls-none")
    settled(page, "/?libc=musl&platforms=linux/amd64,linux/arm64&bin=shop")
    expect(page.locator("#file-1-text")).to_be_visible()


def test_a_mend_is_one_click(page: Page) -> None:
    page.goto("/?bin=shop&runtime=scratch")
    expect(page.locator("#q-runtime .problem.fatal")).to_be_visible()
    expect(page.locator(".refused")).to_be_visible()
    page.click("#q-runtime .mend")
    expect(page.locator("#file-0-text")).to_be_visible()
    expect(page.locator(".fatal")).to_have_count(0)


def test_a_problem_arrives_at_its_question_and_leaves_again(page: Page) -> None:
    page.goto("/?bin=shop")
    page.click("#g-image > summary")
    page.check("#tls-openssl")
    expect(page.locator("#libc-musl")).to_be_disabled()
    expect(page.locator("#libc-musl-off")).to_contain_text("glibc")
    page.check("#tls-none")
    expect(page.locator("#libc-musl")).to_be_enabled()
    page.click("#g-running > summary")
    page.fill("#port", "80")
    expect(page.locator("#at-port .problem")).to_contain_text("below 1024")
    page.fill("#port", "8080")
    expect(page.locator("#at-port .problem")).to_have_count(0)


def test_an_answer_nobody_gave_follows_the_others(page: Page) -> None:
    page.goto("/?libc=musl&bin=shop")
    page.click("#g-image > summary")
    page.check("#runtime-alpine")
    settled(page, "/?libc=musl&bin=shop&runtime=alpine")
    assert page.is_checked("#shell-image")
    page.check("#runtime-")
    settled(page, "/?libc=musl&bin=shop")
    assert page.is_checked("#shell-none")
    expect(page.locator("#runtime--help")).to_have_text("Now: scratch.")


def test_a_line_names_its_causes_and_a_question_its_lines(page: Page) -> None:
    page.goto("/?bin=shop&port=8080")
    page.hover(".l >> text=EXPOSE")
    expect(page.locator("#file-0-text + .why li.on h3")).to_have_text(re.compile(r"^Why line \d+$"))
    expect(page.locator("#g-running")).to_have_class(re.compile("lit"))
    page.hover("#q-libc legend")
    assert page.locator(".l.lit").count() > 0
    page.locator("#file-0-text").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    described = page.evaluate("document.activeElement.getAttribute('aria-describedby')")
    expect(page.locator(f"#{described}")).to_be_visible()


def test_a_cause_leads_to_its_question_even_in_a_fold(page: Page) -> None:
    page.goto("/?bin=shop&port=8080")
    page.hover(".l >> text=EXPOSE")
    page.click(".why li.on a[href='#q-port']")
    expect(page.locator("#port")).to_be_in_viewport()


def test_a_server_that_does_not_answer_makes_the_answer_stale(page: Page) -> None:
    page.goto("/?bin=shop")
    page.route("**/result?*", lambda route: route.abort())
    page.check("#libc-musl")
    expect(page.locator("#stale")).to_be_visible()
    page.unroute("**/result?*")
    page.click("#stale button")
    expect(page.locator("#stale")).to_be_hidden()
    settled(page, "/?libc=musl&bin=shop")


def test_a_server_in_trouble_changes_neither_file_nor_address(page: Page) -> None:
    page.goto("/?bin=shop")
    before = code(page)
    page.route("**/result?*", lambda route: route.fulfill(status=500, body="<p>no</p>", content_type="text/html"))
    page.check("#libc-musl")
    expect(page.locator("#stale")).to_be_visible()
    settled(page, "/?bin=shop")
    assert code(page) == before


def test_copy_gives_exactly_what_the_api_prints(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/?bin=shop&env=A=%22x%20y%22")
    page.click("[data-copy-tab]")
    expect(page.locator("#status")).to_have_text("Copied.")
    printed = page.request.get("/api/v1/dockerfile?bin=shop&env=A=%22x%20y%22").text()
    assert page.evaluate("navigator.clipboard.readText()") == printed


def test_the_theme_is_part_of_the_address(page: Page) -> None:
    page.emulate_media(color_scheme="light")
    page.goto("/?bin=shop")
    page.click("[data-theme-to=dark]")
    settled(page, "/?bin=shop&theme=dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(22, 18, 13)"
    page.check("#libc-musl")
    settled(page, "/?libc=musl&bin=shop&theme=dark")


@pytest.mark.parametrize("width", [320, 500, 1024, 1440, 2200])
def test_nothing_sticks_out_sideways(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/?bin=shop&libc=musl&platforms=linux/amd64,linux/arm64&port=80&profile=small&scan=trivy")
    page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_whole_answer_is_in_sight_on_a_laptop(page: Page) -> None:
    page.goto("/?bin=shop&libc=musl")
    for part in ("#file-0-text", ".commands", ".ships dl"):
        expect(page.locator(part)).to_be_in_viewport(ratio=1)


def test_on_a_phone_a_bar_at_the_foot_follows_the_answer(page: Page) -> None:
    page.set_viewport_size(PHONE)
    page.goto("/?bin=shop")
    expect(page.locator("#foot")).to_be_in_viewport()
    lines = code(page).count("\n")
    expect(page.locator("#foot")).to_contain_text(f"Dockerfile, {lines} lines")
    page.click("#foot a")
    expect(page.locator("#file-0-text")).to_be_in_viewport()


def test_everything_works_without_scripts(chromium: Browser, server: str) -> None:
    context = chromium.new_context(base_url=server, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.check("#libc-musl")
    page.click("#g-project > summary")
    page.fill("#bin", "shop")
    page.fill("#build_env", "A=1\nB=x,y")
    page.click(".update button")
    settled(page, "/?libc=musl&bin=shop&build_env=A=1&build_env=B=x,y")
    assert page.input_value("#build_env") == "A=1\nB=x,y"
    page.click("label[for=file-1]")
    expect(page.locator("#file-1-text")).to_be_visible()
    expect(page.locator("#file-0-text")).to_be_hidden()
    page.click("label[for=file-0]")
    reasons = page.locator("#file-0-text + .why li")
    assert reasons.count() > 5
    assert all(reason.is_visible() for reason in reasons.all())
    context.close()


def test_paper_shows_the_file_and_the_way_back(page: Page) -> None:
    page.goto("/?bin=shop")
    page.emulate_media(media="print")
    expect(page.locator("#file-0-text")).to_be_visible()
    expect(page.locator(".permalink")).to_contain_text("/?bin=shop")
    expect(page.locator(".ask")).to_be_hidden()


def test_the_page_is_light_and_talks_to_nobody_else(page: Page, server: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/")
    page.wait_for_load_state("networkidle")
    assert all(url.startswith(server) for url in asked)
    assert len(asked) <= 5
