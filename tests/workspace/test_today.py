"""Today: the sentence, the ribbon, the sections, for oneself and for the team, at a bounded price."""

import re
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.making import make
from xianji.customers.models import Customer
from xianji.kit import registry
from xianji.kit.registry import Section
from xianji.sales.models import Visit
from xianji.workspace.models import Activity, Arrangement, Task
from xianji.workspace.notices import posting
from xianji.workspace.notices.unread import unread
from xianji.workspace.tasks.today import due_today
from xianji.workspace.today import page, rules, views

pytestmark = pytest.mark.django_db
OFFICE = ((9, 12), (13, 18))
NOON = datetime(2026, 11, 23, 12, tzinfo=timezone.get_current_timezone())


@pytest.fixture
def noon(monkeypatch):
    """A Monday at noon, whatever the clock says."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)
    return NOON


@pytest.fixture
def day(cast, noon):
    """Alice's: a customer to follow, three appointments, tasks of yesterday, today, this week and beyond."""
    alice = cast.person("alice")
    old = noon.date() - timedelta(days=20)
    make(Customer, name="Small Mill", owner=alice, size_class="small", last_contact_on=old, won_amount=900)
    make(Customer, name="Large Mill", owner=alice, size_class="large", last_contact_on=old, won_amount=100, phone="021-5555")
    make(Customer, name="Fresh Mill", owner=alice, size_class="large", last_contact_on=noon.date())
    mill = make(Customer, name="Talked Mill", owner=alice)
    about = {"about_label": mill.label(), "about_id": mill.pk}
    for subject, hour, minutes in (("Past call", 9, 30), ("Running talk", 11.5, 60), ("Later visit", 15, 90)):
        at = noon.replace(hour=int(hour), minute=int(hour % 1 * 60))
        make(Activity, subject=subject, owner=alice, kind="meeting", at=at, minutes=minutes, **about)
    for title, gap in (("Old duty", -1), ("Due now", 0), ("This Friday", 4), ("Next month", 30)):
        make(Task, title=title, owner=alice, due_at=noon.replace(hour=17) + timedelta(days=gap), **about)
    make(Task, title="Long done", owner=alice, due_at=noon, state="done")
    return mill


def shown(enter, name="alice", path="/"):
    return enter(name, headers={"Accept-Language": "en"}).get(path).content.decode()


def test_the_sentence_counts_what_is_left(enter, day):
    assert "You have <b>2 appointments</b> and <b>2 tasks</b> left today." in shown(enter)
    assert "Nothing is left to do today." in shown(enter, "carol")


def test_the_sentence_is_true_also_where_the_tasks_are_hidden_or_many(enter, day, cast):
    enter("alice").post("/today/arrange", {"order": ["tasks"], "shown": []})
    assert "<b>2 tasks</b>" in shown(enter) and 'id="today-tasks"' not in shown(enter)
    for n in range(120):
        make(Task, title=f"Task {n}", owner=cast.person("carol"), due_at=NOON)
    assert "<b>99+ tasks</b>" in shown(enter, "carol")


def test_the_ribbon_knows_what_is_over_what_runs_and_where_there_is_time(enter, day, cast):
    make(Visit, customer=day, owner=cast.person("alice"), planned_at=NOON.replace(hour=17, minute=30), minutes=30)
    ribbon = shown(enter).split('class="ribbon"')[1].split("</section>")[0]
    states = {name: ribbon.split(name)[0].rpartition("<a ")[2] for name in ("Past call", "Running talk", "Later visit")}
    assert 'data-s="done"' in states["Past call"] and 'data-s="now"' in states["Running talk"] and "data-s" not in states["Later visit"]
    assert "Talked Mill" in ribbon and 'data-l="12:00"' in ribbon
    assert "</svg>Visit</span>" in ribbon, "what is about nothing says what it is"
    assert "at=2026-11-23T13:00" in ribbon and "at=2026-11-23T16:30" in ribbon


def test_overlapping_things_lie_in_tracks_and_gaps_are_told_from_an_hour_on():
    pieces = rules.laid([(9, 1, "a"), (9.5, None, "b"), (10, 1, "c"), (14, 0.5, "d")], 9.75)
    assert [(piece.thing, piece.track, piece.state) for piece in pieces] == [("a", 0, "now"), ("b", 1, "now"), ("c", 0, ""), ("d", 0, "")]
    assert rules.gaps(pieces, OFFICE, 10.6) == [(11, 1), (13, 1), (14.75, 3.25)]
    assert rules.gaps(pieces, OFFICE, 17.2) == [] and rules.span([], OFFICE) == (8.6, 18.6)
    many = rules.laid([(9, 2, n) for n in range(6)], 8)
    assert {piece.track for piece in many} == {0, 1, 2}, "a ribbon grows no higher than it can be read"


def test_due_tasks_begin_with_the_overdue_and_the_week_is_a_click_away(enter, day):
    today = shown(enter)
    assert today.index("Old duty") < today.index("Due now") and "This Friday" not in today and "Long done" not in today
    week = shown(enter, path="/?due=week")
    assert "This Friday" in week and "Next month" not in week


def test_customers_to_follow_are_the_large_ones_first_each_with_one_deed(enter, day):
    part = shown(enter).split('id="today-following"')[1].split("</section>")[0]
    assert part.index("Large Mill") < part.index("Small Mill") and "Fresh Mill" not in part
    assert "no contact for 20 days" in part and "kind=meeting" in part and "kind=mail" in part


def test_the_list_behind_all_asks_for_the_same(enter, cast, noon):
    for n in range(7):
        make(Customer, name=f"Mill {n}", owner=cast.person("alice"), last_contact_on=noon.date() - timedelta(days=15))
    part = shown(enter).split('id="today-following"')[1]
    href = part.split('class="link sm end" href="')[1].split('"')[0].replace("&amp;", "&")
    assert "All 7" in part and shown(enter, path=href).count("Mill ") >= 7


def test_a_leader_looks_at_the_team_and_a_seller_does_not(enter, day, cast):
    team = shown(enter, "bob", "/?of=team")
    assert "The team has <b>2 tasks</b> due today." in team and "Old duty" in team and "Large Mill" in team
    assert "Old duty" not in shown(enter, "bob") and "of=team" not in shown(enter)
    assert "Old duty" not in shown(enter, "carol", "/?of=team") and "Old duty" not in shown(enter, "grace", "/?of=team")


def test_lately_tells_what_others_did_with_what_one_may_see(enter, cast):
    with cast.acting("alice"):
        make(Customer, name="Seen Mill", owner=cast.person("alice"))
    with cast.acting("carol"):
        make(Customer, name="Far Mill", owner=cast.person("carol"))
    bob, alice = shown(enter, "bob", "/today/recent"), shown(enter, "alice", "/today/recent")
    assert "Seen Mill" in bob and "Far Mill" not in bob and "Seen Mill" not in alice
    part = enter("bob").get("/today/recent", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part and 'id="today-recent"' in part


def test_what_the_page_only_announced_comes_with_one_request_into_its_places(enter, cast):
    with cast.acting("alice"):
        make(Customer, name="Seen Mill", owner=cast.person("alice"))
    page = shown(enter, "bob")
    announced = set(re.findall(r'id="(today-\w+)" style="display:contents"', page))
    assert "today-recent" in announced and page.count('hx-get="/today/late"') == 1 and "Seen Mill" not in page
    bob = enter("bob")
    with CaptureQueriesContext(connection) as asked:
        part = bob.get("/today/late", headers={"HX-Request": "true"}).content.decode()
    came = set(re.findall(r'<section class="sec" id="(today-\w+)" hx-swap-oob="true">', part))
    assert "Seen Mill" in part and "<html" not in part and "today-recent" in came and came <= announced
    assert len(asked) <= 20, [one["sql"][:150] for one in asked]
    bob.post("/today/arrange", {"order": ["tasks"], "shown": ["tasks"]})
    assert not bob.get("/today/late").content.strip() and "/today/late" not in shown(enter, "bob")


def test_sections_are_hidden_moved_and_put_back(enter, cast, day):
    alice = enter("alice", headers={"Accept-Language": "en"})
    names = ["tasks", "following", "recent"]
    alice.post("/today/arrange", {"order": names, "shown": ["following", "tasks"], "move": "up:following"})
    part = alice.get("/").content.decode()
    assert part.index('id="today-following"') < part.index('id="today-tasks"') and 'id="today-recent"' not in part
    assert 'id="today-recent"' in shown(enter, "bob")
    alice.post("/today/arrange", {"order": ["nonsense"], "shown": ["tasks"]})
    assert "nonsense" not in Arrangement.objects.get().order
    alice.post("/today/arrange", {"reset": "1"})
    assert not Arrangement.objects.exists()


def test_a_section_of_another_chapter_speaks_at_the_top_and_is_refreshed_in_place(enter, cast, monkeypatch, rf):
    def duties(desk):
        return {"count": 2, "tone": "bad", "said": {"text": "2 duties <are> overdue.", "tone": "bad"}, "rows": [], "is_week": False}

    made = Section("errands", "Errands", "workspace/today/recent.html", duties, "side", 30, permission="customers.customer.view")
    monkeypatch.setattr(registry.chapters[-1], "today", [made])
    text = shown(enter)
    assert '<b class="late">2 duties &lt;are&gt; overdue.</b>' in text and text.index("today-errands") < text.index("today-recent")
    monkeypatch.setattr(registry.chapters[-1], "today", [Section("errands", "Errands", "x.html", duties, permission="no.body.may")])
    assert "today-errands" not in shown(enter) and enter("alice").get("/today/errands").status_code == 404


def test_the_page_has_a_price(enter, day):
    alice = enter("alice")
    alice.get("/")
    with CaptureQueriesContext(connection) as asked:
        answer = alice.get("/")
    assert len(asked) <= 14, [one["sql"][:150] for one in asked]
    assert len(answer.content) < 60_000
    with CaptureQueriesContext(connection) as asked:
        alice.get("/today/recent")
    assert len(asked) <= 5


def test_moving_a_section_stays_within_the_order():
    assert views.moved(["a", "b"], "up:a") == views.moved(["a", "b"], "down:x") == ["a", "b"]
    assert views.moved(["a", "b", "c"], "down:a") == ["b", "a", "c"]


def test_who_leads_is_who_sees_tasks_of_others(cast):
    assert page.leads(cast.actor("bob")) and page.leads(cast.actor("erin")) and not page.leads(cast.actor("alice"))


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a few rows make PostgreSQL read whole tables")
def test_the_numbers_beside_the_menu_are_answered_by_indexes_of_their_own(cast):
    with cast.acting("alice"), CaptureQueriesContext(connection) as asked:
        due_today(cast.actor("alice")), unread(cast.actor("alice")), posting.post_due()
    plans = []
    with connection.cursor() as cursor:
        for one in asked:
            cursor.execute(f"EXPLAIN QUERY PLAN {one['sql']}")
            plans.append(" ".join(row[3] for row in cursor.fetchall()))
    told = " | ".join(plan for plan in plans if " workspace_" in plan)
    assert all(index in told for index in ("workspace_t_undone", "workspace_n_unread", "workspace_n_mail")), told
    assert "SCAN workspace_" not in told, told
