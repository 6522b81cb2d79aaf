"""Whose a record is changes only by handing over, for which one needs the right, whatever the way."""

from typing import Any

import pytest

from tests.kit.every_resource.house import House
from tests.kit.every_resource.importing import brought_back
from tests.kit.every_resource.posting import typed
from xianji.kit import verbs
from xianji.kit.refusals import NotPermitted

pytestmark = pytest.mark.usefixtures("read_here")


def test_a_form_does_not_hand_over_without_the_right(house: House, owned: Any) -> None:
    record = house.first(owned)
    with house.acting("keeper"):
        values = typed(owned, owned.model.objects.get(pk=record.pk), version=record.version)
    values["owner"] = house.people["theirs"].number
    house.client("keeper").post(f"{owned.address(record.pk)}/edit", values)
    assert owned.model.unscoped.get(pk=record.pk).owner_id == house.people["mine"].pk


@pytest.mark.sampled
def test_a_change_does_not_hand_over_without_the_right(house: House, owned: Any) -> None:
    with house.acting("keeper"), pytest.raises(NotPermitted):
        verbs.change(owned.model.objects.get(pk=house.first(owned).pk), {"owner": house.people["theirs"]})


@pytest.mark.sampled
def test_an_import_does_not_take_what_is_others(house: House, owned: Any) -> None:
    if not owned.importable:
        pytest.skip("forbids import")
    taken = house.first(owned)
    key = getattr(taken, owned.natural_key)
    content = f"{owned.natural_key},owner\n{key},{house.people['theirs'].number}\n".encode()
    report = brought_back(house, owned, "csv", content, who="theirs")
    assert report["errors"]
    assert owned.model.unscoped.get(pk=taken.pk).owner_id == house.people["mine"].pk


@pytest.mark.sampled
def test_an_import_does_not_hand_over_without_the_right(house: House, owned: Any) -> None:
    if not owned.importable:
        pytest.skip("forbids import")
    content = (
        f"{owned.natural_key},owner\n{getattr(house.first(owned), owned.natural_key)},{house.people['theirs'].number}\n"
    )
    assert brought_back(house, owned, "csv", content.encode(), who="keeper")["errors"]
    assert brought_back(house, owned, "csv", content.encode(), who="all")["updated"] == 1


def test_what_no_form_offers_cannot_be_posted(house: House, resource: Any) -> None:
    """State, version, organisation path, stamps and the trash are nobody's to type; what is derived from the rest is derived
    at any change, with these fields or without them."""
    record, client = house.first(resource), house.client("all")
    hidden = [f.name for f in resource.model._meta.concrete_fields if not f.editable and f.name != "version"]
    stored = resource.model.unscoped.filter(pk=record.pk).values(*hidden)
    before = stored.get()
    with house.acting("all"):
        values = typed(resource, resource.model.objects.get(pk=record.pk), version=record.version)
    posted = {**dict.fromkeys(hidden, "1"), **values}
    client.post(f"{resource.address(record.pk)}/edit", posted)
    if (derived := stored.get()) != before:
        assert not [name for name in hidden if derived[name] != before[name] and str(derived[name]) in ("1", "True")]
        client.post(f"{resource.address(record.pk)}/edit", values | {"version": record.version + 1})
        assert stored.get() == derived
    for name in hidden:
        sent = {name: 1, "version": record.version}
        answer = client.patch(f"/api{resource.address(record.pk)}", sent, "application/json")
        assert answer.status_code == 422, (name, answer.content)
