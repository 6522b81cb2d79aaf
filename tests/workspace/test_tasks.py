"""Tasks: done by a click, coming again, put off; those of the regulation open and close by their keys."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from tests.making import make
from xianji.audit.models import Entry
from xianji.customers.models import Customer
from xianji.kit import verbs
from xianji.kit.refusals import Refused
from xianji.lib.actor import SYSTEM, acting
from xianji.workspace.models import Notice, Task
from xianji.workspace.tasks import rules
from xianji.workspace.tasks.actions import cancel, finish, put_off, reopen
from xianji.workspace.tasks.opening import Opening, close_tasks, open_tasks

pytestmark = pytest.mark.django_db


def ahead(**given: float) -> datetime:
    return timezone.now() + timedelta(**given)


def stored(task: Task) -> Task:
    return Task.unscoped.get(pk=task.pk)


@pytest.mark.parametrize(
    ("due", "repeat", "now", "expected"),
    [
        ("2026-01-31 18:00", "monthly", "2026-01-31 12:00", "2026-02-28 18:00"),
        ("2026-01-31 18:00", "monthly", "2026-03-05 12:00", "2026-03-31 18:00"),
        ("2026-03-02 09:30", "weekly", "2026-03-20 12:00", "2026-03-23 09:30"),
        ("2026-03-02 09:30", "daily", "2026-03-02 08:00", "2026-03-03 09:30"),
        ("2026-12-31 18:00", "monthly", "2026-12-31 19:00", "2027-01-31 18:00"),
    ],
)
def test_the_next_time_is_after_the_last_and_after_now(due, repeat, now, expected):
    read = datetime.fromisoformat
    assert rules.following(read(due), repeat, read(now)) == read(expected)


def test_overdue_is_derived_from_state_and_hour():
    now = timezone.now()
    assert rules.is_overdue("open", now - timedelta(seconds=1), now) and rules.is_overdue("in_progress", now - timedelta(1), now)
    assert not rules.is_overdue("done", now - timedelta(1), now) and not rules.is_overdue("open", now, now)


def test_a_task_that_comes_again_opens_the_next_one_and_takes_it_back(cast):
    with cast.acting("alice"):
        task = make(Task, owner=cast.person("alice"), repeat="weekly", due_at=ahead(days=-1), title="Weekly report")
        finish(task)
        following = Task.objects.get(before=task)
        assert (following.title, following.state, following.due_at) == ("Weekly report", "open", task.due_at + timedelta(days=7))
        reopen(task)
        assert not Task.objects.filter(before=task).exists() and stored(task).done_at is None
        finish(task)
    assert Task.unscoped.filter(before=task, deleted_at=None).count() == 1
    assert Entry.objects.filter(label="workspace.task", record_id=task.pk, verb="finish").count() == 2


def test_a_next_one_that_was_touched_stays(cast):
    with cast.acting("alice"):
        task = make(Task, owner=cast.person("alice"), repeat="daily")
        finish(task)
        put_off(Task.objects.get(before=task), until=timezone.localdate() + timedelta(days=9))
        reopen(task)
        assert Task.objects.filter(before=task).count() == 1


def test_a_task_is_put_off_to_a_later_day_at_its_hour(cast):
    with cast.acting("alice"):
        task = make(Task, owner=cast.person("alice"), due_at=timezone.localtime().replace(hour=9, minute=15))
        day = timezone.localdate() + timedelta(days=3)
        put_off(task, until=day)
        moved = timezone.localtime(stored(task).due_at)
        assert (moved.date(), moved.hour, moved.minute) == (day, 9, 15)
        with pytest.raises(Refused, match="is past"):
            put_off(task, until=timezone.localdate() - timedelta(days=1))


def test_what_the_regulation_asks_is_not_done_by_a_click(cast):
    with acting(SYSTEM):
        open_tasks([Opening("c:1", "Follow the quote", cast.person("alice").pk, ahead(days=1), clause="4.4")])
    task = Task.unscoped.get(key="c:1")
    with cast.acting("alice"):
        for verb, given in ((finish, {}), (cancel, {}), (put_off, {"until": timezone.localdate()})):
            with pytest.raises(Refused, match="closes by itself"):
                verb(task, **given)
    assert stored(task).state == "open"


def test_opening_twice_changes_nothing_and_an_open_one_follows(as_system, cast, django_assert_max_num_queries):
    alice, carol = cast.person("alice").pk, cast.person("carol").pk
    wanted = [Opening(f"c:{n}", f"Duty {n}", alice, ahead(days=1), ("customers.customer", n + 1), "4.4") for n in range(700)]
    with django_assert_max_num_queries(60):
        assert open_tasks(wanted) == (700, 0)
    assert Task.unscoped.filter(key__startswith="c:", owner=alice, org_path=cast.team.path, source="control").count() == 700
    entries = Entry.objects.count()
    with django_assert_max_num_queries(8):
        assert open_tasks(wanted) == (0, 0)
    assert Entry.objects.count() == entries
    assert close_tasks(["c:5", "c:5", "c:none"]) == 1 and close_tasks(["c:5"]) == 0
    later = [Opening("c:5", "Duty 5", carol, ahead(days=1)), Opening("c:6", "Duty six", carol, ahead(days=2))]
    assert open_tasks(later) == (0, 1)
    five, six = Task.unscoped.get(key="c:5"), Task.unscoped.get(key="c:6")
    assert (five.state, five.owner_id, six.title, six.org_path) == ("done", alice, "Duty six", cast.branch.path)
    assert five.done_at is not None and Entry.objects.filter(label="workspace.task", record_id=five.pk, verb="finish").count() == 1


def test_thousands_are_closed_in_blocks(as_system, cast):
    keys = [f"d:{n}" for n in range(501)]
    open_tasks([Opening(key, "Duty", cast.person("alice").pk, ahead(days=1)) for key in keys])
    assert close_tasks(keys, "cancelled") == 501
    assert not Task.unscoped.filter(key__in=keys).exclude(state="cancelled").exists()


def test_the_circle_does_it_and_the_toast_takes_it_back(enter, cast):
    task = make(Task, owner=cast.person("alice"), title="Send the samples")
    alice = enter("alice")
    done = alice.post(f"/workspace/tasks/{task.pk}/finish", headers={"HX-Request": "true"})
    assert done.status_code == 200 and not done.content and '"undo": "/workspace/tasks/' in done["HX-Trigger"]
    assert stored(task).state == "done"
    assert alice.post(f"/workspace/tasks/{task.pk}/do/reopen?next=/")["Location"] == "/" and stored(task).state == "open"
    assert alice.post(f"/workspace/tasks/{task.pk}/finish", {"next": "/workspace/tasks/"})["Location"] == "/workspace/tasks/"


@pytest.mark.parametrize("name", ["carol", "grace"])
def test_others_find_no_task_of_mine(enter, cast, name):
    task = make(Task, owner=cast.person("alice"))
    other = enter(name)
    assert other.post(f"/workspace/tasks/{task.pk}/finish").status_code == 404
    assert other.get(f"/workspace/tasks/{task.pk}").status_code == 404 and stored(task).state == "open"


def test_a_leader_gives_a_task_and_a_seller_does_not(enter, cast):
    given = {"title": "Call them", "due_at": "2026-12-01T10:00", "priority": "high", "repeat": "once"}
    made = enter("bob").post("/workspace/tasks/new", {**given, "owner": cast.person("alice").number})
    assert made.status_code == 302 and Task.unscoped.get(title="Call them").owner == cast.person("alice")
    refused = enter("alice").post("/workspace/tasks/new", {**given, "owner": cast.person("carol").number})
    assert refused.status_code in {403, 422} and not Task.unscoped.filter(owner=cast.person("carol")).exists()


def test_who_is_given_a_task_is_told_and_nobody_is_told_of_their_own(cast):
    with cast.acting("bob"):
        task = verbs.create(Task, {"title": "Call them", "owner": cast.person("alice")})
        verbs.create(Task, {"title": "Mine"})
    assert Notice.objects.filter(person=cast.person("alice"), kind="task", about_id=task.pk).count() == 1
    with cast.acting("alice"):
        verbs.hand_over(task, cast.person("bob"))
    assert Notice.objects.get(person=cast.person("bob")).values == {"who": "Alice", "task": "Call them"}


def test_a_record_shows_its_open_tasks_to_whoever_may_see_them(enter, cast):
    customer = make(Customer, owner=cast.person("alice"), name="Crane")
    about = {"about_label": customer.label(), "about_id": customer.pk}
    make(Task, owner=cast.person("alice"), title="Send an offer", **about)
    make(Task, owner=cast.person("alice"), title="Long done", state="done", **about)
    make(Task, owner=cast.person("carol"), title="Not hers", **about)
    at = f"/workspace/tasks/about/{customer.label()}/{customer.pk}"
    shown = enter("alice").get(at, headers={"HX-Request": "true"}).content.decode()
    assert "Send an offer" in shown and "Long done" not in shown and "Not hers" not in shown
    assert enter("carol").get(at).status_code == 404
    assert f'hx-get="{at}"' in enter("alice").get(f"/customers/customers/{customer.pk}").content.decode()


def test_a_task_about_a_record_is_begun_on_its_page(enter, cast):
    customer = make(Customer, owner=cast.person("alice"))
    at = f"/workspace/tasks/about/{customer.label()}/{customer.pk}/new"
    given = {"title": "Send an offer", "due_at": "2026-12-01T10:00", "priority": "normal", "repeat": "once"}
    assert enter("alice").post(at, {**given, "title": ""}).status_code == 422
    assert enter("alice").post(at, given)["Location"] == f"/customers/customers/{customer.pk}"
    task = Task.unscoped.get(title="Send an offer")
    assert (task.about_label, task.about_id, task.owner) == (customer.label(), customer.pk, cast.person("alice"))
    assert enter("carol").post(at, given).status_code == 404


def test_the_tabs_of_the_list_ask_what_they_say(enter, cast):
    now = timezone.now()
    for title, gap in (("Late one", -3), ("Now one", 0.01), ("Far one", 30)):
        make(Task, owner=cast.person("alice"), title=title, due_at=now + timedelta(days=gap))
    make(Task, owner=cast.person("alice"), title="Done one", state="done", due_at=now - timedelta(days=3))
    from xianji.workspace.tasks.resource import TaskResource

    seen = {}
    for label, words in TaskResource.tabs.items():
        page = enter("bob" if "team" in words else "alice").get(f"/workspace/tasks/?{words}").content.decode()
        seen[str(label)] = {word for word in ("Late", "Now", "Far", "Done") if f"{word} one" in page}
    assert seen["Mine, overdue"] == seen["My team, overdue"] == {"Late"} and seen["Mine, open"] == {"Late", "Now", "Far"}
    assert "Now" in seen["Mine, this week"] or now.weekday() == 6
