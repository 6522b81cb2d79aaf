"""Every record: its page, its forms, and its life from creation to the trash and back, each step in the journal."""

from typing import Any

import pytest

from tests.kit.every_resource.house import House
from tests.kit.every_resource.posting import fresh, lacking, other_value, typed
from tests.making import make
from xianji.audit.models import Entry
from xianji.kit.records import history


def test_its_page_renders(house: House, resource: Any) -> None:
    record = house.first(resource)
    page = house.client("all").get(resource.address(record.pk))
    assert page.status_code == 200
    assert page.context["title"] == str(record)


def test_each_tab_of_its_page_renders(house: House, resource: Any) -> None:
    client, address = house.client("all"), resource.address(house.first(resource).pk)
    if "tabs" not in client.get(address).context:
        pytest.skip("a page of its own")
    for panel in (one for tab in client.get(address).context["tabs"] for one in tab.parts):
        assert client.get(address, {"tab": panel.name}).status_code == 200
    assert client.get(address, {"tab": "no-such-tab"}).status_code == 404


def test_a_valid_form_makes_a_record(house: House, formed: Any) -> None:
    client = house.client("all")
    assert client.get(f"{formed.path}new").status_code == 200
    with house.acting("all"):
        values = fresh(formed)
    done = client.post(f"{formed.path}new", values)
    if done.status_code == 422 and lacking(formed):
        pytest.skip(f"made on another page: the form does not offer {lacking(formed)}")
    assert done.status_code == 302, done.context["form"].errors
    assert client.get(done.url).status_code == 200
    assert entries(formed, int(done.url.rsplit("/", 1)[1])) == ["create"]


def test_an_empty_form_says_what_is_missing(house: House, formed: Any) -> None:
    answer = house.client("all").post(f"{formed.path}new", {})
    assert answer.status_code == 422
    assert answer.context["form"].errors


def test_a_changed_form_changes_only_what_was_changed(house: House, formed: Any) -> None:
    record, client = house.first(formed), house.client("all")
    name, text = other_value(formed)
    with house.acting("all"):
        values = typed(formed, formed.model.objects.get(pk=record.pk), version=record.version, **{name: text})
    assert client.get(f"{formed.address(record.pk)}/edit").status_code == 200
    done = client.post(f"{formed.address(record.pk)}/edit", values)
    assert done.status_code == 302, done.context["form"].errors
    entry = Entry.objects.filter(label=formed.label, record_id=record.pk).latest("id")
    assert entry.verb == "change"
    assert {changed for changed in entry.changes if changed.removesuffix("_id") in formed.editable} == {name}


@pytest.mark.sampled
def test_a_stale_form_is_refused_with_both_values(house: House, formed: Any) -> None:
    record, client = house.first(formed), house.client("all")
    name, text = other_value(formed)
    with house.acting("all"):
        values = typed(formed, formed.model.objects.get(pk=record.pk), version=record.version)
    first, second = {**values, name: text}, {**values, name: f"{text[:-1]}7"}
    assert client.post(f"{formed.address(record.pk)}/edit", first).status_code == 302
    refused = client.post(f"{formed.address(record.pk)}/edit", second)
    assert refused.status_code == 409
    told = {one["name"]: one for one in refused.context["conflicts"]}
    assert told.keys() == {name}
    assert told[name]["mine"] != told[name]["theirs"]


def test_it_goes_to_the_trash_and_comes_back(house: House, resource: Any) -> None:
    record, client = make(resource.model), house.client("all")
    address = resource.address(record.pk)
    assert client.post(f"{address}/delete").status_code == 302
    with house.acting("all"):
        assert not resource.rows().filter(pk=record.pk).exists()
    assert client.post(f"{address}/edit").status_code == 404
    assert client.post(f"{address}/restore").status_code == 302
    assert client.get(address).status_code == 200
    assert entries(resource, record.pk) == ["create", "delete", "restore"]


@pytest.mark.sampled
def test_its_history_tells_who_did_what(house: House, resource: Any) -> None:
    with house.acting("all"):
        told, _more = history.entries(house.first(resource))
    assert [(entry["verb"], entry["who"]) for entry in told] == [("create", "All Walker")]
    assert told[0]["changes"]


def entries(resource: Any, pk: int) -> list[str]:
    return list(Entry.objects.filter(label=resource.label, record_id=pk).order_by("id").values_list("verb", flat=True))
