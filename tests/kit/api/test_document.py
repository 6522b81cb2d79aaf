"""The OpenAPI document says what is there, in English, and every refusal."""

import json
from typing import Any

import pytest
from django.test import Client

from xianji.kit import registry


@pytest.fixture
def document(db: None) -> Any:
    return json.loads(Client(headers={"Accept-Language": "zh-CN"}).get("/api/openapi.json").content)


def operations(document: Any) -> list[tuple[str, str, Any]]:
    return [(path, method, one) for path, found in document["paths"].items() for method, one in found.items()]


def test_every_resource_and_public_verb_is_there(document: Any) -> None:
    assert document["openapi"] == "3.1.0"
    for resource in registry.resources.values():
        path = f"/api{resource.path.rstrip('/')}"
        assert {"get"} <= set(document["paths"][path])
        assert {"get", "patch", "delete"} == set(document["paths"][f"{path}/{{id}}"])
        public = {action.name for action in resource.verbs() if action.only_through is None}
        assert all(f"{path}/{{id}}/do/{name}" in document["paths"] for name in public)


def test_every_operation_declares_its_refusals_and_its_own_name(document: Any) -> None:
    found = operations(document)
    assert len({one["operationId"] for _path, _method, one in found}) == len(found)
    for path, method, one in found:
        assert {"400", "401", "404", "429"} <= set(one["responses"]), (path, method)
        assert method == "get" or {"403", "409", "422"} <= set(one["responses"])


def test_every_reference_leads_somewhere(document: Any) -> None:
    def references(part: Any) -> list[str]:
        if isinstance(part, dict):
            own = [part["$ref"]] if "$ref" in part else []
            return own + [one for value in part.values() for one in references(value)]
        return [one for value in part for one in references(value)] if isinstance(part, list) else []

    for reference in set(references(document)):
        place = document
        for step in reference.removeprefix("#/").split("/"):
            place = place[step]


def test_fields_are_described(document: Any) -> None:
    fields = document["components"]["schemas"]["SalesOpportunity"]["properties"]
    assert fields["stage"]["enum"][:2] == ["qualify", "needs"]
    assert fields["amount"] | {"title": "Amount"} == fields["amount"]
    assert fields["expected_on"]["format"] == "date"
    guarded = document["components"]["schemas"]["CatalogProduct"]["properties"]["cost"]
    assert "catalog.see_cost" in guarded["description"]


def test_what_may_be_sent_is_closed(document: Any) -> None:
    new = document["components"]["schemas"]["SalesOpportunityNew"]
    assert (new["additionalProperties"], new["required"]) == (False, ["name"])
    assert new["properties"]["name"]["maxLength"] == 200
    assert not new["properties"].keys() & {"stage", "number", "version", "id", "closed_on"}
    assert "owner" not in document["components"]["schemas"]["SalesOpportunityChange"]["properties"]
