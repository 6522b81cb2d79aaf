"""The stakeholder map: who may be linked with whom, where everybody stands, and that only what one may see is drawn."""

import re

import pytest

from tests.making import make
from xianji.customers.map import rules
from xianji.customers.map.panel import cut, tone
from xianji.customers.models import Contact, ContactLink, Customer
from xianji.kit import store
from xianji.kit.refusals import Refused


def test_levels_are_by_part_and_influence_and_wrap(as_system):
    people = [Contact(pk=n, part=part, influence=weight) for n, (part, weight) in enumerate(
        [("user", 5), ("finance", 1), ("decision", None), ("influence", 4), *[("tech", 2)] * rules.ROW])]  # fmt: skip
    lines = [[one.pk for one in line] for line in rules.rows(people)]
    assert lines == [[2], [3, 1], [0, 4, 5, 6], [7]]
    spots = rules.spots(lines)
    assert all(at.x >= 0 and at.x + rules.CARD <= rules.WIDTH and at.y + rules.TALL <= rules.height(lines) for at in spots.values())
    assert len({(at.x, at.y) for at in spots.values()}) == len(people)
    assert rules.between(spots[2], spots[3]).startswith(f"M{spots[2].middle:g} {spots[2].y + rules.TALL:g}")


def test_texts_find_room_and_warmth_has_a_tone():
    assert cut("Ann", 11) == "Ann" and cut("先机先机先机先机先机先机", 11) == "先机先机先机先机先机先…"
    assert [tone(n) for n in (None, 1, 2, 3, 4, 5)] == ["", "bad", "bad", "warn", "ok", "ok"]


def test_a_link_leads_to_one_other_of_the_same_customer_or_one_colleague(cast, firm):
    one, two, _three = Contact.unscoped.filter(customer=firm).order_by("pk")
    stranger = make(Contact, customer=make(Customer, owner=cast.person("alice")), owner=cast.person("alice"))
    wrong = [{}, {"other": two, "colleague": cast.person("bob")}, {"other": one}, {"other": stranger}]
    for values in wrong:
        record = ContactLink(contact=one, owner=cast.person("alice"), **values)
        with pytest.raises(Refused) as refused, cast.acting("alice"):
            store.create(record)
        assert "other" in refused.value.fields
    with cast.acting("alice"):
        make(ContactLink, contact=one, other=two, kind="trusts", owner=cast.person("alice"))
        make(ContactLink, contact=one, colleague=cast.person("bob"), kind="knows", owner=cast.person("alice"))
    assert ContactLink.unscoped.count() == 2


def test_the_map_is_drawn_with_links_and_told_as_a_list(cast, enter, firm):
    one, two, three = Contact.unscoped.filter(customer=firm).order_by("pk")
    make(ContactLink, contact=two, other=one, kind="reports", strength=4, owner=cast.person("alice"))
    make(ContactLink, contact=three, other=one, kind="against", owner=cast.person("alice"))
    make(ContactLink, contact=one, colleague=cast.person("erin"), kind="knows", owner=cast.person("alice"))
    hidden = make(Contact, customer=firm, name="Hidden", owner=cast.person("carol"))
    make(ContactLink, contact=hidden, other=one, owner=cast.person("carol"))
    page = enter("alice").get(f"/customers/customers/{firm.pk}?tab=map").content.decode()
    drawing = page[page.index('<svg class="chain"') : page.index("</svg>", page.index('<svg class="chain"'))]
    assert re.findall(r'<path class="tie"[^>]*data-kind="(\w+)"', drawing) == ["reports", "against", "knows"]
    assert re.findall(r'<a href="(/customers/contacts/\d+)"', drawing) == [f"/customers/contacts/{c.pk}" for c in (one, two, three)]
    assert "data-ours" in drawing and "Erin" in drawing and "Hidden" not in page
    listed = page[page.index('<ul class="rows people"') :]
    assert "At odds with" in listed and "Relationship 5" in listed and "Influence 4" in listed and "(ours)" in listed
    assert enter("carol").get(f"/customers/customers/{firm.pk}?tab=map").status_code == 404
