"""A number is called from the page: it goes to the telephone, the journal tells, and nobody is called against their word."""

from datetime import datetime

import pytest
from django.utils import timezone

from tests.making import make
from xianji.audit.models import Entry
from xianji.customers.models import Contact, Customer
from xianji.kit.said import sentence


@pytest.fixture
def ann(cast):
    with cast.acting("alice"):
        firm = make(Customer, name="Heron", phone="0512 8800-1122", owner=cast.person("alice"))
        return make(Contact, name="Ann", customer=firm, mobile="13800138001", owner=cast.person("alice"))


def at(monkeypatch, hour):
    moment = timezone.make_aware(datetime.combine(timezone.localdate(), datetime.strptime(hour, "%H:%M").time()))
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)


def test_a_number_is_dialled_unseen_and_told_in_the_journal(ann, enter, monkeypatch):
    at(monkeypatch, "15:00")
    client, here, firm = enter("alice"), f"/customers/contacts/{ann.pk}", f"/customers/customers/{ann.customer_id}"
    shown = client.get(here).text + client.get(firm).text
    assert f"{here}/dial" in shown and f"{firm}/dial" in shown and "13800138001" not in shown
    assert client.get(f"{here}/dial")["Location"] == "tel:13800138001"
    assert client.get(f"{firm}/dial")["Location"] == "tel:051288001122"
    assert [*Entry.objects.filter(verb="reveal").order_by("pk").values_list("record_id", "reason")] == [
        (ann.pk, sentence("Dialled")), (ann.customer_id, sentence("Dialled"))
    ]  # fmt: skip
    assert enter("carol").get(f"{here}/dial").status_code == 404


def test_nobody_is_called_at_night_nor_against_their_word(ann, enter, monkeypatch):
    client, here = enter("alice"), f"/customers/contacts/{ann.pk}"
    at(monkeypatch, "20:30")
    late = client.get(f"{here}/dial")
    assert late.status_code == 422 and "it is 20:30" in late.text
    at(monkeypatch, "15:00")
    client.post(f"/customers/consents/about/customers.contact/{ann.pk}/stop", {"purpose": ""})
    refused = client.get(f"{here}/dial")
    assert refused.status_code == 422 and "asked not to be contacted" in refused.text
    assert not Entry.objects.filter(verb="reveal").exists()
