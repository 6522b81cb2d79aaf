"""Slow work: begun after the commit, done once, on behalf of the one who started it, with a plain word when it fails."""

import time
from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.translation import get_language

from xianji.customers.models import Customer
from xianji.kit import jobs
from xianji.kit.jobs import declared, pulse, running
from xianji.kit.jobs.models import Job
from xianji.kit.refusals import Refused
from xianji.lib import actor
from xianji.org.company import settled
from xianji.org.models import Company, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def work(monkeypatch):
    """`work(function)` declares it as the job “trial” for one test."""
    return lambda function: monkeypatch.setitem(declared.works, "trial", function)


@pytest.fixture
def finished(cast, django_capture_on_commit_callbacks):
    """`finished(order)`: the job as it stands when alice has started it and the worker is through."""

    def do(order=None):
        with cast.acting("alice"), django_capture_on_commit_callbacks(execute=True):
            job = jobs.start("trial", "A trial", order)
        job.refresh_from_db()
        return job

    return do


def test_a_job_runs_on_behalf_of_the_one_who_started_it(work, finished, cast):
    work(lambda order, progress: {"who": actor.current().name, "href": "/import/7", "given": order["n"]})
    job = finished({"n": 3})
    assert (job.state, job.result["who"], job.result["given"], job.href) == ("done", "Alice", 3, "/import/7")
    assert job.user == cast.users["alice"]


def test_it_begins_only_when_the_transaction_is_committed(work, cast, django_capture_on_commit_callbacks):
    work(lambda order, progress: None)
    with cast.acting("alice"), django_capture_on_commit_callbacks() as sent:
        job = jobs.start("trial", "A trial")
    assert Job.objects.get(pk=job.pk).state == "waiting" and len(sent) == 1


def test_a_refusal_is_told_in_its_own_words(work, finished):
    def refuse(order, progress):
        raise Refused("Row 7 has no name.")

    work(refuse)
    job = finished()
    assert (job.state, job.problem) == ("failed", "Row 7 has no name.")


def test_a_broken_job_says_what_broke_and_can_be_tried_again(work, finished, django_capture_on_commit_callbacks):
    outcomes = iter([ZeroDivisionError("by zero"), {}])

    def once_broken(order, progress):
        if isinstance(outcome := next(outcomes), Exception):
            raise outcome
        return outcome

    work(once_broken)
    job = finished()
    assert (job.state, job.problem) == ("failed", "ZeroDivisionError: by zero")
    with django_capture_on_commit_callbacks(execute=True):
        assert jobs.retry(job) and not jobs.retry(job)
    job.refresh_from_db()
    assert (job.state, job.problem) == ("done", "")


def test_nobody_does_a_job_twice(work, finished):
    calls = []
    work(lambda order, progress: calls.append(1))
    job = finished()
    running.run(job.pk)
    assert calls == [1]


def test_a_job_speaks_as_its_starter_chose_else_as_the_company_does(work, finished, cast):
    work(lambda order, progress: {"language": get_language()})
    Company.objects.update(language="zh-hant")
    settled.forget()
    assert finished().result == {"language": "zh-hant"}
    User.objects.filter(pk=cast.users["alice"].pk).update(language="en")
    assert finished().result == {"language": "en"}
    settled.forget()


def test_progress_is_written_at_most_twice_a_second_and_read_while_it_runs(work, finished, monkeypatch):
    written = []
    monkeypatch.setattr(pulse, "_write", lambda progress, write=pulse._write: (written.append(progress.done), write(progress)))

    def count(order, progress):
        for done in range(200):
            progress(done, 200)
            time.sleep(0.006)
        return {"seen": pulse.seen(progress.job_id)["total"]}

    work(count)
    job = finished()
    assert job.result == {"seen": 200} and 2 <= len(written) <= 5
    assert (job.done, job.total) == (199, 200)
    assert pulse.seen(job.pk) == {}


def test_a_stopped_job_ends_at_its_next_step_and_leaves_nothing(work, finished):
    def endless(order, progress):
        jobs.stop(Job.objects.get(pk=progress.job_id))
        for done in range(10_000):
            progress(done)
            time.sleep(0.01)

    work(endless)
    assert finished().state == "stopped"


def test_a_closed_account_does_nothing_any_more(work, cast):
    work(lambda order, progress: {"did": Customer.objects.count()})
    job = Job.objects.create(kind="trial", title="x", user=cast.users["alice"])
    type(job.user).objects.filter(pk=job.user_id).update(is_active=False)
    running.run(job.pk)
    job.refresh_from_db()
    assert job.state == "failed" and job.result == {}


def test_a_job_whose_worker_is_gone_fails_plainly(cast):
    begun = timezone.now() - timedelta(minutes=5)
    lost = Job.objects.create(kind="trial", title="x", state="running", started_at=begun)
    alive = Job.objects.create(kind="trial", title="y", state="running", started_at=begun)
    pulse._write(pulse.Progress(alive.pk))
    running.look_after()
    assert [Job.objects.get(pk=job.pk).state for job in (lost, alive)] == ["failed", "running"]


def test_one_sees_and_stops_only_ones_own_jobs(enter, cast):
    job = Job.objects.create(kind="trial", title="Import of 9,000 rows", user=cast.users["alice"])
    alice, bob = enter("alice"), enter("bob")
    assert "Import of 9,000 rows" in alice.get("/jobs/").content.decode()
    assert alice.get(f"/jobs/{job.pk}").status_code == 200
    assert bob.get(f"/jobs/{job.pk}").status_code == 404 == bob.post(f"/jobs/{job.pk}/stop").status_code
    assert "Import of 9,000 rows" not in bob.get("/jobs/").content.decode()
    assert alice.post(f"/jobs/{job.pk}/stop").status_code == 302
    assert Job.objects.get(pk=job.pk).state == "stopped"


def test_the_page_asks_again_while_the_job_is_open_and_then_no_more(enter, cast):
    job = Job.objects.create(kind="trial", title="Report", user=cast.users["alice"], state="running", total=4)
    pulse._write(pulse.Progress(job.pk))
    part = enter("alice").get(f"/jobs/{job.pk}", headers={"HX-Request": "true", "HX-Target": "job"}).content.decode()
    assert 'hx-trigger="every 1s"' in part and "<html" not in part
    Job.objects.filter(pk=job.pk).update(state="done", result={"href": "/import/7"})
    part = enter("alice").get(f"/jobs/{job.pk}", headers={"HX-Request": "true", "HX-Target": "job"}).content.decode()
    assert "hx-trigger" not in part and 'href="/import/7"' in part


def test_a_wish_about_an_older_job_of_the_same_number_is_not_obeyed(cast):
    with cast.acting("alice"):
        older = jobs.start("nothing", "Older")
        pulse.ask_to_stop(older.pk + 1)
        younger = jobs.start("nothing", "Younger")
    assert younger.pk == older.pk + 1
    assert not pulse.store().get(pulse._stop_key(younger.pk), peek=True)
