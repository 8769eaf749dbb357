import io
import json
import tarfile
import zipfile
from typing import Any

import httpx
import pytest

from app.catalogue.tables import RULES
from app.generator import generate
from app.options import Options
from app.web.calls import FORM

pytestmark = pytest.mark.anyio

FATAL = {"libc": "musl", "tls": "openssl"}
FIRST = "/api/v1/dockerfile"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def dockerfile(**given: Any) -> str:
    return next(file.text for file in generate(Options.model_validate(given)).files if file.path == "Dockerfile")


async def test_a_query_a_form_and_json_give_the_same_dockerfile(client: httpx.AsyncClient) -> None:
    expected = dockerfile(bin=("shop",), libc="musl", platforms=("linux/amd64", "linux/arm64"))
    query = "bin=shop&libc=musl&platforms=linux/amd64,linux/arm64"
    answers = [
        await client.get(f"{FIRST}?{query}"),
        await client.post(f"{FIRST}?{query}"),
        await client.post(FIRST, content=query, headers={"Content-Type": FORM}),
        await client.post(f"{FIRST}?libc=musl", data={"bin": "shop", "platforms": ["linux/amd64", "linux/arm64"]}),
        await client.post(FIRST, json={"bin": "shop", "libc": "musl", "platforms": ["linux/amd64", "linux/arm64"]}),
    ]
    assert [answer.status_code for answer in answers] == [200] * len(answers)
    assert {answer.text for answer in answers} == {expected}
    assert {answer.headers["content-type"] for answer in answers} == {"text/plain; charset=utf-8"}


@pytest.mark.parametrize(
    ("accept", "query", "content_type"),
    [
        (None, "", "text/plain; charset=utf-8"),
        ("*/*", "", "text/plain; charset=utf-8"),
        (BROWSER, "", "text/plain; charset=utf-8"),
        ("text/*", "", "text/plain; charset=utf-8"),
        ("application/json", "", "application/json"),
        ("text/plain;q=0.5, application/json", "", "application/json"),
        ("application/zip", "", "application/zip"),
        ("application/gzip", "", "application/gzip"),
        ("*/*", "?format=json", "application/json"),
        ("application/json", "?format=text", "text/plain; charset=utf-8"),
        ("*/*", "?format=zip", "application/zip"),
        ("*/*", "?format=tar.gz", "application/gzip"),
    ],
)
async def test_accept_chooses_and_format_stands_above_it(
    client: httpx.AsyncClient, accept: str | None, query: str, content_type: str
) -> None:
    headers = {"Accept": accept} if accept else {}
    request = client.build_request("GET", FIRST + query, headers=headers)
    if accept is None:
        del request.headers["Accept"]
    answer = await client.send(request)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == content_type
    assert answer.headers["vary"] == "Accept"


async def test_the_format_may_stand_in_a_form(client: httpx.AsyncClient) -> None:
    answer = await client.post(FIRST, data={"bin": "shop", "format": "json"})
    assert answer.json()["options"]["bin"] == ["shop"]


async def test_what_does_not_exist_is_406_and_lists_what_does(client: httpx.AsyncClient) -> None:
    answer = await client.get(FIRST, headers={"Accept": "image/png"})
    assert answer.status_code == 406
    assert answer.text.startswith("# error: This address has text/plain, application/json, application/zip")
    answer = await client.get("/api/v1/bundle", headers={"Accept": "application/json"})
    assert answer.json()["available"] == ["application/zip", "application/gzip", "application/x-tar"]


async def test_generate_answers_json_whatever_is_accepted(client: httpx.AsyncClient) -> None:
    for accept in ("*/*", "text/plain", "application/json", BROWSER):
        answer = await client.get("/api/v1/generate?bin=shop", headers={"Accept": accept})
        assert answer.headers["content-type"] == "application/json"


async def test_the_json_answer_holds_everything(client: httpx.AsyncClient) -> None:
    given = {"bin": ["shop"], "libc": "musl", "port": 8080, "env": {"A": "1"}}
    document = (await client.post("/api/v1/generate", json=given)).json()
    generation = generate(Options.model_validate(given))
    assert list(document["options"]) == list(Options.model_fields)
    assert document["options"] == generation.resolved.model_dump(mode="json")
    assert [file["path"] for file in document["files"]] == [file.path for file in generation.files]
    for file in document["files"]:
        assert file["text"] == "".join([line["text"] + "\n" for line in file["lines"]])
        assert all(set(line) == {"text", "reason", "because", "source"} for line in file["lines"])
    assert document["commands"] == dict(generation.commands)
    assert document["notes"] == list(generation.notes)
    assert [set(snippet) for snippet in document["snippets"]] == [{"title", "language", "text"}] * len(
        generation.snippets
    )
    assert document["proof"] is None
    assert document["rules"] == RULES


async def test_the_links_lead_back_to_the_same_answer(client: httpx.AsyncClient) -> None:
    given = {"bin": ["shop"], "args": ["a, b", "#"], "env": {"A": "x&y=z"}}
    document = (await client.post("/api/v1/generate", json=given)).json()
    links = document["links"]
    assert links["page"].startswith("/?bin=shop")
    assert (await client.get(links["dockerfile"])).text == document["files"][0]["text"]
    assert (await client.get(links["bundle"])).headers["content-type"] == "application/zip"
    again = await client.get("/api/v1/generate" + links["page"].removeprefix("/"))
    assert again.json() == document


async def test_a_fatal_problem_is_200_without_files_on_generate(client: httpx.AsyncClient) -> None:
    answer = await client.post("/api/v1/generate", json=FATAL)
    document = answer.json()
    assert answer.status_code == 200
    assert document["files"] == document["snippets"] == []
    assert document["commands"] == {}
    problem = next(one for one in document["problems"] if one["severity"] == "fatal")
    assert set(problem) >= {"code", "severity", "text", "fields", "mend"}
    mended = await client.post("/api/v1/generate", json={**FATAL, **problem["mend"]})
    assert mended.json()["files"]


@pytest.mark.parametrize("path", [FIRST, "/api/v1/bundle", f"{FIRST}?format=zip"])
async def test_a_fatal_problem_is_422_where_a_file_was_asked_for(client: httpx.AsyncClient, path: str) -> None:
    answer = await client.post(path, json=FATAL)
    assert answer.status_code == 422
    first, second = answer.text.splitlines()[:2]
    assert first.startswith("# error: Debian's libssl-dev")
    assert second == "# mend: tls=openssl-vendored"
    assert all(line.startswith("# ") for line in answer.text.splitlines())


async def test_a_fatal_problem_is_a_problem_document_for_who_asks_for_json(client: httpx.AsyncClient) -> None:
    answer = await client.post(FIRST, json=FATAL, headers={"Accept": "application/json"})
    assert answer.status_code == 422
    assert answer.json()["problems"][0]["mend"] == {"tls": "openssl-vendored"}
    assert answer.json()["errors"][0]["pointer"] == "#/tls"


async def test_a_bundle_holds_all_files_and_is_the_same_each_time(client: httpx.AsyncClient) -> None:
    files = {file.path: file.text for file in generate(Options(bin=("shop",))).files}
    packed = (await client.get("/api/v1/bundle?bin=shop&format=zip")).content
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert {one: archive.read(one).decode() for one in archive.namelist()} == files
    rolled = await client.post("/api/v1/bundle?format=tar.gz", json={"bin": ["shop"]})
    with tarfile.open(fileobj=io.BytesIO(rolled.content), mode="r:gz") as tar:
        assert set(tar.getnames()) == set(files)
    assert rolled.headers["content-disposition"] == 'attachment; filename="dockerfile-bundle.tar.gz"'
    assert (await client.post("/api/v1/bundle", json={"bin": ["shop"]})).content == packed


async def test_options_are_listed_with_words_and_values(client: httpx.AsyncClient) -> None:
    listed = {one["name"]: one for one in (await client.get("/api/v1/options")).json()["options"]}
    assert list(listed) == list(Options.model_fields)
    assert {name: listed[name]["type"] for name in ("libc", "port", "locked", "bin", "env", "package")} == {
        "libc": "enum",
        "port": "number",
        "locked": "bool",
        "bin": "list",
        "env": "map",
        "package": "text",
    }
    assert listed["platforms"]["many"] is True
    assert listed["platforms"]["default"] == ["linux/amd64"]
    assert listed["shell"]["values"][1] == {"value": "debug-target", "label": "Only on demand"}
    assert listed["port"]["values"] is None
    assert "unavailable" not in json.dumps(listed)


async def test_a_value_that_cannot_be_had_says_why(client: httpx.AsyncClient) -> None:
    listed = {one["name"]: one for one in (await client.get("/api/v1/options?libc=musl")).json()["options"]}
    values = {one["value"]: one.get("unavailable") for one in listed["tls"]["values"]}
    assert values["openssl"].startswith("Debian's libssl-dev")
    assert values["rustls"] is None


async def test_the_schema_is_a_json_schema_of_the_options(client: httpx.AsyncClient) -> None:
    schema = (await client.get("/api/v1/schema")).json()
    assert list(schema["properties"]) == list(Options.model_fields)
    assert schema["additionalProperties"] is False
    assert schema["properties"]["libc"]["enum"] == ["gnu", "musl"]
    assert schema["properties"]["env"]["default"] == {}


async def test_nothing_is_proven_yet(client: httpx.AsyncClient) -> None:
    assert (await client.get("/api/v1/proof")).json() == []


async def test_a_body_of_another_kind_is_415_and_names_what_is_read(client: httpx.AsyncClient) -> None:
    for content_type in ("text/plain", "multipart/form-data; boundary=x", "application/json; charset=utf-16", ""):
        answer = await client.post(FIRST, content=b"x", headers={"Content-Type": content_type})
        assert answer.status_code == 415
        assert answer.headers["accept-post"] == f"application/json, {FORM}"
    encoded = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
    assert (await client.post(FIRST, content=b"{}", headers=encoded)).status_code == 415


async def test_options_beside_a_json_document_are_refused(client: httpx.AsyncClient) -> None:
    answer = await client.post("/api/v1/generate?libc=musl", json={"bin": ["shop"]})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["name"] == "libc"
