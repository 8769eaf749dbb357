"""The page and its fragments: the address is the state, with and without scripts, and nothing breaks the policy."""

import re
from html import unescape
from html.parser import HTMLParser
from urllib.parse import urlencode

import httpx
import pytest
from hypothesis import HealthCheck, given, settings

from app.catalogue.tables import PRESETS
from app.options import Options
from app.web import query
from tests.web.strategies import all_options

pytestmark = pytest.mark.anyio
BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


class Page(HTMLParser):
    """What a test asks of a page: its tags, its text, and what its form would send."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.sent: list[tuple[str, str]] = []
        self.code = ""
        self._area = ""
        self._in_code = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.append((tag, given))
        self._area = given["name"] if tag == "textarea" else ""
        self._in_code = (self._in_code or given.get("id") == "file-0-text") and tag != "aside"
        is_off = given.get("type") in ("radio", "checkbox") and "checked" not in given
        if tag == "input" and "disabled" not in given and not is_off and given.get("name") != "tab":
            self.sent.append((given["name"], given["value"]))

    def handle_data(self, data: str) -> None:
        if self._area:
            self.sent.append((self._area, data.removeprefix("\n")))
        if self._in_code:
            self.code += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""

    def links(self, name: str) -> list[str]:
        return [attrs["href"] for tag, attrs in self.tags if tag == "a" and name in attrs.get("class", "").split()]


async def page(client: httpx.AsyncClient, path: str) -> Page:
    answer = await client.get(path, headers=BROWSER)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    return Page(answer.text)


async def test_a_browser_gets_the_page_and_a_terminal_gets_text(client: httpx.AsyncClient) -> None:
    browser = await client.get("/", headers=BROWSER)
    terminal = await client.get("/", headers={"Accept": "*/*"})
    assert browser.text.startswith("<!doctype html>")
    assert terminal.headers["content-type"].startswith("text/plain")
    assert "Accept" in browser.headers["vary"]


@pytest.mark.parametrize(
    "state", ["", "bin=shop&libc=musl", "platforms=linux/amd64,linux/arm64&profile=small&scan=trivy"]
)
async def test_the_page_shows_the_dockerfile_that_the_api_prints(client: httpx.AsyncClient, state: str) -> None:
    printed = await client.get(f"/api/v1/dockerfile?{state}")
    assert (await page(client, f"/?{state}")).code.startswith(printed.text)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(options=all_options)
async def test_what_the_form_would_send_is_the_state_that_it_was_drawn_from(
    client: httpx.AsyncClient, options: Options
) -> None:
    drawn = await page(client, f"/?{query.write(options)}")
    sent = await client.get(f"/result?{urlencode(drawn.sent)}")
    assert sent.headers["HX-Replace-Url"].removeprefix("/").removeprefix("?") == query.write(options)


async def test_a_form_without_scripts_is_led_to_the_short_address(client: httpx.AsyncClient) -> None:
    sent = urlencode(
        [("libc", "musl"), ("drawn", "shell:none"), ("shell", "none"), ("bin", ""), ("env", "A=1\r\nB=x,y")]
    )
    answer = await client.get(f"/?{sent}", headers=BROWSER)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/?libc=musl&env=A=1&env=B=x,y"


async def test_an_answer_that_was_only_drawn_is_not_given(client: httpx.AsyncClient) -> None:
    kept = await client.get("/result?drawn=shell:none&shell=none&runtime=alpine")
    chosen = await client.get("/result?drawn=shell:none&shell=debug-target")
    assert kept.headers["HX-Replace-Url"] == "/?runtime=alpine"
    assert chosen.headers["HX-Replace-Url"] == "/?shell=debug-target"


async def test_a_fragment_marks_and_says_what_changed(client: httpx.AsyncClient) -> None:
    headers = {"HX-Current-URL": "http://test/?bin=shop"}
    answer = await client.get("/result?bin=shop&port=8080", headers=headers)
    assert re.findall(r'<span class="l new"[^>]*>(.*?)\n', answer.text) == ['<b class="k">EXPOSE</b> 8080']
    assert "Dockerfile updated: 1 line added." in answer.text
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "address", ["nonsense", "http://[", "http://test/?libc=nonsense&x=%ff", "http://test/" + "?" * 99_999]
)
async def test_a_strange_current_address_changes_nothing(client: httpx.AsyncClient, address: str) -> None:
    answer = await client.get("/result?bin=shop", headers={"HX-Current-URL": address})
    assert answer.status_code == 200
    assert 'id="file-0-text"' in answer.text


@pytest.mark.parametrize("path", ["/", "/embed", "/result"])
@pytest.mark.parametrize("state", ["a=1&" * 5000, "%ff=%ff&bin=%zz", "bin=%00", "env=A", "platforms=,,", "&&=&="])
async def test_whatever_the_address_says_there_is_an_answer(client: httpx.AsyncClient, path: str, state: str) -> None:
    answer = await client.get(f"{path}?{state}", headers=BROWSER)
    assert answer.status_code in (200, 303)


async def test_an_old_link_is_answered_with_a_notice(client: httpx.AsyncClient) -> None:
    answer = await client.get("/?libc=uclibc&bin=shop", headers=BROWSER)
    assert answer.status_code == 200
    assert "From the link: libc" in answer.text


@pytest.mark.parametrize("path", ["/", "/embed"])
async def test_every_recipe_is_a_link_to_an_answer(client: httpx.AsyncClient, path: str) -> None:
    links = [attrs["href"] for tag, attrs in (await page(client, path)).tags if "data-recipe" in attrs and tag == "a"]
    assert len(links) == len(list(PRESETS))
    for link in links:
        assert (await page(client, link)).code


async def test_a_recipe_keeps_what_the_project_is(client: httpx.AsyncClient) -> None:
    for path in ("/?bin=shop&port=80", "/result?bin=shop&port=80"):
        tags = Page((await client.get(path, headers=BROWSER)).text).tags
        links = [attrs["href"] for _, attrs in tags if "data-recipe" in attrs]
        assert links
        assert all("bin=shop" in link and "port=80&" not in link for link in links)


async def test_a_fatal_problem_takes_the_place_of_the_files_and_its_mend_brings_them_back(
    client: httpx.AsyncClient,
) -> None:
    broken = await page(client, "/?tls=openssl&libc=musl")
    assert not broken.code
    mends = broken.links("mend")
    assert mends
    assert (await page(client, mends[0])).code


async def test_a_choice_that_cannot_be_had_is_disabled_and_described_by_its_reason(client: httpx.AsyncClient) -> None:
    answer = await client.get("/?libc=musl", headers=BROWSER)
    disabled = [attrs for _, attrs in Page(answer.text).tags if "disabled" in attrs]
    assert [one["value"] for one in disabled if one["name"] == "tls"] == ["openssl"]
    assert re.search(r'id="tls-openssl-off">[^<]*glibc', answer.text)


@pytest.mark.parametrize("path", ["/", "/embed", "/result", "/embed/result", "/?theme=dark&libc=gnu&runtime=scratch"])
async def test_nothing_in_the_page_needs_more_than_the_policy_allows(client: httpx.AsyncClient, path: str) -> None:
    html = (await client.get(path, headers=BROWSER)).text
    for tag, attrs in Page(html).tags:
        assert tag != "style"
        assert not [name for name in attrs if name == "style" or name.startswith(("on", "hx-on"))]
        assert not any(value.startswith(("js:", "javascript:")) for value in attrs.values())
    assert not re.search(r"<script(?![^>]*\bsrc=)", html)


@pytest.mark.parametrize("path", ["/", "/embed", "/?libc=musl&platforms=linux/amd64,linux/s390x"])
async def test_names_are_unique_and_references_lead_somewhere(client: httpx.AsyncClient, path: str) -> None:
    tags = (await page(client, path)).tags
    ids = [attrs["id"] for _, attrs in tags if "id" in attrs]
    assert len(set(ids)) == len(ids)
    wanted = {one for _, attrs in tags for one in (*attrs.get("aria-describedby", "").split(), attrs.get("for", ""))}
    wanted |= {attrs["href"][1:] for tag, attrs in tags if tag == "a" and attrs["href"].startswith("#")}
    assert wanted - {""} <= set(ids)


async def test_the_frame_stays_in_the_frame(client: httpx.AsyncClient) -> None:
    framed = await page(client, "/embed?libc=musl&tls=openssl&theme=dark")
    assert all(link.startswith("/embed?") and "theme=dark" in link for link in framed.links("mend"))
    answer = await client.get("/embed/result?libc=musl&theme=dark")
    assert answer.headers["HX-Replace-Url"] == "/embed?libc=musl&theme=dark"
    assert not [attrs for tag, attrs in framed.tags if tag == "header"]


async def test_the_custom_element_is_small_and_a_script(client: httpx.AsyncClient) -> None:
    answer = await client.get("/embed.js")
    assert answer.headers["content-type"].startswith("text/javascript")
    assert len(answer.content) < 2048


async def test_a_name_of_a_host_that_is_none_is_not_repeated(client: httpx.AsyncClient) -> None:
    answer = await client.get("/", headers={**BROWSER, "Host": "x'$(id)'"})
    assert "$(id)" not in unescape(answer.text)


async def test_hostile_text_stays_text(client: httpx.AsyncClient) -> None:
    hostile = urlencode({"env": "A=\"><script>alert(1)</script>&'"})
    answer = await client.get(f"/?{hostile}", headers=BROWSER)
    assert "<script>alert" not in answer.text
    assert "&lt;script&gt;alert" in answer.text
