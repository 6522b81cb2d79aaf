"""Scenarios A and B as far as credit goes: what is owed is posted as orders and invoices would, every figure to the cent."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from tests.making import make
from xianji.approval.models import Request
from xianji.approval.requests.actions import approve
from xianji.customers.models import Customer
from xianji.kit import verbs
from xianji.kit.refusals import Refused
from xianji.lib.actor import SYSTEM, acting
from xianji.org import actors
from xianji.org.models import Assignment, Role
from xianji.risk.assessments.actions import submit
from xianji.risk.credit import checking
from xianji.risk.credit.checking import check
from xianji.risk.credit.jobs import look_after_credit
from xianji.risk.credit.posting import Exposure, post
from xianji.risk.limits.actions import submit as ask_for
from xianji.risk.models import CreditAssessment, CreditLimit, CreditStanding

MILLION = 1_000_000
CONTRACT, ORDER = 31, 7


def money(text):
    return Decimal(text.replace(",", ""))


@pytest.fixture
def day(monkeypatch):
    """`day(8, 7)`: it is that day of 2026."""
    plain = timezone.localdate

    def move(month, number):
        today = date(2026, month, number)
        monkeypatch.setattr(timezone, "localdate", lambda value=None, zone=None: plain(value, zone) if value else today)
        return today

    return move


@pytest.fixture
def people(cast):
    """grace is finance, bob the regional manager, erin the director, dave the management."""
    Assignment.objects.create(user=cast.users["bob"], role=Role.unscoped.get(code="RM"))
    actors.forget()
    return cast


def agreed(cast, record, *names):
    """Those who are asked, and nobody else, say yes."""
    request = Request.unscoped.get(about_label=record.label(), about_id=record.pk, state="pending")
    assert sorted(request.seats.filter(state="open").values_list("person__name", flat=True)) == sorted(n.capitalize() for n in names)
    for name in names:
        with cast.acting(name):
            approve(Request.unscoped.get(pk=request.pk))
    return type(record).unscoped.get(pk=record.pk)


def assessed(cast, on, **sheet):
    with cast.acting("grace"):
        made = verbs.create(CreditAssessment, {"as_of": on, **sheet})
        submit(made)
    return made


def limited(cast, **values):
    with cast.acting("grace"):
        made = verbs.create(CreditLimit, values)
        ask_for(made)
    return made


def standing(customer):
    return CreditStanding.objects.get(pk=customer.pk)


def owed(customer, **parts):
    found = {name: money(given) if isinstance(given, str) else given for name, given in parts.items()}
    with acting(SYSTEM):
        post([customer.pk], {customer.pk: Exposure(**found)})


@pytest.mark.django_db
def test_a_new_customer_gets_a_project_limit(people, day):
    on = day(8, 7)
    with people.acting("alice"):
        customer = make(Customer, name="甲木重工（虚构）", owner=people.person("alice"))
    sheet = assessed(
        people, on, customer=customer, is_new=True, record="clean", current=Decimal(2), quick=Decimal(1), net_margin=Decimal("0.08"),
        revenue=Decimal(60 * MILLION), debt=Decimal("0.4"), assets=Decimal(30 * MILLION), statements_on=date(2025, 12, 31),
        security="pledge", outlook="growing", setting="good", supplier="sole", monthly_sales=money("395,500.00"),
    )  # fmt: skip
    agreed(people, sheet, "erin")
    now = standing(customer)
    assert (CreditAssessment.unscoped.get().score, now.rating, now.terms_days, now.limit) == (78, "A", 45, 474_000)
    assert CreditAssessment.unscoped.get().advance == Decimal("0.3"), "the first order of a new customer is prepaid by 30 %"
    gross, advance = money("1,431,894.40"), money("429,568.32")
    held = check(customer.pk, gross, advance, contract_id=CONTRACT)
    assert not held.passed and held.kind == "STANDARD"
    assert (held.exposure, held.limit, held.excess) == (money("1,002,326.08"), 474_000, money("528,326.08"))
    project = limited(people, customer=customer, kind="project", contract_key=CONTRACT, contract_no="HT2026-EC-0001", gross=gross,
                      advance=advance, from_on=on, reason="One large contract")  # fmt: skip
    assert agreed(people, project, "dave").amount == money("1,002,326.08"), "never rounded"
    passed = check(customer.pk, gross, advance, contract_id=CONTRACT)
    assert (passed.passed, passed.kind, passed.exposure, passed.excess) == (True, "PROJECT", money("1,002,326.08"), 0)
    owed(customer, projects={CONTRACT: money("1,002,326.08")})
    assert standing(customer).exposure == 0, "outside the standard limit"
    assert not check(customer.pk, Decimal("0.01"), contract_id=CONTRACT).passed
    assert check(customer.pk, money("474,000.00")).passed and not check(customer.pk, money("474,000.01")).passed


@pytest.mark.django_db
def test_an_overdue_customer_is_stopped_and_rated_anew(people, day, monkeypatch):
    on = day(7, 1)
    with people.acting("alice"):
        customer = make(Customer, name="乙水食品（虚构）", owner=people.person("alice"))
    sheet = assessed(
        people, on, customer=customer, punctual=Decimal("0.92"), record="clean", years=Decimal(3), current=Decimal("1.5"),
        quick=Decimal("0.8"), net_margin=Decimal("0.05"), revenue=Decimal(80 * MILLION), debt=Decimal("0.5"),
        assets=Decimal(40 * MILLION), statements_on=date(2025, 12, 31), security="pledge", monthly_sales=money("300,000"),
    )  # fmt: skip
    agreed(people, sheet, "erin")
    assert (CreditAssessment.unscoped.get().score, standing(customer).rating, standing(customer).limit) == (71, "A", 360_000)

    day(8, 7)
    owed(customer, receivable="240,000")
    assert standing(customer).available == 120_000 and standing(customer).mark == "green"
    held = check(customer.pk, money("180,000"), order_id=ORDER)
    assert (held.passed, held.exposure, held.limit, held.available, held.excess) == (False, 420_000, 360_000, 120_000, 60_000)
    with pytest.raises(Refused, match="at most 30 days"):
        limited(people, customer=customer, kind="temporary", amount=money("60,000"), to_on=date(2026, 9, 7), from_on=date(2026, 8, 7))
    assert CreditLimit.unscoped.filter(kind="temporary", state="draft").count() == 1
    more = limited(people, customer=customer, kind="temporary", amount=money("60,000"), from_on=date(2026, 8, 7), to_on=date(2026, 9, 6))
    request = Request.unscoped.get(about_id=more.pk, about_label=more.label(), state="pending")
    assert request.because["table"] == "credit.temporary"
    agreed(people, more, "bob")
    day(8, 8)
    assert check(customer.pk, money("180,000"), order_id=ORDER).passed
    owed(customer, receivable="240,000", undelivered="180,000")
    assert (standing(customer).use, standing(customer).mark) == (1, "red")
    monkeypatch.setattr(checking, "counted", [lambda order: money("180,000")])
    assert check(customer.pk, money("180,000"), order_id=ORDER).passed, "an order that is counted already is not counted twice"

    day(8, 10)
    owed(customer, receivable="350,000", undelivered="70,000")
    assert standing(customer).exposure == 420_000
    day(9, 7)
    with people.acting("grace"):
        look_after_credit.call_local()
    assert (standing(customer).temporary, standing(customer).available) == (0, -60_000)

    today = day(9, 14)
    owed(customer, receivable="350,000", undelivered="70,000", overdue="150,000", overdue_days=30, punctual="0.62")
    again = CreditAssessment.unscoped.get(state="draft")
    assert (again.cause, again.punctual, again.score, again.rating, again.limit) == ("overdue", money("0.62"), 64, "B", 180_000)
    stopped = check(customer.pk, money("70,000"), order_id=ORDER)
    assert not stopped.passed and "overdue for 30 days" in stopped.why
    with people.acting("grace"):
        submit(again)
    now = standing(customer)
    assert (now.rating, now.terms_days, now.limit, now.available, now.is_frozen) == ("B", 30, 180_000, -240_000, False)
    assert now.review_on == date(2027, 3, 14) and today + timedelta(days=180) == CreditLimit.unscoped.get(assessment=again).to_on
    with pytest.raises(Refused, match="rating B, 30 days overdue"):
        limited(people, customer=customer, kind="temporary", amount=money("10,000"), to_on=date(2026, 9, 20), from_on=today)

    day(10, 14)
    owed(customer, receivable="250,000", overdue="250,000", overdue_days=60)
    assert standing(customer).is_frozen and CreditLimit.unscoped.get(assessment=again).state == "frozen"
    owed(customer, receivable="250,000", overdue="250,000", overdue_days=90)
    assert standing(customer).rating == "C"
    owed(customer, receivable="250,000", overdue="250,000", overdue_days=180)
    assert standing(customer).rating == "D" and "nothing is sold" in check(customer.pk, Decimal(1), Decimal(1)).why


