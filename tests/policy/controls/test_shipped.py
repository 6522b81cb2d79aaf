"""Every control that ships, failed once and passed once: here or beside its object, and proved by `tests/blinding.py`."""

import ast
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone

from tests.making import make
from tests.policy.controls.conftest import agree, asked_about
from xianji.administration.journal.controls import the_journal_is_kept
from xianji.administration.security.controls import leavers_are_shut_out
from xianji.approval.requests.actions import approve
from xianji.audit.chain import seal_all
from xianji.audit.models import Entry
from xianji.config.demo.rules import invented_code
from xianji.customers.classification import controls as classes
from xianji.customers.customers.actions import verify
from xianji.customers.models import Contact, Customer, Preference
from xianji.customers.profiles import controls as profiles
from xianji.kit import registry
from xianji.kit.actions import note_refusal
from xianji.kit.given import given_told
from xianji.kit.refusals import Blocked, NotPermitted
from xianji.org.models import Person, User
from xianji.policy.exceptions.actions import ask
from xianji.policy.models import Evidence, Finding, Run, RunPart
from xianji.policy.runs.looking import look
from xianji.policy.runs.running import fold_outcomes, run
from xianji.sales.dunning import controls as collecting
from xianji.sales.models import DunningAction, Opportunity, Receivable, Statement
from xianji.sales.opportunities import controls as deals
from xianji.sales.opportunities.actions import win
from xianji.workspace.models import Activity
from xianji.workspace.tasks.controls import last_month, tasks_are_done_on_time
from xianji.workspace.tasks.models import Task

ROOT, MARK = Path(__file__).parents[2], "pytest.mark.shows"
FILE = {"industry_id": None, "size_class": "small", "address": "Paper Street 1", "need_profile": "Precision, within eight weeks",
        "registration_type": "usci", "invoice_title": "As named", "payment_terms": "30 days"}  # fmt: skip


def verdicts(control, on=None):
    """{name of the record: its verdict}"""
    return dict(control.check(control.model.unscoped.filter(deleted_at=None), on or timezone.localdate(),
                              **{name: value.on(timezone.localdate()) for name, value in control.parameters.items()})
                .values_list("name", "verdict"))  # fmt: skip


@pytest.fixture
def file(cast):
    """`file("A", address="")`: a customer with everything on file but what is named; its main contact decides, and what it
    values is known of the sides named."""

    def made(name, *, state="active", contact=True, won=5, valued=("function", "quality", "price", "service"), **values):
        with cast.acting("alice"):
            terms = {"industry": make(registry.resource_of("catalog.term").model, dictionary="industry"),
                     "region": make(Customer._meta.get_field("region").related_model)}  # fmt: skip
            filled = {**FILE, "registration_no": invented_code(len(name) * 100 + ord(name[0])), **terms, **values}
            filled.pop("industry_id")
            record = make(Customer, name=name, owner=cast.person("alice"), **filled)
            Customer.unscoped.filter(pk=record.pk).update(state=state, won_amount=won)
            if contact:
                make(Contact, customer=record, name="Ann", is_primary=True, part="decision", mobile="13800138000",
                     email="ann@paper-crane.example", owner=cast.person("alice"))  # fmt: skip
            for side in valued:
                make(Preference, customer=record, dimension=side, value="As agreed", owner=cast.person("alice"))
        return Customer.unscoped.get(pk=record.pk)

    return made


@pytest.mark.shows("files_are_complete")
def test_files_are_complete_by_class(file):
    file("Whole")
    file("No needs", valued=(), address="待补", size_class="small")
    file("Large without address", address="", size_class="large")
    file("Small without address", address="", size_class="small")
    file("Prospect without orders", state="prospect", won=0, address="", contact=False)
    file("Lost", state="lost", need_profile="", address="")
    assert verdicts(profiles.files_are_complete) == {
        "Whole": "pass", "No needs": "fail", "Large without address": "pass", "Small without address": "pass",
        "Prospect without orders": "pass", "Lost": "na",
    }  # fmt: skip
    Customer.unscoped.filter(name="Large without address").update(registration_no="")
    assert verdicts(profiles.files_are_complete)["Large without address"] == "fail"


@pytest.mark.shows("files_are_checked")
def test_files_are_checked_in_time_by_class(file):
    today = timezone.localdate()
    for name, size, days in [("L in time", "large", 90), ("L late", "large", 91), ("M late", "medium", 181), ("S in time", "small", 365)]:
        Customer.unscoped.filter(pk=file(name, size_class=size).pk).update(verified_on=today - timedelta(days=days))
    assert verdicts(profiles.files_are_checked) == {"L in time": "pass", "L late": "fail", "M late": "fail", "S in time": "pass"}


@pytest.mark.shows("numbers_are_unique")
def test_a_number_stands_in_one_file(file):
    one, other = file("One"), file("Other, younger")
    file("Without", registration_no="")
    assert set(verdicts(profiles.numbers_are_unique).values()) == {"pass", "na"}
    Customer.unscoped.filter(pk=other.pk).update(registration_no=one.registration_no)
    assert verdicts(profiles.numbers_are_unique) == {"One": "pass", "Other, younger": "fail", "Without": "na"}
    if connection.vendor == "sqlite":
        assert "customers_reg" in profiles.numbers_are_unique.check(Customer.unscoped.all(), timezone.localdate()).explain()


@pytest.mark.shows("customers_have_a_class")
def test_who_buys_has_a_class(file):
    file("Classed")
    file("Not", size_class="")
    file("Prospect", size_class="", state="prospect")
    assert verdicts(classes.customers_have_a_class) == {"Classed": "pass", "Not": "fail", "Prospect": "na"}


@pytest.mark.shows("deals_are_followed_up")
def test_deals_are_followed_up(cast):
    today = timezone.localdate()
    for name, staged, talked in [("Fresh", 3, None), ("Talked", 60, 14), ("Idle", 60, 15), ("Never", 15, None), ("Closed", 90, None)]:
        deal = make(Opportunity, name=name, owner=cast.person("alice"))
        Opportunity.unscoped.filter(pk=deal.pk).update(staged_on=today - timedelta(days=staged), created_at=timezone.now() - timedelta(days=90),
                                                       stage="lost" if name == "Closed" else "needs")  # fmt: skip
        if talked:
            make(Activity, about_label="sales.opportunity", about_id=deal.pk, at=timezone.now() - timedelta(days=talked))
    assert verdicts(deals.deals_are_followed_up) == {
        "Fresh": "pass", "Talked": "pass", "Idle": "fail", "Never": "fail", "Closed": "na",
    }  # fmt: skip


@pytest.mark.shows("customer_is_sorted")
def test_no_deal_is_won_with_a_customer_that_is_not_sorted(cast, file, in_force):
    refused_and_won(cast, file, in_force, deals.customer_is_sorted, {"need_profile": ""}, "Needs")


@pytest.mark.shows("customer_has_a_file")
def test_no_deal_is_won_with_a_customer_that_has_no_file(cast, file, in_force):
    refused_and_won(cast, file, in_force, deals.customer_has_a_file, {"registration_no": ""}, "Registration no.")


def refused_and_won(cast, file, in_force, control, lacking, told):
    in_force(control)
    customer = file("Unknown", state="prospect", **lacking)
    with cast.acting("alice"):
        deal = make(Opportunity, name="Lanterns", customer=customer, owner=cast.person("alice"))
        with pytest.raises(Blocked) as refused:
            win(deal, amount=10)
    assert refused.value.objections[0].clause == control.clause
    assert told in refused.value.objections[0].given
    assert refused.value.objections[0].granted_by == "Supervisor"
    with cast.acting("alice"):
        note_refusal("win", deal, refused.value)
    assert Opportunity.unscoped.get(pk=deal.pk).stage == "qualify"
    Customer.unscoped.filter(pk=customer.pk).update(need_profile="Precision", registration_no=invented_code(77))
    with cast.acting("alice"):
        win(Opportunity.unscoped.get(pk=deal.pk), amount=10)
    fold_outcomes(timezone.localdate())
    assert set(Run.objects.get(control=control.full_name).parts.values_list("verdict", "cases")) == {("fail", 1), ("pass", 1)}


def test_an_exception_lets_it_pass_and_is_counted_beside_the_rate(cast, file, in_force):
    in_force(deals.customer_is_sorted)
    customer = file("Unknown", state="prospect", need_profile="")
    with cast.acting("alice"):
        deal = make(Opportunity, name="Lanterns", customer=customer, owner=cast.person("alice"))
        asked = ask(deals.customer_is_sorted, deal, reason="Tender closes today", compensation="The needs follow within a week",
                    until=timezone.localdate() + timedelta(days=7), by=cast.actor("alice"))  # fmt: skip
        with pytest.raises(NotPermitted):
            approve(asked_about(asked))
        with pytest.raises(Blocked) as refused:
            win(deal, amount=10)
        note_refusal("win", deal, refused.value)
    agree(cast, "bob", asked)
    with cast.acting("alice"):
        win(Opportunity.unscoped.get(pk=deal.pk), amount=10)
    fold_outcomes(timezone.localdate())
    assert set(RunPart.objects.values_list("verdict", "cases")) == {("fail", 1), ("excepted", 1)}


def test_a_verb_leaves_its_evidence_once_and_for_ever(cast, file, in_force):
    in_force(profiles.files_are_checked)
    customer = file("Whole")
    with cast.acting("alice"):
        verify(customer)
    run(profiles.files_are_checked, timezone.localdate())
    left = Evidence.objects.filter(about_id=customer.pk, verb="verify")
    assert {one.clause for one in left} == {"3.3.1b", "3.3.2a"}
    assert all(one.entry.verb == "verify" and one.owner == cast.person("alice") for one in left)
    for refused in (left[0].save, left[0].delete):
        with pytest.raises(PermissionDenied):
            refused()
    assert not Finding.unscoped.exists()


@pytest.mark.shows("tasks_are_done_on_time")
def test_tasks_of_last_month_are_done_on_time(cast):
    first, end = last_month(timezone.localdate())
    for place in range(20):
        task = make(Task, title=f"Call {place}", owner=cast.person("alice" if place < 10 else "carol"), due_at=first + timedelta(days=place))
        late = place in (1, 11, 12)
        Task.unscoped.filter(pk=task.pk).update(state="done", done_at=task.due_at + timedelta(hours=1 if late else -1))
    cancelled = make(Task, title="Off", owner=cast.person("alice"), due_at=first)
    Task.unscoped.filter(pk=cancelled.pk).update(state="cancelled")
    make(Task, title="This month", owner=cast.person("bob"), due_at=end)
    found = verdicts(tasks_are_done_on_time)
    assert {name: found[name] for name in ("Alice", "Bob", "Carol")} == {"Alice": "pass", "Bob": "na", "Carol": "fail"}


@pytest.mark.shows("leavers_are_shut_out")
def test_who_left_has_no_open_account(cast):
    today = timezone.localdate()
    Person.unscoped.filter(name__in=["Alice", "Carol"]).update(state="left", left_on=today - timedelta(days=1))
    User.objects.filter(login="alice").update(is_active=False)
    found = verdicts(leavers_are_shut_out)
    assert (found["Alice"], found["Bob"], found["Carol"]) == ("pass", "na", "fail")
    Person.unscoped.filter(name="Carol").update(left_on=today)
    assert verdicts(leavers_are_shut_out)["Carol"] == "pass"


def shown():
    """The names that tests say they show; the marks themselves are proved as the tests run."""
    for text in (file.read_text() for file in ROOT.rglob("test_*.py")):
        for test in ast.walk(ast.parse(text if MARK in text else "")):
            if isinstance(test, ast.FunctionDef) and test.name.startswith("test_"):
                for mark in test.decorator_list:
                    if isinstance(mark, ast.Call) and ast.unparse(mark.func) == MARK:
                        yield from (ast.literal_eval(name) for name in mark.args)


def test_of_every_control_that_ships_a_test_shows_what_it_finds_and_what_it_lets_pass():
    names = [control.name for control in registry.controls.values()]
    assert len(names) == len(set(names)), "a mark names the control alone"
    assert set(names) - set(shown()) == set()


@pytest.mark.shows("the_journal_is_kept")
def test_the_journal_is_kept(cast):
    today = timezone.localdate()
    for name in ("A", "B", "C"):
        make(Customer, name=name, owner=cast.person("alice"))
    seal_all()
    assert verdicts(the_journal_is_kept) == {"Paper Crane": "pass", **dict.fromkeys(("East", "South", "East 1", "South 1"), "na")}
    first, last = (Entry.objects.exclude(seq=None).order_by(order).first() for order in ("seq", "-seq"))
    Entry.objects.filter(pk=first.pk).update(seq=None)
    assert verdicts(the_journal_is_kept)["Paper Crane"] == "fail"
    Entry.objects.filter(seq=first.seq + 1).update(at=timezone.now() - timedelta(days=182))
    assert verdicts(the_journal_is_kept, today)["Paper Crane"] == "pass"
    Entry.objects.filter(pk=last.pk).update(seq=None)
    assert verdicts(the_journal_is_kept)["Paper Crane"] == "fail"


@pytest.mark.shows("steps_are_taken", "balances_are_confirmed", "little_is_overdue")
def test_what_is_overdue_is_followed_up_confirmed_and_little(cast):
    today = timezone.localdate()
    end, by = collecting.last_quarter(today)
    with cast.acting("alice"):
        customer = make(Customer, owner=cast.person("alice"))
    owed = {"customer": customer, "issued_on": end - timedelta(days=40)}
    late = make(Receivable, amount=15, due_on=today - timedelta(days=1), **owed)
    make(Receivable, amount=85, due_on=today, **owed)
    for step, days in (("notice", 0), ("call", -1)):
        make(DunningAction, receivable=late, customer=customer, step=step, due_on=today + timedelta(days=days))
    steps = collecting.steps_are_taken.check(DunningAction.unscoped.all(), today)
    assert dict(steps.values_list("step", "verdict")) == {"notice": "pass", "call": "fail"}
    assert verdicts(collecting.little_is_overdue)["Alice"] == "pass"
    make(Receivable, amount=1, due_on=today - timedelta(days=1), **owed)
    assert verdicts(collecting.little_is_overdue) | {"Alice": "fail"} == verdicts(collecting.little_is_overdue)
    seen = look(collecting.little_is_overdue, today, is_excepted=False).cases.get(pk=cast.person("alice").pk)
    assert given_told(seen.case_given) == "85.00 / 101.00", "not overdue, of all that is owed"
    assert verdicts(collecting.balances_are_confirmed, by)["Alice"] == "fail"
    assert verdicts(collecting.balances_are_confirmed, by - timedelta(days=1))["Alice"] == "na"
    signed = make(Statement, customer=customer, from_on=end - timedelta(days=91), to_on=end)
    Statement.unscoped.filter(pk=signed.pk).update(state="confirmed")
    assert verdicts(collecting.balances_are_confirmed, by)["Alice"] == "pass" and verdicts(collecting.little_is_overdue)["Bob"] == "na"
