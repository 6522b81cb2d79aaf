"""The calendar of a list: what stands on which day, within scope and bounds, and how it is moved."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.cast import Cast
from tests.making import make
from xianji.audit.models import Entry
from xianji.customers.models import Customer
from xianji.kit.calendars import reading
from xianji.lib.actor import SYSTEM, acting
from xianji.org.company import settled
from xianji.org.days import calendar
from xianji.org.models import Company, WorkDay
from xianji.sales.models import Opportunity
from xianji.workspace.models import Activity

AT = "/sales/opportunities/?layout=calendar&day=2026-11-10"
Enter = Callable[[str], Client]


@pytest.fixture
def deal(cast: Cast) -> Opportunity:
    with acting(SYSTEM):
        customer = make(Customer, name="Crane Paper", owner=cast.person("alice"))
        return make(Opportunity, name="Folding line", customer=customer, owner=cast.person("alice"), expected_on=date(2026, 11, 12))


def days(client: Client, address: str = AT) -> dict[str, list[str]]:
    found = client.get(address).context["found"]
    return {str(day): [entry.title for entry in entries] for day, entries in found.entries.items() if entries}


def move(client: Client, deal: Opportunity, **words: str) -> Any:
    return client.post(f"/sales/opportunities/{deal.pk}/move?by=expected_on", {"drop": "1", "next": AT, **words})


def stands_on(deal: Opportunity) -> date | None:
    return Opportunity.unscoped.get(pk=deal.pk).expected_on


def test_a_record_stands_on_its_day_with_state_and_customer(enter: Enter, deal: Opportunity) -> None:
    found = enter("alice", headers={"Accept-Language": "en"}).get(AT).context["found"].entries[date(2026, 11, 12)]
    assert [(entry.title, entry.link, entry.state) for entry in found] == [("Folding line", "Crane Paper", "Qualify")]


def test_others_see_neither_entries_nor_numbers(enter: Enter, deal: Opportunity) -> None:
    found = enter("carol").get(AT).context["found"]
    assert not any(found.entries.values()) and not found.counts


def test_who_may_not_see_the_list_has_no_calendar(enter: Enter, deal: Opportunity) -> None:
    assert enter("frank").get(AT).status_code == 404


def test_an_object_without_dates_has_none(enter: Enter, cast: Cast) -> None:
    assert enter("erin").get("/catalog/currencies/?layout=calendar").status_code == 404


def test_filters_hold_also_one_on_the_same_date(enter: Enter, deal: Opportunity) -> None:
    alice = enter("alice")
    assert days(alice, AT + "&stage=won") == {}
    assert days(alice, AT + "&expected_on=2026-11-13..") == {}
    assert days(alice, AT + "&expected_on=2026-11-12&owner=me") == {"2026-11-12": ["Folding line"]}


@pytest.mark.parametrize(
    ("language", "words", "first", "last"),
    [
        ("en", "", "2026-11-01", "2026-12-05"), ("zh-CN", "", "2026-10-26", "2026-12-06"), ("zh-TW", "", "2026-11-01", "2026-12-05"),
        ("en", "&span=week", "2026-11-08", "2026-11-14"), ("zh-CN", "&span=week", "2026-11-09", "2026-11-15"),
        ("en", "&span=day", "2026-11-10", "2026-11-10"),
    ],
)  # fmt: skip
def test_spans_are_whole_weeks_as_the_language_has_them(enter: Enter, deal: Opportunity, language: str, words: str, first: str, last: str) -> None:
    span = enter("alice").get(AT + words, headers={"Accept-Language": language}).context["span"]
    assert (str(span.first), str(span.last)) == (first, last)


def test_the_ways_back_and_on_keep_to_the_end_of_shorter_months(enter: Enter, deal: Opportunity) -> None:
    asked = enter("alice").get("/sales/opportunities/?layout=calendar&day=2026-12-31&owner=me").context
    assert "day=2026-11-30" in asked["back_href"] and "day=2027-01-31" in asked["on_href"] and "owner=me" in asked["on_href"]


@pytest.mark.parametrize("words", ["&day=2026-13-01", "&day=9999-12-31", "&day=x", "&span=year", "&calendar=name", "&calendar=next_step_on"])
def test_nonsense_is_refused_with_a_sentence(enter: Enter, deal: Opportunity, words: str) -> None:
    assert enter("alice").get("/sales/opportunities/?layout=calendar" + words).status_code == 400


def test_the_edges_of_time_can_be_shown(enter: Enter, deal: Opportunity) -> None:
    for day in ("1900-01-01", "2199-12-31"):
        assert enter("alice").get(f"/sales/opportunities/?layout=calendar&day={day}").status_code == 200


def test_what_does_not_fit_is_counted_and_leads_to_the_list_of_that_day(enter: Enter, cast: Cast, deal: Opportunity) -> None:
    with acting(SYSTEM):
        for n in range(6):
            make(Opportunity, name=f"More {n}", customer=deal.customer, owner=deal.owner, expected_on=deal.expected_on)
    alice = enter("alice")
    asked = alice.get(AT + "&stage=qualify", headers={"Accept-Language": "en"})
    assert len(asked.context["found"].entries[date(2026, 11, 12)]) == 4 and "3 more" in asked.content.decode()
    href = asked.context["rest"][date(2026, 11, 12)]
    assert href == "/sales/opportunities/?stage=qualify&expected_on=2026-11-12"
    assert alice.get(href).context["total"] == "7"


def test_days_past_the_counting_are_told_so(enter: Enter, deal: Opportunity, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "CAP", 1)
    with acting(SYSTEM):
        make(Opportunity, name="Later", customer=deal.customer, owner=deal.owner, expected_on=date(2026, 11, 20))
    asked = enter("alice").get(AT, headers={"Accept-Language": "en"})
    found = asked.context["found"]
    assert found.counted_to == date(2026, 11, 20) and "Later" not in asked.content.decode()
    assert not found.is_open(date(2026, 11, 19)) and "Open the list of this day" in asked.content.decode()


def test_the_work_calendar_shows_through(enter: Enter, deal: Opportunity) -> None:
    Company.objects.update(country="CN")
    settled.forget()
    with acting(SYSTEM):
        make(WorkDay, country="CN", date=date(2026, 11, 14), is_worked=True, name="Fair")
        make(WorkDay, country="CN", date=date(2026, 11, 16), is_worked=False, name="")
    calendar.forget()
    marks = enter("alice").get(AT).context["marks"]
    saturday, monday, tuesday = (marks[date(2026, 11, day)] for day in (14, 16, 17))
    assert saturday.is_extra and saturday.name == "Fair" and monday.is_off and not (tuesday.is_off or tuesday.is_extra)
    october = enter("alice").get(AT.replace("2026-11-10", "2026-10-01"), headers={"Accept-Language": "zh-CN"}).context["marks"]
    assert october[date(2026, 10, 1)].is_off and "国庆" in october[date(2026, 10, 1)].name and october[date(2026, 10, 10)].is_extra
    calendar.forget()
    settled.forget()


def test_a_drop_moves_and_can_be_taken_back(enter: Enter, deal: Opportunity) -> None:
    alice = enter("alice")
    answer = move(alice, deal, day="2026-11-20")
    assert answer.url == AT and stands_on(deal) == date(2026, 11, 20)
    assert Entry.objects.filter(label="sales.opportunity", record_id=deal.pk, verb="change").exists()
    undo = alice.get(AT).content.decode().split('class="toast"')[1].split('action="')[1].split('"')[0].replace("&amp;", "&")
    assert alice.post(undo).status_code == 302 and stands_on(deal) == date(2026, 11, 12)


def test_what_somebody_changed_since_is_not_taken_back(enter: Enter, deal: Opportunity) -> None:
    alice = enter("alice")
    move(alice, deal, day="2026-11-20")
    version = Opportunity.unscoped.get(pk=deal.pk).version
    move(alice, deal, day="2026-11-21")
    answer = alice.post(f"/sales/opportunities/{deal.pk}/move?by=expected_on&day=2026-11-12&version={version}")
    assert answer.status_code == 302 and stands_on(deal) == date(2026, 11, 21)
    assert b'role="alert"' in alice.get(AT).content


def test_without_scripts_a_form_moves(enter: Enter, deal: Opportunity) -> None:
    alice, at = enter("alice"), f"/sales/opportunities/{deal.pk}/move?by=expected_on"
    assert 'value="2026-11-12"' in alice.get(at).content.decode()
    assert alice.post(at, {"day": "soon", "version": deal.version}).status_code == 422
    assert alice.post(at, {"day": "9999-01-01"}).status_code == 422 and stands_on(deal) == date(2026, 11, 12)
    assert alice.post(at, {"day": "2026-12-01", "version": deal.version}).status_code == 302 and stands_on(deal) == date(2026, 12, 1)
    assert alice.post(at, {"day": "2026-12-02", "version": "1"}).status_code == 409 and stands_on(deal) == date(2026, 12, 1)


def test_a_date_that_follows_from_what_happens_is_not_moved(enter: Enter, deal: Opportunity) -> None:
    alice = enter("alice", headers={"Accept-Language": "en"})
    Opportunity.unscoped.update(closed_on=date(2026, 11, 12))
    page = alice.get(AT + "&calendar=closed_on").content.decode()
    assert "Folding line" in page and "draggable" not in page and "it cannot be moved" in page
    answer = alice.post(f"/sales/opportunities/{deal.pk}/move?by=closed_on", {"drop": "1", "day": "2026-11-20"})
    assert answer.status_code == 422 and Opportunity.unscoped.get(pk=deal.pk).closed_on == date(2026, 11, 12)


def test_who_may_only_look_cannot_move(enter: Enter, deal: Opportunity) -> None:
    page = enter("dave").get(AT).content.decode()
    assert "Folding line" in page and "draggable" not in page
    assert move(enter("dave"), deal, day="2026-11-20").status_code == 422
    assert move(enter("carol"), deal, day="2026-11-20").status_code == 404 and stands_on(deal) == date(2026, 11, 12)


def test_a_field_that_is_no_date_is_never_moved(enter: Enter, deal: Opportunity) -> None:
    for name in ("name", "updated_at", "", "stage"):
        at = f"/sales/opportunities/{deal.pk}/move?by={name}"
        assert enter("alice").post(at, {"drop": "1", "day": "2026-11-20"}).status_code == 404


def test_a_moment_keeps_its_hour(enter: Enter, cast: Cast) -> None:
    at = timezone.make_aware(datetime(2026, 11, 12, 23, 40))
    with acting(SYSTEM):
        call = make(Activity, subject="Call", owner=cast.person("alice"), at=at)
    entry = enter("alice").get("/workspace/activities/?layout=calendar&day=2026-11-10").context["found"].entries[date(2026, 11, 12)][0]
    assert entry.at == "23:40"
    enter("alice").post(f"{entry.move_href}", {"drop": "1", "day": "2026-11-30"})
    assert Activity.unscoped.get(pk=call.pk).at == at + timedelta(days=18)


def test_a_calendar_is_kept_as_a_view_without_its_day(enter: Enter, deal: Opportunity) -> None:
    alice = enter("alice")
    alice.post("/sales/opportunities/views/new?layout=calendar&span=week&day=2026-11-10", {"name": "My weeks", "audience": "own"})
    from xianji.kit.views.models import View

    assert View.objects.get().address == "layout=calendar&span=week"


def test_the_price_of_a_calendar(enter: Enter, deal: Opportunity) -> None:
    alice = enter("alice")
    alice.get(AT)
    with CaptureQueriesContext(connection) as asked:
        alice.get(AT)
    assert len([one for one in asked if "sales_opportunity" in one["sql"]]) == 2 and len(asked) <= 5
