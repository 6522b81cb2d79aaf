"""What one may not see does not exist: no page, no count, no total, not in any channel."""

import re
from dataclasses import replace
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse

from tests.kit.every_resource import addresses
from tests.kit.every_resource.house import House, guards
from xianji.kit import registry
from xianji.kit.lists.query import ListQuery
from xianji.kit.metrics import figures
from xianji.kit.refusals import NotPermitted
from xianji.kit.search.ask import search
from xianji.kit.web import errors
from xianji.lib import actor
from xianji.lib.actor import EVERYWHERE, Actor

NOWHERE = 987654321
TOKEN = re.compile(r'(?<="csrfmiddlewaretoken" value=")\w+|(?<="X-CSRFToken": ")\w+')
"""Random letters, which may spell a short secret by chance."""


@pytest.fixture
def drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Thousands of times the same page would be drawn around what it says: the first is, of the others each word is looked at."""
    whole = iter([errors.render])

    def render(request: HttpRequest, name: str, told: dict[str, Any], status: int) -> HttpResponse:
        draw = next(whole, None)
        return draw(request, name, told, status=status) if draw else HttpResponse(str(told), status=status)

    monkeypatch.setattr(errors, "render", render)


@pytest.mark.unasked
@pytest.mark.usefixtures("drawn_once")
def test_without_the_permission_no_address_answers(house: House, resource: Any) -> None:
    client, record = house.client("nobody"), house.first(resource)
    for address in [*addresses.of_list(resource), *addresses.of_record(resource, record.pk)]:
        nothing_is_told(addresses.answers(client, address), address, str(record))


@pytest.mark.usefixtures("drawn_once")
def test_a_record_of_others_is_as_if_it_did_not_exist(house: House, owned: Any) -> None:
    client, record = house.client("theirs"), house.first(owned)
    missing = addresses.of_record(owned, NOWHERE)
    for address, elsewhere in zip(addresses.of_record(owned, record.pk), missing, strict=True):
        found, nothing = addresses.answers(client, address), addresses.answers(client, elsewhere)
        nothing_is_told(found, address, str(record))
        assert {m: a.status_code for m, a in found.items()} == {m: a.status_code for m, a in nothing.items()}
    assert owned.model.unscoped.get(pk=record.pk).version == record.version


def nothing_is_told(found: dict[str, Any], address: str, secret: str) -> None:
    """404; a program whose body is malformed may be told so first, whatever the address names."""
    for method, answer in found.items():
        assert answer.status_code in ({404, 422} if address.startswith("/api/") and method != "GET" else {404}), address
        assert secret not in TOKEN.sub("", answer.content.decode()), address


def test_a_list_holds_only_what_one_may_see(house: House, owned: Any) -> None:
    client = house.client("theirs")
    own = set(owned.model.unscoped.filter(owner=house.people["theirs"], deleted_at=None).values_list("pk", flat=True))
    with house.acting("theirs"):
        assert set(ListQuery(owned, {}, size=500).rows().values_list("pk", flat=True)) == own
    assert client.get(f"{owned.path}count").content.decode() == str(len(own))
    file = b"".join(client.get(f"{owned.path}export.csv?columns={owned.names[0]}").streaming_content)
    assert file.count(b"\r\n") == len(own) + 1
    counted = client.get(f"/api{owned.path[:-1]}", {"count": "true", "limit": "200"}).json()
    assert counted["count"] == len(own) == len(counted["items"])


@pytest.mark.sampled
def test_the_search_finds_only_what_one_may_see(house: House, searched: Any) -> None:
    record = house.first(searched)
    words = getattr(record, next(n for n in searched.search if searched.column(n).kind in {"text", "email"}))
    kinds = [searched.label]  # in all kinds together more are called so than a search shows
    found = {name: {(hit.label, hit.record_id) for hit in search(words, house.actor(name), kinds, limit=1000)}
             for name in ("all", "mine", "theirs")}  # fmt: skip
    here = (searched.label, record.pk)
    assert here in found["all"] and here in found["mine"]
    assert (here in found["theirs"]) == (not searched.model.owned)
    assert search(words, house.actor("nobody"), limit=1000) == []


def test_a_record_of_others_cannot_be_linked(house: House, resource: Any) -> None:
    columns = [resource.column(name) for name in resource.editable if resource.column(name).is_link]
    owned = [column for column in columns if column.field.related_model.owned]
    for column in owned:
        hidden = house.first(registry.resource_of(column.field.related_model))
        answer = house.client("theirs").post(f"{resource.path}new", {column.path: f"#{hidden.pk}"})
        assert answer.status_code == 422
        assert column.path in answer.context["form"].errors
        assert str(hidden) not in answer.content.decode()


def test_figures_add_up_over_what_each_may_see(house: House) -> None:
    for name in registry.metrics:
        parts = {}
        for who in ("all", "mine", "theirs"):
            with actor.acting(with_guards(house.actor(who))):
                parts[who] = figures(name).total.parts
        assert parts["all"] == {part: parts["mine"][part] + parts["theirs"][part] for part in parts["all"]}, name
        with house.acting("nobody"), pytest.raises(NotPermitted):
            figures(name)
        if registry.metrics[name].guard:
            with house.acting("open"), pytest.raises(NotPermitted):
                figures(name)


def with_guards(who: Actor) -> Actor:
    """Somebody who may also see what is guarded; where is told by the other rights."""
    return replace(who, rights={**who.rights, **dict.fromkeys(guards(), EVERYWHERE)})
