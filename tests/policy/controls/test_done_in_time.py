"""A duty is announced for its day as long as it waits; whoever has done it in time is not asked again until that day is over."""

from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone

from tests.making import make
from xianji.administration.accessreviews.controls import accounts_are_confirmed
from xianji.administration.alerts.controls import alerts_are_looked_into
from xianji.administration.retention.controls import nothing_is_kept_too_long
from xianji.administration.security.controls import leavers_are_shut_out
from xianji.administration.subjects.controls import persons_are_answered
from xianji.customers.leads.controls import leads_are_called_in_time
from xianji.customers.quality.controls import drawn_files_are_compared
from xianji.org.models import Person, User
from xianji.policy.runs.looking import look, parameters_on
from xianji.risk.risks.controls import risks_are_answered
from xianji.risk.rounds.controls import classes_are_gone_through
from xianji.sales.dunning.controls import steps_are_taken
from xianji.sales.models import Visit
from xianji.sales.negotiations.controls import negotiations_come_to_an_end
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
