"""The agenda, and the feed by which other calendars read it."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.making import make
from xianji.audit.models import Entry
from xianji.customers.models import Customer
from xianji.kit.calendars.spans import Span
from xianji.lib.actor import SYSTEM, acting
from xianji.org.models import Assignment, User
from xianji.org.users import sessions
from xianji.sales.models import Opportunity
from xianji.workspace.agenda import rules
from xianji.workspace.agenda.mine import agenda, sources
from xianji.workspace.agenda.models import Feed
from xianji.workspace.models import Activity

pytestmark = pytest.mark.django_db
FEED = "/workspace/agenda/feed"


@pytest.fixture
def full(cast):
    """Alice has a call, a next step and an expected close today; a won deal of hers, and a deal of bob, say nothing."""
    cache.clear()
    alice, today = cast.person("alice"), timezone.localdate()
    with acting(SYSTEM):
        customer = make(Customer, name="栖梧半导体", owner=alice)
        deal = make(Opportunity, name="二期，一; \\ 号", customer=customer, owner=alice, expected_on=today, next_step="x", next_step_on=today)
        make(Opportunity, name="Won", customer=customer, owner=alice, expected_on=today, stage="won")
        make(Opportunity, name="Of bob", customer=customer, owner=cast.person("bob"), expected_on=today)
        make(Activity, subject="Call", owner=alice, at=timezone.now(), minutes=45)
    return deal


def entries(cast, name, kind="month"):
    span = Span(kind, timezone.localdate())
    with cast.acting(name):
        found, _rest = agenda(span.first, span.last, 9)
        return [(entry, f"{entry.title}/{entry.column.path}", entry.move_href) for day in found.entries.values() for entry in day]


def titles(cast, name, kind="month"):
    return sorted(title for _entry, title, _href in entries(cast, name, kind))


def made(client):
    """The address that the settings show once."""
    page = client.post(FEED, {"do": "make"}).content.decode()
    return re.search(r'value="http://testserver(/workspace/agenda/\d+/[^"]+\.ics)"', page)[1]


def test_it_holds_what_is_mine_and_open(enter, full, cast):
    deal = full.name
    for kind in ("month", "week", "day"):
        assert titles(cast, "alice", kind) == ["Call/at", f"{deal}/expected_on", f"{deal}/next_step_on"]
        page = enter("alice").get(f"/workspace/agenda?span={kind}").content.decode()
        assert page.count('class="entry"') == 3 and "Of bob" not in page
    assert titles(cast, "bob") == ["Of bob/expected_on"] and titles(cast, "carol") == []


def test_it_stands_in_the_menu_of_who_may_see_activities(enter, full):
    assert 'href="/workspace/agenda"' in enter("alice").get("/customers/customers/").content.decode()
    assert enter("frank").get("/workspace/agenda").status_code == 404


def test_a_next_step_is_moved_in_it(enter, full, cast):
    href = next(href for _entry, title, href in entries(cast, "alice") if title.endswith("/next_step_on"))
    day = timezone.localdate() + timedelta(days=3)
    assert enter("alice").post(href, {"drop": "1", "day": f"{day}", "next": "/workspace/agenda"}).url == "/workspace/agenda"
    assert Opportunity.unscoped.get(pk=full.pk).next_step_on == day


def test_its_price(enter, full, cast):
    alice = enter("alice")
    alice.get("/workspace/agenda")
    with CaptureQueriesContext(connection) as asked:
        alice.get("/workspace/agenda")
    with cast.acting("alice"):
        each = len(list(sources()))
    assert len(asked) <= 2 + each + 3, "one for each source, and one more for the three that have something"


def test_the_feed_is_what_its_owner_may_see_at_that_moment(enter, full, cast):
    address = made(enter("alice"))
    answer = Client().get(address)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8" and "no-store" in answer["Cache-Control"]
    text = answer.content.decode()
    assert text.count("BEGIN:VEVENT") == 3 and "Won" not in text and "Of bob" not in text
    plain = text.replace("\r\n ", "")
    assert r"二期，一\; \\ 号" in plain and "DURATION:PT45M" in plain
    assert f"UID:sales.opportunity.{full.pk}.expected_on@xianji" in plain
    Assignment.objects.filter(user=cast.users["alice"]).delete()
    User.objects.update(access_version=99)
    assert Client().get(address).content.decode().count("BEGIN:VEVENT") == 0


def test_the_feed_is_bounded_in_time(enter, full):
    today = timezone.localdate()
    for day, seen in ((today - timedelta(days=91), 2), (today - timedelta(days=90), 3), (today + timedelta(days=366), 2)):
        Opportunity.unscoped.filter(pk=full.pk).update(expected_on=day)
        assert Client().get(made(enter("alice"))).content.decode().count("BEGIN:VEVENT") == seen


def test_only_a_hash_is_kept_and_the_address_is_shown_once(enter, full):
    address = made(enter("alice"))
    secret = address.rpartition("/")[2].removesuffix(".ics")
    feed = Feed.objects.get()
    assert len(secret) >= 43 and secret not in feed.digest and secret not in enter("alice").get(FEED).content.decode()
    assert Entry.objects.filter(verb="make_feed").count() == 1
    assert not Entry.objects.filter(reason__contains=secret).exists()


def test_a_renewed_address_ends_the_old_one_and_a_revoked_one_is_gone(enter, full):
    old, new = made(enter("alice")), made(enter("alice"))
    assert Client().get(old).status_code == 404 and Client().get(new).status_code == 200
    enter("alice").post(FEED, {"do": "revoke"})
    assert Client().get(new).status_code == 404 and Entry.objects.filter(verb="revoke_feed").count() == 1
    enter("alice").post(FEED, {"do": "revoke"})
    assert Entry.objects.filter(verb="revoke_feed").count() == 1


def test_the_address_ends_with_the_account(enter, full, cast):
    address = made(enter("alice"))
    User.objects.filter(login="alice").update(is_active=False)
    assert Client().get(address).status_code == 404
    User.objects.filter(login="alice").update(is_active=True)
    sessions.end_tokens(cast.users["alice"])
    assert Client().get(address).status_code == 404 and not Feed.objects.exists()


def test_who_guesses_waits_and_who_reads_too_often_too(enter, full):
    address = made(enter("alice"))
    for _n in range(20):
        assert Client().get("/workspace/agenda/1/guessed.ics").status_code == 404
    told = Client().get("/workspace/agenda/1/guessed.ics")
    assert told.status_code == 429 and int(told["Retry-After"]) > 0
    assert Client().get(address).status_code == 200, "the right one is not held up"
    assert Client().post(address).status_code == 405


def test_strangers_have_neither_agenda_nor_settings(client, full):
    assert client.get("/workspace/agenda").status_code == 302 and client.get(FEED).status_code == 302


@pytest.mark.parametrize("words", ["短", "长" * 80, "a" * 300, "混 mixed " * 30, "😀" * 40])
def test_long_lines_are_folded_between_characters(words):
    folded = rules.folded(f"SUMMARY:{words}")
    lines = folded.encode().split(b"\r\n")
    assert all(len(line) <= 75 for line in lines) and [line.decode() for line in lines]
    assert folded.replace("\r\n ", "") == f"SUMMARY:{words}"


def test_text_is_escaped():
    assert rules.text("a,b;c\\d\r\ne\x00\x07") == "a\\,b\\;c\\\\d\\ne"


def test_a_day_is_whole_and_a_moment_is_utc():
    changed = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
    day = rules.written(rules.Event("u", date(2026, 2, 28), "s", changed))
    assert "DTSTART;VALUE=DATE:20260228" in day and "DTEND;VALUE=DATE:20260301" in day and "DTSTAMP:20260301T080000Z" in day
    from zoneinfo import ZoneInfo

    late = rules.written(rules.Event("u", datetime(2026, 3, 1, 7, 30, tzinfo=ZoneInfo("Asia/Shanghai")), "s", changed, minutes=30))
    assert "DTSTART:20260228T233000Z" in late and "DURATION:PT30M" in late
