"""A duty is asked for as long as it waits: what is done in time is not announced for its day any more, and what is done late
counts as missed and is asked for no longer."""

from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

from tests.making import make
from xianji.administration.accessreviews.controls import accounts_are_confirmed
from xianji.administration.alerts.controls import alerts_are_looked_into
from xianji.administration.retention.controls import nothing_is_kept_too_long
from xianji.administration.security.controls import leavers_are_shut_out
from xianji.administration.subjects.controls import persons_are_answered
from xianji.customers.customers.models import Customer
from xianji.customers.leads.controls import leads_are_called_in_time
from xianji.customers.quality.controls import drawn_files_are_compared, files_are_right
from xianji.customers.quality.models import QualitySample
from xianji.org.models import Person, User
from xianji.policy.runs.looking import look, parameters_on
from xianji.risk.risks.controls import risks_are_answered
from xianji.risk.rounds.controls import classes_are_gone_through
from xianji.sales.dunning.controls import steps_are_taken
from xianji.sales.models import Negotiation, Visit
from xianji.sales.negotiations.controls import negotiations_come_to_an_end
from xianji.sales.quotes.controls import small_customers_are_quoted_quickly
from xianji.sales.rounds.controls import plans_are_in_time
from xianji.sales.visits.controls import visits_are_written_up
from xianji.service.return_visits.controls import customers_are_called_back
from xianji.workspace.handovers.controls import requests_are_done
from xianji.workspace.models import Task
from xianji.workspace.tasks.controls import last_month, tasks_are_done_on_time

DAY = timezone.localdate


def moment(hour=23, minute=59):
    return timezone.make_aware(datetime.combine(DAY(), time(hour, minute)))


def begun(control):
    """So long ago that today is its day."""
    (days,) = parameters_on(control, DAY()).values()
    return DAY() - timedelta(days=int(days))


DUTIES = [
    (accounts_are_confirmed, lambda: {"state": "open", "opened_on": begun(accounts_are_confirmed)}, lambda: {"state": "confirmed"}),
    (alerts_are_looked_into, lambda: {"state": "open", "on": DAY()}, lambda: {"state": "harmless"}),
    (nothing_is_kept_too_long, lambda: {"state": "announced", "due_on": DAY()}, lambda: {"state": "erased"}),
    (persons_are_answered, lambda: {"state": "verified", "due_on": DAY()}, lambda: {"state": "done"}),
    (leads_are_called_in_time, lambda: {"state": "assigned", "first_due_at": moment()}, lambda: {"contacted_at": moment(0, 0)}),
    (drawn_files_are_compared, lambda: {"state": "open", "due_on": DAY()}, lambda: {"state": "done"}),
    (risks_are_answered, lambda: {"state": "assessed", "respond_by": DAY()}, lambda: {"responded_on": DAY()}),
    (classes_are_gone_through, lambda: {"state": "open", "signed_on": None, "due_on": DAY()}, lambda: {"signed_on": DAY()}),
    (steps_are_taken, lambda: {"state": "due", "due_on": DAY()}, lambda: {"state": "done", "done_on": DAY()}),
    (negotiations_come_to_an_end, lambda: {"state": "in_round", "begun_on": begun(negotiations_come_to_an_end)},
     lambda: {"state": "agreed", "memo": "Price and term"}),
    (customers_are_called_back, lambda: {"state": "due", "due_on": DAY()}, lambda: {"state": "done", "done_on": DAY()}),
    (requests_are_done, lambda: {"state": "accepted", "agreed_on": DAY()}, lambda: {"state": "done"}),
]  # fmt: skip


def needed(control, record, on=None):
    seen = look(control, on or DAY(), is_excepted=False)
    return seen.needed({"pass", "fail"}).filter(pk=record.pk).exists()


@pytest.mark.database
@pytest.mark.parametrize(("control", "waits", "done"), DUTIES, ids=[control.name for control, _waits, _done in DUTIES])
def test_what_is_done_in_time_is_not_asked_for_again(as_system, control, waits, done):
    record = make(control.model)
    rows = control.model.unscoped.filter(pk=record.pk)
    rows.update(**waits())
    assert needed(control, record), "its day has come, and nobody has done it"
    rows.update(**done())
    assert not needed(control, record), "it is done"
    assert rows.exists()


LATE = [
    (steps_are_taken, lambda: {"state": "due", "due_on": ago(4)}, lambda: {"state": "done", "done_on": ago(1)}),
    (visits_are_written_up, lambda: {"state": "checked_out", "checked_out_at": timezone.now() - timedelta(days=3)},
     lambda: {"state": "reported", "reported_at": timezone.now()}),
    (small_customers_are_quoted_quickly, lambda: {"state": "draft", "due_on": ago(4)}, lambda: {"state": "sent", "sent_on": ago(1)}),
    (plans_are_in_time, lambda: {"month": MONTH, "submitted_at": None}, lambda: {"submitted_at": at(MONTH + timedelta(days=9))}),
]  # fmt: skip
MONTH = date(2026, 8, 1)


def ago(days):
    return DAY() - timedelta(days=days)


def at(day):
    return timezone.make_aware(datetime.combine(day, time(9)))


@pytest.mark.database
@pytest.mark.parametrize(("control", "waits", "done"), LATE, ids=[control.name for control, _waits, _done in LATE])
def test_what_is_done_late_counts_and_is_asked_for_no_longer(as_system, control, waits, done):
    record = make(control.model)
    if control is small_customers_are_quoted_quickly:
        Customer.unscoped.filter(pk=record.customer_id).update(size_class="small")
    on = date(2026, 8, 20) if control is plans_are_in_time else DAY()
    rows = control.model.unscoped.filter(pk=record.pk)
    rows.update(**waits())
    assert (judged(control, record, on), needed(control, record, on)) == ("fail", True)
    rows.update(**done())
    assert (judged(control, record, on), needed(control, record, on)) == ("fail", False)


@pytest.mark.database
def test_why_files_were_wrong_is_asked_until_the_next_month_is_counted(as_system):
    sample = make(QualitySample, month="2026-08", due_on=date(2026, 8, 31))
    QualitySample.unscoped.filter(pk=sample.pk).update(size=20, checked=20, right=18)
    for on, wanted in ((date(2026, 8, 20), True), (date(2026, 9, 30), True), (date(2026, 10, 1), False)):
        assert (judged(files_are_right, sample, on), needed(files_are_right, sample, on)) == ("fail", wanted)


@pytest.mark.database
def test_an_agreement_without_its_memo_is_not_over(as_system):
    record = make(Negotiation)
    Negotiation.unscoped.filter(pk=record.pk).update(state="agreed", begun_on=DAY(), memo="")
    assert (judged(negotiations_come_to_an_end, record, DAY()), needed(negotiations_come_to_an_end, record)) == ("fail", True)


def judged(control, record, on):
    return look(control, on, is_excepted=False).cases.values_list("case_verdict", flat=True).get(pk=record.pk)


@pytest.mark.database
def test_a_report_written_in_time_is_not_asked_for(as_system):
    """While the hours run nothing is judged."""
    visit = make(Visit)
    rows = Visit.unscoped.filter(pk=visit.pk)
    rows.update(state="checked_out", checked_out_at=timezone.now())
    assert not needed(visits_are_written_up, visit)
    rows.update(state="reported", reported_at=timezone.now())
    assert not needed(visits_are_written_up, visit)


@pytest.mark.database
def test_whose_tasks_were_done_has_nothing_to_explain_on_the_first(as_system):
    first = DAY().replace(day=1)
    kept, late = make(Person), make(Person)
    start, _end = last_month(first)
    for person in (kept, late):
        task = make(Task, owner=person, due_at=start + timedelta(days=3))
        Task.unscoped.filter(pk=task.pk).update(done_at=start + timedelta(days=2 if person == kept else 4))
    assert needed(tasks_are_done_on_time, late, on=first) and not needed(tasks_are_done_on_time, kept, on=first)


@pytest.mark.database
def test_the_account_of_who_leaves_today_is_asked_for_until_it_is_closed(as_system):
    person = make(Person)
    user = User.objects.create(login="leaves", person=person)
    Person.unscoped.filter(pk=person.pk).update(left_on=DAY())
    assert needed(leavers_are_shut_out, person)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert not needed(leavers_are_shut_out, person)
