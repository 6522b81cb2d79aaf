"""The telephone worklist: whom to call next, by whom, at which hour, and what is written down."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from tests.making import make
from xianji.audit.models import Entry
from xianji.customers.models import Lead, Touch

HERE = "/customers/calls"


@pytest.fixture
def clock(monkeypatch):
    """`clock("15:00")`: that hour of today in the company's time."""

    def put(hour):
        moment = timezone.make_aware(datetime.combine(timezone.localdate(), datetime.strptime(hour, "%H:%M").time()))
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
        return moment

    return put


def test_one_after_the_other_is_called_and_written_down(cast, enter, clock):
    moment = clock("15:00")
    alice = {"owner": cast.person("alice"), "mobile": "13800138001"}
    with cast.acting("alice"):
        made = {name: make(Lead, company=name, **alice) for name in ("First", "Second", "Tomorrow", "No number", "Left in peace")}
        other = make(Lead, company="Of carol", owner=cast.person("carol"), mobile="13800138002")
    for name, values in {
        "First": {"next_step_at": moment - timedelta(hours=2)}, "Second": {"next_step_at": moment + timedelta(hours=2)},
        "Tomorrow": {"next_step_at": moment + timedelta(days=1)}, "No number": {"mobile_mark": ""},
        "Left in peace": {"do_not_contact": True},
    }.items():  # fmt: skip
        Lead.unscoped.filter(pk=made[name].pk).update(**values)
    browser = enter("alice")
    first, second = made["First"].pk, made["Second"].pk
    shown = browser.get(HERE).text
    assert f"{HERE}/{first}/dial" in shown and "13800138001" not in shown and "138****8001" in shown
    assert f"{HERE}/{second}/dial" in browser.get(f"{HERE}?skip={first}").text
    assert "Nobody is left to call" in browser.get(f"{HERE}?skip={first},{second}").text
    dialled = browser.get(f"{HERE}/{first}/dial")
    assert dialled["Location"] == "tel:13800138001" and Entry.objects.get(verb="reveal").record_id == first
    assert browser.get(f"{HERE}/{other.pk}/dial").status_code == 404
    assert browser.post(f"{HERE}/{first}", {"outcome": "sold"}).status_code == 422
    clock("15:04")
    assert browser.post(f"{HERE}/{first}", {"outcome": "connected", "note": "Wants a visit"}).status_code == 302
    touch = Touch.unscoped.get()
    assert (touch.lead_id, touch.seconds, touch.note, touch.owner) == (first, 240, "Wants a visit", cast.person("alice"))
    kept = Lead.unscoped.get(pk=first)
    assert (kept.state, kept.next_step_at) == ("contacted", touch.next_step_at)
    assert timezone.localtime(kept.next_step_at).hour == 10 and kept.followed_at == timezone.now()
    browser.post(f"{HERE}/{second}", {"outcome": "callback", "when": "hour", "minutes": "2"})
    assert Lead.unscoped.get(pk=second).next_step_at == timezone.now() + timedelta(hours=1)
    assert "To call" in browser.get("/").text
    clock("20:30")
    assert "Calls are made from 9:00 to 20:00; it is 20:30." in browser.get(HERE).text
    assert browser.get(f"{HERE}/{second}/dial").status_code == 404
