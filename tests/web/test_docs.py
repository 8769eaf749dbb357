import json
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import httpx
import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # ships without types
from openapi_spec_validator import validate

from app.options import Options

pytestmark = pytest.mark.anyio


@pytest.fixture
async def document(client: httpx.AsyncClient) -> Any:
    return (await client.get("/openapi.json")).json()


def operations(document: Any) -> Iterator[tuple[str, str, Any]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


async def test_the_document_is_valid_openapi(document: Any) -> None:
    assert document["openapi"] == "3.1.0"
    validate(document)


async def test_every_public_address_of_the_api_is_described(document: Any) -> None:
    assert {(path, method) for path, method, _ in operations(document)} == {
        *((f"/api/v1/{name}", "get") for name in ("dockerfile", "generate", "bundle", "options", "schema", "proof")),
        *((f"/api/v1/{name}", "post") for name in ("dockerfile", "generate", "bundle")),
        ("/healthz", "get"),
        ("/readyz", "get"),
    }


async def test_every_operation_has_a_name_words_and_its_refusals(document: Any) -> None:
    names = [operation["operationId"] for _, _, operation in operations(document)]
    assert len(names) == len(set(names))
    for path, method, operation in operations(document):
        assert operation["summary"]
        assert operation["description"]
        if path in ("/api/v1/dockerfile", "/api/v1/generate", "/api/v1/bundle"):
            assert "422" in operation["responses"]
            assert (method == "post") == ("415" in operation["responses"]) == ("requestBody" in operation)


async def test_a_refusal_is_described_as_a_problem_document(document: Any) -> None:
    assert "HTTPValidationError" not in json.dumps(document)
    for name, response in document["components"]["responses"].items():
        assert name == "NotModified" or "application/problem+json" in response["content"]


async def test_every_option_is_a_parameter(document: Any) -> None:
    parameters = document["paths"]["/api/v1/dockerfile"]["get"]["parameters"]
    named = {one["$ref"].rsplit(".", 1)[1] for one in parameters if "option." in one["$ref"]}
    assert named == set(Options.model_fields)


async def test_the_examples_are_what_the_service_answers(client: httpx.AsyncClient, document: Any) -> None:
    operation = document["paths"]["/api/v1/dockerfile"]["post"]
    for content_type, content in operation["requestBody"]["content"].items():
        sent = {"json": content["example"]} if content_type == "application/json" else {"data": content["example"]}
        answer = await client.post("/api/v1/dockerfile", **sent)
        assert answer.text == operation["responses"]["200"]["content"]["text/plain"]["example"]


@pytest.mark.parametrize("query", ["bin=shop", "libc=musl&tls=openssl", "env=A=1&port=80"])
async def test_real_answers_are_as_the_document_says(client: httpx.AsyncClient, document: Any, query: str) -> None:
    def check(name: str, answer: Any) -> None:
        schema = {"$ref": f"#/components/schemas/{name}", "components": document["components"]}
        Draft202012Validator(schema).validate(answer)

    check("Generation", (await client.get(f"/api/v1/generate?{query}")).json())
    check("OptionList", (await client.get(f"/api/v1/options?{query}")).json())
    check("Refusal", (await client.get(f"/api/v1/generate?{query}&x=1")).json())
    headers = {"Accept": "application/json"}
    check("Refusal", (await client.get("/api/v1/dockerfile?libc=musl&tls=openssl", headers=headers)).json())


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.references: set[str] = set()
        self.names: set[str] = set()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        for name, value in attributes:
            assert not name.startswith("on")
            assert name != "style"
            if name == "id":
                self.ids.add(value or "")
            elif name == "href" and (value or "").startswith("#"):
                self.references.add((value or "")[1:])


async def test_the_page_needs_no_script_and_its_links_lead_somewhere(client: httpx.AsyncClient, document: Any) -> None:
    page = (await client.get("/docs")).text
    tags = Tags()
    tags.feed(page)
    assert not tags.names & {"script", "style", "iframe"}
    assert tags.references <= tags.ids
    assert {operation["operationId"] for _, _, operation in operations(document)} <= tags.ids
    for name in Options.model_fields:
        assert f"<code>{name}</code>" in page
