"""What was said stands in the timeline; what displeases is a task within a day; nobody is called for ever."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.cast import Cast
from tests.making import make
from xianji.customers.models import Customer
from xianji.kit.refusals import NotPermitted, Refused, WrongState
from xianji.service.models import ReturnVisit
from xianji.service.return_visits.actions import drop, finish, try_in_vain
from xianji.workspace.models import Activity, Task


@pytest.fixture
def visit(cast: Cast, as_system: None, serving: Any) -> ReturnVisit:
    alice = cast.person("alice")
    customer = make(Customer, owner=alice, name="Paper Boats")
    return make(ReturnVisit, customer=customer, owner=alice, caller=serving, due_on=timezone.localdate() + timedelta(days=3))


def test_a_satisfied_customer_is_a_talk_with_it_and_no_task(visit: ReturnVisit) -> None:
    day = timezone.localdate() - timedelta(days=1)
    finish(visit, result="satisfied", said=" All is well. ", for_product=5, done_on=day)
    stored = ReturnVisit.unscoped.get(pk=visit.pk)
    assert (stored.state, stored.result, stored.said, stored.for_product, stored.done_on) == ("done", "satisfied", "All is well.", 5, day)
    talk = Activity.unscoped.get(about_label="service.returnvisit", about_id=visit.pk)
    assert (talk.kind, talk.text, timezone.localtime(talk.at).date()) == ("call", "All is well.", day)
    assert Customer.unscoped.get(pk=visit.customer_id).last_contact_on == day
    assert not Task.unscoped.exists()


def test_what_displeases_is_a_task_of_its_owner_within_a_day(cast: Cast, visit: ReturnVisit) -> None:
    finish(visit, result="dissatisfied", said="Two of them leak.", channel="message")
    task = Task.unscoped.get()
    assert (task.owner, task.clause, task.priority) == (cast.person("alice"), "5.3.3c", "high")
    assert timedelta(hours=23) < task.due_at - timezone.now() <= timedelta(hours=24)
    assert (task.about_label, task.about_id) == ("service.returnvisit", visit.pk)
    assert Activity.unscoped.get(about_id=visit.pk, about_label="service.returnvisit").kind == "mail"


def test_something_was_said_and_not_tomorrow(visit: ReturnVisit) -> None:
    with pytest.raises(Refused):
        finish(visit, result="satisfied", said="  ")
    with pytest.raises(Refused):
        finish(visit, result="satisfied", said="Fine", done_on=timezone.localdate() + timedelta(days=1))
    with pytest.raises(Refused):
        finish(visit, result="satisfied", said="Fine", for_product=6)
    assert ReturnVisit.unscoped.get(pk=visit.pk).state == "due" and not Activity.unscoped.exists()


def test_nobody_answers_on_three_days(visit: ReturnVisit) -> None:
    today = timezone.localdate()
    for tries, state in ((1, "due"), (2, "due"), (3, "unreached")):
        try_in_vain(visit)
        stored = ReturnVisit.unscoped.get(pk=visit.pk)
        assert (stored.tries, stored.state) == (tries, state)
        if state == "due":
            with pytest.raises(Refused, match="today already"):
                try_in_vain(stored)
            ReturnVisit.unscoped.filter(pk=visit.pk).update(tried_on=today - timedelta(days=1))
            visit = ReturnVisit.unscoped.get(pk=visit.pk)
    with pytest.raises(WrongState):
        finish(stored, result="satisfied", said="Called back themselves")


def test_the_seller_reads_it_and_customer_service_makes_it(cast: Cast, visit: ReturnVisit) -> None:
    with cast.acting("alice"):
        assert ReturnVisit.objects.get() == visit
        with pytest.raises(NotPermitted):
            finish(visit, result="satisfied", said="Fine")
    with cast.acting("carol"):
        assert not ReturnVisit.objects.exists()
    with cast.acting("frank"):
        drop(ReturnVisit.objects.get(), why="The company has been dissolved")
    assert ReturnVisit.unscoped.get(pk=visit.pk).why == "The company has been dissolved"
