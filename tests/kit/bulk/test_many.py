"""All that match a list's address: previewed by the database, done part by part by the worker, stopped, gone on with, taken back."""

import csv
import io
import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.kit.bulk.conftest import MANY, fill
from tests.making import make
from xianji.audit.models import Entry
from xianji.customers.models import Customer
from xianji.kit import jobs, store
from xianji.kit.bulk import chosen, running
from xianji.kit.bulk import undo as undoing
from xianji.kit.bulk.models import Bulk
from xianji.kit.jobs.models import Job
from xianji.kit.jobs.running import run
from xianji.lib import actor
from xianji.lib.actor import SYSTEM
from xianji.org.models import Share

LIST = "/customers/customers/"
STATEMENTS = 32
"""What a deed costs at most whose records are done in one part, whatever their number; new words of the search are among it."""
LARGE = {"verb": "change", "all": "1", "confirmed": "1", "field": "size_class", "asked": "size_class", "size_class": "large"}


def sizes(**asked: Any) -> dict[str, int]:
    found = Customer.unscoped.filter(**asked).values_list("size_class", flat=True)
    return {size: list(found).count(size) for size in set(found)}


def started(client: Any, **more: str) -> Bulk:
    """Asked for and confirmed; the job waits, as nothing is committed."""
    assert client.post(f"{LIST}bulk", {**LARGE, "match": "", "seen": "1", **more}).status_code == 302
    return Bulk.objects.latest("pk")


def finished(bulk: Bulk) -> Bulk:
    run(bulk.job_id)
    return Bulk.objects.select_related("job").get(pk=bulk.pk)


def test_the_preview_counts_in_the_database_and_shows_the_first(crowd, enter):
    client = enter("alice")
    before = Entry.objects.count()
    with CaptureQueriesContext(connection) as asked:
        answer = client.post(f"{LIST}bulk", {**LARGE, "match": "sort=name"})
    found = answer.context["preview"]
    assert (found.total, found.changed, found.same, found.left_out) == (MANY, MANY - 62, 62, 0)
    assert [one["changes"][0]["old"] for one in found.rows] == ["Small"] * 8 and found.rows[0]["title"] == "Firm 0000"
    assert "620" in answer.content.decode() and 'name="ids"' not in answer.content.decode()
    assert sizes()["small"] == MANY - 61 and Entry.objects.count() == before and not Bulk.objects.exists()
    rows = [len(one["sql"]) for one in asked.captured_queries if "customers_customer" in one["sql"]]
    assert len(rows) <= 16


def test_what_cannot_be_done_is_told_in_groups(crowd, enter, cast):
    erin = enter("erin")
    with actor.acting(SYSTEM):
        for firm in crowd[:3]:
            firm.state = "blacklist"
            store.change(firm)
    found = erin.post(f"{LIST}bulk", {"verb": "blacklist", "all": "1", "match": "", "confirmed": "1"}).context["preview"]
    assert (found.total, found.changed) == (MANY + 1, MANY - 2)
    [group] = found.groups
    assert group.count == 3 and "Blacklist" in group.why


def test_what_is_only_shown_to_one_is_told_as_not_ones_own_to_change(crowd, enter, cast):
    elsewhere = Customer.unscoped.get(name="Elsewhere")
    Share.objects.create(label="customers.customer", record_id=elsewhere.pk, person=cast.person("alice"))
    client = enter("alice")
    found = client.post(f"{LIST}bulk", {**LARGE, "match": ""}).context["preview"]
    assert (found.total, found.changed, found.same) == (MANY + 1, MANY - 62, 62)
    [group] = found.groups
    assert group.count == 1 and "customers.customer.change" in group.why
    bulk = finished(started(client))
    assert (bulk.done, bulk.left_out.get().record_id) == (MANY - 62, elsewhere.pk)
    assert Customer.unscoped.get(pk=elsewhere.pk).version == 1


def test_the_worker_does_it_in_parts_once_each_and_in_scope(crowd, enter):
    client = enter("alice")
    bulk = started(client)
    assert (bulk.state, bulk.total, bulk.done) == ("waiting", MANY, 0)
    page = client.get(LIST).content.decode()
    assert f'hx-get="{bulk.address}/progress"' in page and f'action="{bulk.address}"' in page
    bulk = finished(bulk)
    assert (bulk.state, bulk.done, bulk.same, bulk.refused, bulk.job.state) == ("done", MANY - 62, 62, 0, "done")
    assert sizes() == {"large": MANY, "small": 1}
    assert set(Customer.unscoped.exclude(name="Elsewhere").values_list("version", flat=True)) == {1, 2}
    assert Entry.objects.filter(batch=bulk.key, verb="change").count() == MANY - 62
    ended = client.get(f"{bulk.address}/progress")
    assert ended.status_code == 286 and "558" in ended.content.decode() and bulk.job.href == bulk.address
    assert '<span class="dim">Size</span> <b>Large</b>' in client.get(bulk.address).content.decode()


def test_a_filter_that_the_deed_itself_empties_skips_nobody(crowd, enter, monkeypatch):
    monkeypatch.setattr(chosen, "WAVE", 150)
    bulk = finished(started(enter("alice"), match="size_class=small&sort=-name&columns=name"))
    assert (bulk.done, bulk.same) == (MANY - 62, 0) and bulk.asked == {"size_class": "small", "sort": "-name"}


def test_what_changed_since_the_preview_is_left_alone_and_stands_in_the_file(crowd, enter):
    client = enter("alice")
    answer = client.post(f"{LIST}bulk", {**LARGE, "match": ""})
    seen = re.search(r'name="seen" value="([^"]+)"', answer.content.decode())[1]
    Customer.unscoped.filter(pk=crowd[5].pk).update(updated_at=timezone.now() + timedelta(seconds=5), name='=1+1 "Firm"')
    bulk = finished(started(client, seen=seen))
    assert (bulk.done, bulk.refused) == (MANY - 63, 1)
    assert Customer.unscoped.get(pk=crowd[5].pk).size_class == "small"
    text = client.get(f"{bulk.address}/left-out.csv").getvalue().decode("utf-8-sig")
    headings, row = csv.reader(io.StringIO(text))
    assert headings == ["Customer", "Id", "Rule", "Field", "Value given", "Why it was refused"]
    assert row[:3] == ["'=1+1 \"Firm\"", str(crowd[5].pk), "changed_since"] and "was changed since" in row[5]
    assert client.get(f"{bulk.address}/left-out.xlsx").getvalue()[:2] == b"PK"
    assert not Entry.objects.filter(verb="refused:change").exists()
    assert enter("bob").get(f"{bulk.address}/left-out.csv").status_code == 404 == enter("bob").get(bulk.address).status_code


def test_after_a_crash_it_goes_on_behind_the_last_part(crowd, enter, monkeypatch):
    bulk, step = started(enter("alice")), running.step
    calls = iter([True, False])

    def dies(*given):
        if next(calls):
            return step(*given)
        raise MemoryError("killed")

    monkeypatch.setattr(running, "step", dies)
    bulk = finished(bulk)
    assert (bulk.state, bulk.gone_through) == ("failed", 500)
    monkeypatch.setattr(running, "step", step)
    assert enter("alice").post(f"{bulk.address}/again").status_code == 302
    bulk = finished(bulk)
    assert (bulk.state, bulk.done, bulk.same, bulk.total) == ("done", MANY - 62, 62, MANY)
    assert Entry.objects.filter(batch=bulk.key).count() == MANY - 62


def test_two_workers_at_the_same_job_do_nothing_twice(crowd, enter, cast):
    bulk = started(enter("alice"))
    with cast.acting("alice"):
        first, second = running.Doing(bulk), running.Doing(bulk)
        ids = first.wave(0)[:500]
        assert running.step(bulk, first, ids) == 500 == running.step(bulk, second, ids)
    assert Entry.objects.filter(batch=bulk.key).count() == 500


def test_stopped_between_two_parts_what_is_done_stays(crowd, enter, monkeypatch):
    client = enter("alice")
    bulk, step = started(client), running.step

    def stops(*given):
        told = step(*given)
        client.post(f"{bulk.address}/stop")
        return told

    monkeypatch.setattr(running, "step", stops)
    bulk = finished(bulk)
    assert (bulk.state, bulk.gone_through, bulk.job.state) == ("stopped", 500, "stopped")
    page = client.get(bulk.address).content.decode()
    assert "What was done until then stays" in page and "Go on" in page


def test_undo_in_the_toast_stops_what_is_still_to_begin(crowd, enter):
    client = enter("alice")
    bulk = started(client)
    assert client.post(bulk.address).status_code == 302
    bulk = finished(bulk)
    assert (bulk.state, bulk.done, bulk.job.state) == ("stopped", 0, "stopped") and sizes()["small"] == MANY - 61
    jobs.retry(bulk.job)
    run(bulk.job_id)
    assert "taken back" in Job.objects.get(pk=bulk.job_id).problem and sizes()["small"] == MANY - 61


def test_a_large_undo_is_a_job_and_leaves_alone_what_was_changed_afterwards(crowd, enter, monkeypatch):
    monkeypatch.setattr(undoing, "WAVE", 150)
    client = enter("alice")
    bulk = finished(started(client))
    with actor.acting(SYSTEM):
        later = Customer.unscoped.get(pk=crowd[3].pk)
        later.size_class = "medium"
        store.change(later)
    client.post(bulk.address)
    undo = finished(Bulk.objects.get(undoes=bulk))
    assert (undo.deed, undo.done, undo.refused) == ("undo", MANY - 63, 1)
    assert sizes() == {"small": MANY - 62, "large": 62, "medium": 1}
    assert undo.left_out.get().record_id == later.pk and later.name in client.get(undo.address).content.decode()
    assert client.post(bulk.address).status_code == 422


@pytest.mark.parametrize(("name", "verb", "values"), [
    ("alice", "change", {"size_class": "large", "need_profile": "x"}), ("bob", "hand_over", {"to": "bob"}),
    ("erin", "delete", {}), ("alice", "tag", {"tags": "VIP, new"}), ("alice", "lose", {"note": "gone"}),
])  # fmt: skip
def test_statements_do_not_grow_with_the_part(name, verb, values, cast, do):
    if "to" in values:
        values = {"to": cast.person(values["to"])}
    costs = []
    for count in (1, 20, 200):
        fill(cast, count, state="prospect")
        ids = list(Customer.unscoped.order_by("-pk").values_list("pk", flat=True)[:count])
        with CaptureQueriesContext(connection) as found:
            bulk = do(name, Customer, verb, values, ids=ids)
        assert (bulk.done, bulk.refused) == (count, 0), [one.message for one in bulk.left_out.all()]
        costs.append(len([one for one in found.captured_queries if "SAVEPOINT" not in one["sql"]]))
    assert max(costs[1:]) <= STATEMENTS


def test_a_large_filter_that_cannot_be_answered_is_refused(cast, enter):
    make(Customer, owner=cast.person("alice"))
    assert enter("alice").post(f"{LIST}bulk", {**LARGE, "match": "nonsense=1"}).status_code == 400
