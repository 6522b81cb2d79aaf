"""The ledger of consents: the last word holds, a no holds at once, for the number itself, and nothing in it is changed."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from tests.making import make
from xianji.customers.consents import rules
from xianji.customers.consents.asking import answers, may_contact
from xianji.customers.consents.models import Consent, NoticeVersion
from xianji.customers.consents.writing import write_down
from xianji.customers.models import Contact, Customer
from xianji.kit import store
from xianji.kit.refusals import Refused
from xianji.workspace.models import Activity

NOON = datetime(2026, 8, 20, 12, tzinfo=timezone.get_fixed_timezone(0))
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(("said", "channel", "purpose", "code"), [
    ([], "call", "sales", ""), ([], "mail", "marketing", "unasked"),
    ([("given", "marketing", "")], "mail", "marketing", ""), ([("given", "marketing", "mail")], "call", "marketing", "unasked"),
    ([("given", "marketing", ""), ("withdrawn", "marketing", "mail")], "mail", "marketing", "withdrawn"),
    ([("given", "marketing", ""), ("withdrawn", "marketing", "mail")], "call", "marketing", ""),
    ([("refused", "", "")], "call", "sales", "refused"), ([("refused", "", "")], "call", "service", ""),
    ([("restricted", "", "")], "call", "service", "restricted"),
    ([("refused", "", ""), ("given", "survey", "mail")], "mail", "survey", ""),
    ([("given", "survey", ""), ("refused", "", "call")], "call", "survey", "refused"),
])  # fmt: skip
def test_the_last_word_about_purpose_and_channel_decides(said, channel, purpose, code):
    words = [rules.Word(kind, meant, way, NOON + HOUR * turn) for turn, (kind, meant, way) in enumerate(said)]
    assert rules.refusal(words, channel, purpose, NOON + HOUR * 9) == code
    assert rules.refusal(words, channel, purpose, NOON - HOUR) == ("unasked" if purpose in rules.ASKED_FIRST else "")


def test_of_two_words_at_once_the_no_holds():
    both = [rules.Word(kind, "survey", "", NOON) for kind in ("withdrawn", "given")]
    assert rules.refusal(both, "mail", "survey", NOON) == "withdrawn"


def test_a_no_holds_at_once_for_the_number_on_any_record(as_system, django_assert_num_queries):
    ann, again, other = (make(Contact, name=name, mobile=phone) for name, phone in
                         [("Ann", "138 0013 8000"), ("A. Heron", "+8613800138000"), ("Bert", "13900139000")])  # fmt: skip
    letters = make(NoticeVersion, purpose="marketing", title="Letters", edition="2026-1")
    write_down(ann, "given", "marketing", "message", text=letters, at=timezone.now() - HOUR)
    assert may_contact(ann, "message", "marketing") and not may_contact(again, "message", "marketing")
    write_down(ann, "refused")
    with django_assert_num_queries(1):
        found = answers([ann, again, other], "call")
    assert {pk: answer.code for pk, answer in found.items()} == {ann.pk: "refused", again.pk: "refused", other.pk: ""}
    assert "Ann asked not to be contacted" in found[ann.pk].reason
    assert may_contact(again, "visit") and may_contact(ann, "message", "marketing", timezone.now() - HOUR / 2)
    with pytest.raises(Refused, match="another purpose"):
        write_down(other, "given", "survey", text=letters)


def test_what_was_said_is_never_changed(as_system):
    said = write_down(make(Contact, name="Ann"), "withdrawn", "marketing")
    said.kind = "given"
    with pytest.raises(Refused):
        store.change(said)
    assert Consent.unscoped.get(pk=said.pk).kind == "withdrawn"


def test_one_press_stops_what_was_agreed_and_no_call_is_planned(cast, enter):
    with cast.acting("alice"):
        contact = make(Contact, name="Ann", customer=make(Customer, owner=cast.person("alice")), owner=cast.person("alice"))
        write_down(contact, "given", "marketing")
    client, at = enter("alice"), f"/customers/consents/about/customers.contact/{contact.pk}"
    page = client.get(f"/customers/contacts/{contact.pk}").content.decode()
    assert "Stop: Marketing" in page and "Do not contact any more" in page
    client.post(f"{at}/stop", {"purpose": "marketing"})
    assert Consent.unscoped.latest("pk").kind == "withdrawn"
    client.post(f"{at}/stop")
    assert "Do not contact any more" not in client.get(f"/customers/contacts/{contact.pk}").content.decode()
    assert enter("carol").post(f"{at}/stop").status_code == 404
    tomorrow = timezone.localtime() + timedelta(days=1)
    plan = {"kind": "call", "subject": "Offer", "at": f"{tomorrow:%Y-%m-%dT%H:%M}"}
    address = f"/workspace/activities/about/customers.contact/{contact.pk}"
    assert client.post(address, plan).status_code == 422 and not Activity.unscoped.exists()
    assert client.post(address, plan | {"at": f"{timezone.localtime():%Y-%m-%dT%H:%M}"}).status_code == 302


def test_a_consent_needs_a_purpose_and_a_moment_that_is_past(cast, enter):
    with cast.acting("alice"):
        contact = make(Contact, name="Ann", owner=cast.person("alice"))
    client, at = enter("alice"), f"/customers/consents/about/customers.contact/{contact.pk}"
    told = {"kind": "given", "basis": "consent", "source": "Fair"}
    assert client.post(at, told).status_code == 422
    assert client.post(at, told | {"purpose": "survey", "channel": "mail"}).status_code == 302
    said = Consent.unscoped.get()
    assert (said.purpose, said.channel, said.source, said.phone_mark) == ("survey", "mail", "Fair", "")
    with cast.acting("alice"), pytest.raises(Refused):
        write_down(contact, "given", "survey", at=timezone.now() + HOUR)


def test_the_ledger_says_whose_each_one_is(cast, enter, as_system):
    write_down(make(Contact, name="Ann Heron", owner=cast.person("alice")), "withdrawn", "marketing")
    page = enter("erin").get("/customers/consents/").content.decode()
    assert '<span class="muted">Ann Heron</span>' in page
