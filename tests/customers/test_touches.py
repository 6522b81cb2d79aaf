"""Touches and campaigns: what a touch means for its lead, who is left in peace, and what campaigns have to do."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.making import make
from xianji.audit.models import Entry
from xianji.customers.calls import rules as times
from xianji.customers.campaigns import actions as campaigns
from xianji.customers.campaigns.controls import planned_channels_are_at_work
from xianji.customers.consents.asking import may_contact
from xianji.customers.models import Campaign, Consent, Contact, Customer, Lead, Signal, Touch
from xianji.customers.touches.controls import calls_are_made_by_day, nobody_is_disturbed
from xianji.kit import sets, verbs
from xianji.kit.refusals import Blocked, Refused
from xianji.kit.said import words


def at(text):
    return timezone.make_aware(datetime.fromisoformat(text))


def touch(lead, outcome, **values):
    return verbs.create(Touch, {"lead": lead, "outcome": outcome, **values})


@pytest.mark.shows("nobody_is_disturbed")
def test_three_refusals_and_nobody_calls_again(cast):
    with cast.acting("alice"):
        lead = make(Lead, owner=cast.person("alice"))
        for asked in range(3):
            assert not Lead.unscoped.get(pk=lead.pk).do_not_contact, asked
            touch(lead, "refused")
        assert Lead.unscoped.get(pk=lead.pk).do_not_contact
        with pytest.raises(Blocked) as refused:
            touch(lead, "connected")
        touch(lead, "connected", direction="in", channel="mail")
    assert refused.value.objections[0].clause == "3.2.1a"
    assert list(Signal.objects.values_list("kind", flat=True)) == ["refused"] * 3
    assert nobody_is_disturbed.check(Touch(lead=Lead.unscoped.get(pk=lead.pk), direction="out"), {}, timezone.localdate())


def test_an_attempt_is_no_follow_up(cast):
    with cast.acting("alice"):
        lead = make(Lead, owner=cast.person("alice"))
        for outcome, seconds, state, is_followed in [
            ("no_answer", None, "new", False), ("connected", 29, "contacted", False), ("connected", 30, "contacted", True),
        ]:  # fmt: skip
            touch(lead, outcome, seconds=seconds)
            kept = Lead.unscoped.get(pk=lead.pk)
            assert (kept.state, kept.followed_at is not None) == (state, is_followed)
        agreed = timezone.now() + timedelta(days=2)
        touch(lead, "callback", next_step_at=agreed)
    assert (Lead.unscoped.get(pk=lead.pk).next_step, Lead.unscoped.get(pk=lead.pk).next_step_at) == ("Call back", agreed)


@pytest.mark.shows("calls_are_made_by_day")
def test_calls_are_made_by_day(db):
    for text, channel, is_refused in [
        ("2026-07-02T08:59", "call", True), ("2026-07-02T09:00", "call", False), ("2026-07-02T20:00", "call", False),
        ("2026-07-02T20:01", "call", True), ("2026-07-02T22:00", "mail", False),
    ]:  # fmt: skip
        said = calls_are_made_by_day.check(Touch(at=at(text), channel=channel), {}, date(2026, 7, 2))
        assert (said not in (None, "na")) is is_refused, text


def test_the_next_talk_is_reckoned_in_working_days():
    now = at("2026-07-03T15:20")
    found = {one: times.next_at(one, now, lambda day, count: day + timedelta(days=count + 2)) for one in ("", "hour", "tomorrow")}
    assert found == {"": None, "hour": at("2026-07-03T16:20"), "tomorrow": at("2026-07-06T10:00")}


def test_a_campaign_is_planned_by_one_and_approved_by_another(cast):
    with cast.acting("erin"):
        mine = make(Campaign, owner=cast.person("erin"), starts_on=date(2026, 6, 1), ends_on=date(2026, 6, 30))
        with pytest.raises(Refused, match="does not approve"):
            campaigns.approve(mine)
    with cast.acting("grace"):
        campaigns.approve(mine)
    with cast.acting("bob"), pytest.raises(Refused):
        campaigns.begin(mine)


@pytest.mark.shows("planned_channels_are_at_work")
def test_planned_channels_are_at_work(as_system):
    for name, channel, state, first in [
        ("Fair", "event", "planned", 5), ("Other fair", "event", "reviewed", 6), ("Web", "web", "approved", 6), ("Partner", "partner", "planned", 6),
        ("Later", "web", "planned", 7),
    ]:  # fmt: skip
        one = make(Campaign, name=name, channel=channel, starts_on=date(2026, first, 20), ends_on=date(2026, max(first, 6), 28 if first < 7 else 20))
        Campaign.unscoped.filter(pk=one.pk).update(state=state, ends_on=date(2026, max(first, 6), 28))
    found = planned_channels_are_at_work.check(Campaign.unscoped.all(), date(2026, 7, 3))
    assert dict(found.values_list("name", "verdict")) == {
        "Fair": "pass", "Other fair": "pass", "Web": "fail", "Partner": "na", "Later": "na",
    }  # fmt: skip


def test_many_touches_and_conversions_cost_as_many_statements_as_few(cast):
    """An import of touches, then leads that became customers: each ends as if it had been done alone."""
    costs = []
    for count in (2, 6):
        with cast.acting("alice"):
            leads = [make(Lead, company=f"Heron {count} {n}", owner=cast.person("alice"), mobile=f"138{count:04}{n:04}") for n in range(count)]
            hour = [timezone.now() - timedelta(hours=n) for n in range(4)]
            rows = [Touch(lead=lead, outcome=outcome, at=hour[3 - n], seconds=60, owner=cast.person("alice"))
                    for lead in leads for n, outcome in enumerate(("connected", "refused", "refused", "refused"))]  # fmt: skip
            contacts = [make(Contact, owner=cast.person("alice")) for _lead in leads]
        with cast.acting("alice"), CaptureQueriesContext(connection) as found:
            sets.insert_many(Touch, rows)
            leads = list(Lead.unscoped.filter(pk__in=[lead.pk for lead in leads]).order_by("pk"))
            for lead, contact in zip(leads, contacts, strict=True):
                lead.contact, lead.customer, lead.state = contact, contact.customer, "converted"
            sets.update_many(Lead, leads, ["contact", "customer", "state"], verb="convert")
        costs.append(len([one for one in found.captured_queries if "SAVEPOINT" not in one["sql"]]))
    assert costs[1] <= costs[0], costs
    for lead in Lead.unscoped.filter(pk__in=[one.pk for one in leads]):
        assert (lead.contacted_at, lead.followed_at, lead.behaviour, lead.do_not_contact) == (hour[3], hour[3], 0, True)
        assert set(Touch.unscoped.filter(lead=lead).values_list("customer", "contact")) == {(lead.customer_id, lead.contact_id)}
        told = Entry.objects.filter(label=Lead.label(), record_id=lead.pk).order_by("pk").values_list("verb", "reason")
        assert [(verb, words(why)) for verb, why in told] == [("create", ""), ("touch", "Refused"), ("do_not_contact", ""), ("convert", "")]
        assert not may_contact(lead.contact, "call")
        assert Consent.unscoped.filter(about_label=Contact.label(), about_id=lead.contact_id).values_list("kind", "at").get() == ("refused", hour[0])
    assert Customer.unscoped.exclude(last_contact_on=None).count() == 8
    with cast.acting("alice"):
        sets.change_many(Lead.unscoped.all(), {"customer": leads[0].customer}, verb="change")
    assert Consent.unscoped.filter(about_label=Contact.label()).count() == 8, "said once, however often a customer is merged"
