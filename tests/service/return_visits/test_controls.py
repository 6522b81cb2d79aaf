"""The controls of return visits: each failed once and passed once."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.cast import Cast
from tests.making import make
from xianji.customers.models import Customer
from xianji.kit.metrics import figures
from xianji.policy.models import Finding
from xianji.policy.runs.looking import look
from xianji.policy.runs.running import run
from xianji.service.models import ReturnVisit
from xianji.service.return_visits.actions import finish
from xianji.service.return_visits.controls import (
    customers_are_called_back,
    displeasure_is_taken_up,
    nearly_all_are_called_back,
)
from xianji.workspace.models import Task

TODAY = timezone.localdate


def verdicts(control: Any) -> dict[Any, str]:
    given = {name: one.on(TODAY()) for name, one in control.parameters.items()}
    return dict(control.check(control.model.unscoped.filter(deleted_at=None), TODAY(), **given).values_list("pk", "verdict"))


def visit(due: int, state: str = "due", done: int | None = None) -> ReturnVisit:
    """Due so many days from today on, made on such a day."""
    one = make(ReturnVisit, customer=make(Customer), due_on=TODAY() + timedelta(days=due))
    made_on = None if done is None else TODAY() + timedelta(days=done)
    ReturnVisit.unscoped.filter(pk=one.pk).update(state=state, done_on=made_on)
    return one


@pytest.mark.shows("customers_are_called_back")
def test_customers_are_called_back_in_time(as_system: None) -> None:
    cases = {
        visit(-1): "fail", visit(0): "pass", visit(10): "pass", visit(11): "na", visit(2, "done", -2): "pass", visit(-5, "done", -5): "pass",
        visit(-5, "done", -4): "na", visit(-91, "done", -91): "na", visit(-5, "unreached", -6): "na", visit(-5, "dropped"): "na",
    }  # fmt: skip
    assert verdicts(customers_are_called_back) == {one.pk: told for one, told in cases.items()}


def test_it_is_a_duty_of_the_caller_until_it_is_made(cast: Cast, as_system: None, serving: Any, in_force: Any) -> None:
    in_force(customers_are_called_back)
    one = visit(-1)
    ReturnVisit.unscoped.filter(pk=one.pk).update(caller=serving)
    soon = visit(1)
    early = visit(1, "done", -1)
    run(customers_are_called_back, TODAY())
    found = dict(Finding.unscoped.values_list("about_id", "state"))
    assert found == {one.pk: "open", soon.pk: "due"} and early.pk not in found, "what was made early is no duty any more"
    assert Finding.unscoped.get(about_id=one.pk).owner == serving
    finish(ReturnVisit.unscoped.get(pk=one.pk), result="satisfied", said="Fine")
    run(customers_are_called_back, TODAY())
    assert Finding.unscoped.get(about_id=one.pk).state == "resolved"


@pytest.mark.shows("nearly_all_are_called_back")
def test_nearly_all_are_called_back(cast: Cast, as_system: None) -> None:
    assert set(verdicts(nearly_all_are_called_back).values()) == {"na"}
    for _ in range(19):
        visit(-3, "done", -4)
    visit(-3, "done", -1)
    visit(-3, "unreached", -4)
    visit(-3, "dropped")
    visit(1)
    assert verdicts(nearly_all_are_called_back)[cast.company.pk] == "pass", "19 of 20"
    visit(-1)
    assert verdicts(nearly_all_are_called_back)[cast.company.pk] == "fail", "19 of 21"


@pytest.mark.shows("displeasure_is_taken_up")
def test_what_displeases_is_taken_up_at_once(as_system: None) -> None:
    fine, taken, late, waiting, over = (visit(3) for _ in range(5))
    finish(fine, result="neutral", said="So so")
    for one in (taken, late, waiting, over):
        finish(one, result="dissatisfied", said="It leaks")
    now = timezone.now()
    task = {one.pk: Task.unscoped.filter(key=f"return_visit:{one.pk}") for one in (taken, late, over)}
    task[taken.pk].update(state="done", done_at=now)
    task[late.pk].update(state="done", done_at=now, due_at=now - timedelta(hours=1))
    task[over.pk].update(due_at=now - timedelta(hours=1))
    assert verdicts(displeasure_is_taken_up) == {
        fine.pk: "na", taken.pk: "pass", late.pk: "na", waiting.pk: "na", over.pk: "fail",
    }  # fmt: skip
    seen = look(displeasure_is_taken_up, timezone.localdate(), is_excepted=False)
    assert list(seen.needed({"pass", "fail"}).values_list("pk", flat=True)) == [over.pk], "what was taken up is not asked again"


def test_the_figures(as_system: None) -> None:
    for done, result in ((-4, "satisfied"), (-3, "neutral"), (-1, "dissatisfied"), (-5, "satisfied")):
        ReturnVisit.unscoped.filter(pk=visit(-3, "done", done).pk).update(result=result)
    visit(-1)
    visit(-1, "dropped")
    assert [str(figures(name).total.value) for name in ("return_visits_in_time", "return_visit_satisfaction")] == ["0.600000", "0.500000"]
