"""Drafts: kept for their writer alone, encrypted, offered again, gone once saved."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from tests.making import make
from xianji.customers.models import Contact, Customer
from xianji.kit.drafts import keeping
from xianji.kit.drafts.models import Draft

NEW, DRAFT = "/customers/customers/new", "/customers/customers/draft"
KEY, OTHER = "0" * 32, "1" * 32
TYPED = {"draft": KEY, "name": "Swift", "need_profile": "Nests", "csrfmiddlewaretoken": "secret"}


@pytest.fixture
def alice(cast, enter):
    client = enter("alice")
    assert client.post(DRAFT, TYPED).status_code == 204
    return client


def values(answer):
    return {name: answer.context["form"][name].value() for name in ("name", "need_profile")}


def test_a_draft_is_offered_and_continued_under_its_own_key(alice):
    offer = alice.get(f"{DRAFT}?draft={OTHER}").content.decode()
    assert f"new?draft={KEY}" in offer
    answer = alice.get(f"{NEW}?draft={KEY}")
    assert values(answer) == {"name": "Swift", "need_profile": "Nests"} and f'name="draft" value="{KEY}"' in answer.content.decode()
    assert "hx-trigger=\"load\"" not in answer.content.decode().split("draft-offer")[0][-400:]


def test_it_is_not_offered_to_the_form_that_keeps_it_nor_to_anybody_else(alice, enter):
    assert alice.get(f"{DRAFT}?draft={KEY}").status_code == 204
    erin = enter("erin")
    assert erin.get(DRAFT).status_code == 204 and values(erin.get(f"{NEW}?draft={KEY}"))["name"] in ("", None)


def test_what_is_stored_cannot_be_read_in_the_database(alice):
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM kit_draft")
        assert "Swift" not in cursor.fetchone()[0]
    assert "Swift" in Draft.objects.get().text and "secret" not in Draft.objects.get().text


def test_a_saved_form_leaves_no_draft_and_a_refused_one_keeps_it(alice):
    assert alice.post(NEW, {"draft": KEY, "name": ""}).status_code == 422 and Draft.objects.count() == 1
    assert alice.post(NEW, {"draft": KEY, "name": "Swift", "registration_type": "none"}).status_code == 302
    assert not Draft.objects.exists()


def test_two_windows_do_not_overwrite_each_other_and_the_sixth_takes_the_place_of_the_oldest(alice):
    for place in range(1, 6):
        alice.post(DRAFT, {"draft": f"{place:032x}", "name": f"Swift {place}"})
    assert Draft.objects.count() == keeping.MOST and not Draft.objects.filter(key=KEY).exists()
    alice.post(DRAFT, {"draft": f"{5:032x}", "name": "Swift five"})
    assert Draft.objects.count() == keeping.MOST


def test_dropping_one_offers_the_next(alice):
    alice.post(DRAFT, {"draft": OTHER, "name": "Later"})
    assert f"draft={KEY}" in alice.post(DRAFT, {"drop": OTHER}).content.decode()
    assert "note" not in alice.post(DRAFT, {"drop": KEY}).content.decode() and not Draft.objects.exists()


def test_what_is_too_long_or_has_no_key_is_not_kept(alice):
    assert alice.post(DRAFT, {"draft": OTHER, "name": "x" * (keeping.LARGEST + 1)}).status_code == 413
    assert alice.post(DRAFT, {"draft": "mine", "name": "x"}).status_code == 413 and Draft.objects.count() == 1


def test_only_a_form_that_one_may_open_has_drafts(cast, enter):
    firm = make(Customer, name="Far", owner=cast.person("carol"))
    assert enter("alice").post(f"/customers/customers/{firm.pk}/draft", TYPED).status_code == 404
    assert enter("dave").post(DRAFT, TYPED).status_code == 404 and not Draft.objects.exists()


def test_a_draft_of_a_change_meets_what_others_stored_meanwhile(cast, enter):
    firm = make(Customer, name="Heron", owner=cast.person("alice"))
    client, path = enter("alice"), f"/customers/customers/{firm.pk}"
    mine = {"name": "Heron", "phone": "111", "was.phone": "", "registration_type": "none", "version": "1", "draft": KEY}
    client.post(f"{path}/draft", mine)
    Customer.unscoped.filter(pk=firm.pk).update(phone="222", version=2)
    answer = client.get(f"{path}/edit?draft={KEY}")
    assert answer.context["form"]["phone"].value() == "111" and 'name="version" value="1"' in answer.content.decode()
    assert client.post(f"{path}/edit", mine).status_code == 409


def test_an_unticked_box_stays_unticked(cast, enter):
    firm = make(Customer, name="Heron", owner=cast.person("alice"))
    contact = make(Contact, name="Wei", customer=firm, is_primary=True, owner=cast.person("alice"))
    client, path = enter("alice"), f"/customers/contacts/{contact.pk}"
    client.post(f"{path}/draft", {"draft": KEY, "name": "Wei", "is_primary": ""})
    assert not client.get(f"{path}/edit?draft={KEY}").context["form"]["is_primary"].value()


def test_what_nobody_came_back_to_is_forgotten(alice):
    assert keeping.forget_old() == 0
    Draft.objects.update(kept_at=timezone.now() - timedelta(days=31))
    assert keeping.forget_old() == 1


def test_lines_come_back(cast, enter):
    sent = {"draft": KEY, "code": "CHF", "name": "", "rates-0-from_on": "2026-01-01", "rates-0-rate": "8"}
    client = enter("erin")
    client.post("/catalog/currencies/draft", sent)
    answer = client.get(f"/catalog/currencies/new?draft={KEY}")
    assert 'value="2026-01-01"' in answer.content.decode() and answer.context["form"]["code"].value() == "CHF"
