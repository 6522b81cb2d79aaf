"""Exports of many rows: made by the worker, fetched by the one who asked."""

import csv
import io
import os
import time

import pytest

from tests.making import make
from xianji.audit.models import Entry
from xianji.customers.models import Customer
from xianji.kit.exports import jobs, views
from xianji.kit.exports.order import Order, folder
from xianji.kit.jobs.declared import Stopped
from xianji.kit.jobs.models import Job
from xianji.org.models import Assignment

AT = "/customers/customers/export"


@pytest.fixture
def firms(cast, monkeypatch, settings, tmp_path):
    settings.HOME = tmp_path
    monkeypatch.setattr(views, "AT_ONCE", 2)
    for name, owner in {"East a": "alice", "East b": "bob", "East c": "alice", "Southern": "carol"}.items():
        make(Customer, name=name, owner=cast.person(owner))


def ordered(client, captured, address=f"{AT}.csv?columns=name"):
    """The job's page, after the worker has been at it."""
    with captured(execute=True):
        answer = client.get(address)
    assert answer.status_code == 302 and answer.url.startswith("/jobs/")
    return Job.objects.get(pk=int(answer.url.rsplit("/", 1)[1]))


def names(answer):
    text = b"".join(answer.streaming_content).decode()
    return sorted(row[0] for row in list(csv.reader(io.StringIO(text)))[1:])


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_many_rows_are_a_job_whose_file_is_fetched(firms, enter, django_capture_on_commit_callbacks, kind):
    client = enter("erin")
    job = ordered(client, django_capture_on_commit_callbacks, f"{AT}.{kind}?columns=name")
    assert (job.state, job.result["rows"], job.done) == ("done", 4, 4), job.problem
    answer = client.get(job.href)
    assert answer.status_code == 200 and answer["Content-Disposition"].startswith("attachment;") and kind in answer["Content-Disposition"]
    assert client.get(job.href).status_code == 404
    if kind == "csv":
        assert names(answer) == ["East a", "East b", "East c", "Southern"]


def test_it_reaches_as_far_as_the_right_and_is_in_the_journal(firms, enter, django_capture_on_commit_callbacks):
    client = enter("bob")
    job = ordered(client, django_capture_on_commit_callbacks)
    assert names(client.get(job.href)) == ["East a", "East b", "East c"]
    entry = Entry.objects.get(verb="export")
    assert entry.actor == "Bob" and entry.changes["rows"][1] == 3


def test_nobody_else_fetches_it_nor_who_may_no_longer_export(firms, enter, cast, django_capture_on_commit_callbacks):
    client = enter("bob")
    job = ordered(client, django_capture_on_commit_callbacks)
    assert enter("erin").get(job.href).status_code == 404
    Assignment.objects.filter(user=cast.users["bob"]).delete()
    cast.users["bob"].access_version += 1
    cast.users["bob"].save()
    assert client.get(job.href).status_code == 403


def test_asked_twice_it_is_made_once(firms, enter):
    client = enter("erin")
    assert client.get(f"{AT}.csv").url == client.get(f"{AT}.csv").url
    assert client.get(f"{AT}.xlsx").url != client.get(f"{AT}.csv").url


def test_stopped_it_leaves_nothing(firms, cast):
    def stop(done, total):
        raise Stopped

    order = {"what": Order(Customer.label(), "csv").written(), "file": "x.csv"}
    with cast.acting("erin"), pytest.raises(Stopped):
        jobs.export_list(order, stop)
    assert list(folder().glob("*")) == [] and not Entry.objects.filter(verb="export").exists()


def test_old_files_go(firms):
    folder().mkdir()
    for name, days in {"old.csv": 4, "young.csv": 2}.items():
        (folder() / name).write_text("x")
        os.utime(folder() / name, (time.time() - days * 86400,) * 2)
    assert jobs.forget_exports() == 1
    assert [path.name for path in folder().glob("*")] == ["young.csv"]
