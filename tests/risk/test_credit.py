"""Credit: what the sheet comes to, who may do and see what, what happens by itself, and two orders at the same moment."""

import contextlib
from datetime import date, timedelta
from decimal import Decimal
from threading import Barrier, Thread

import pytest
from django.db import connection, transaction
from django.utils import timezone

from tests.cast import hire
from tests.making import make
from tests.policy.controls.conftest import agree
from tests.risk.conftest import standing_sheet
from xianji.approval.models import Request
from xianji.customers.models import AccountEvent, Customer
from xianji.kit import registry, verbs
from xianji.kit.merging import keeping as merging
from xianji.kit.merging.models import Merged
from xianji.kit.refusals import Refused
from xianji.lib import actor
from xianji.lib.actor import SYSTEM, acting
from xianji.org import actors
from xianji.org.models import Assignment, Role
from xianji.risk.assessments import rules
from xianji.risk.assessments.controls import ratings_are_fresh
from xianji.risk.credit.checking import check
from xianji.risk.credit.posting import Exposure, post
from xianji.risk.credit.rules import BEYOND, FROZEN, OVERDUE, STOPPED, UNRATED, Room, objection
from xianji.risk.limits.actions import freeze, revoke, submit, thaw
from xianji.risk.models import CreditAssessment, CreditLimit, CreditStanding


def test_what_the_sheet_comes_to(firm):
    """(what is otherwise than the best) → score, rating, limit of 400,000 a month."""
    old = timezone.localdate() - timedelta(days=600)
    cases = [
        ({}, 100, "AAA", 1_800_000), ({"debt": Decimal("0.6")}, 94, "AAA", 1_800_000), ({"punctual": None}, 93, "AAA", 1_800_000),
        ({"security": "pledge", "outlook": "weak"}, 89, "AA", 800_000),
        ({"is_new": True}, 100, "A", 480_000), ({"record": "listed"}, 90, "D", 0), ({"veto": "fraud"}, 100, "D", 0),
        ({"statements_on": old}, Decimal("77.5"), "B", 200_000), ({"current": None}, Decimal("77.5"), "B", 200_000),
        ({"overdue_days": 90}, 100, "C", 0), ({"overdue_days": 180}, 100, "D", 0),
        ({"assets": Decimal(6_000_000)}, 94, "AAA", 600_000), ({"monthly_sales": Decimal(1_000_000)}, 100, "AAA", 3_000_000),
    ]  # fmt: skip
    for more, score, rating, limit in cases:
        one = standing_sheet(firm, **{"monthly_sales": Decimal(400_000), **more})
        assert (one.score, one.rating, one.limit) == (score, rating, limit), more
    assert rules.whole_steps(Decimal("474600"), [], Decimal(1000)) == 474_000


def test_what_stands_in_the_way_of_an_order():
    room = Room(Decimal(100), Decimal(20), "A")
    cases = [
        (room, 120, 50, ""), (room, 121, 50, BEYOND), (room, 500, 0, ""), (Room(rating="D"), 0, 0, STOPPED), (Room(), 1, 1, UNRATED),
        (Room(Decimal(100), rating="A", overdue_days=30), 1, 0, OVERDUE), (Room(Decimal(100), rating="A", overdue_days=29), 1, 1, ""),
        (Room(Decimal(100), rating="A", is_frozen=True), 1, 1, FROZEN),
    ]  # fmt: skip
    for given, exposure, asked, code in cases:
        assert objection(given, Decimal(exposure), Decimal(asked), hold=30) == code


def test_whoever_sells_neither_rates_nor_decides(cast):
    with cast.acting("alice"):
        own = make(Customer, name="Grace's own", owner=cast.person("grace"))
    with cast.acting("grace"), pytest.raises(Refused) as refused:
        verbs.create(CreditAssessment, {"customer": own})
    assert "does not rate" in refused.value.fields["customer"][0]
    with cast.acting("erin"), pytest.raises(Refused):
        verbs.create(CreditAssessment, {"customer": own})


def test_it_lies_with_its_customer_and_goes_along(cast, firm, rated):
    one = rated(monthly_sales=Decimal(300_000))
    assert (one.owner, one.org_path) == (firm.owner, firm.org_path)
    with cast.acting("erin"):
        verbs.hand_over(Customer.unscoped.get(pk=firm.pk), cast.person("carol"))
    kept = [CreditAssessment.unscoped.get(pk=one.pk), CreditLimit.unscoped.get(assessment=one)]
    assert {each.owner for each in kept} == {cast.person("carol")}


def test_a_rating_takes_the_place_of_another_with_its_limit(rated, cast):
    first = rated(monthly_sales=Decimal(300_000))
    with cast.acting("grace"):
        other = verbs.create(CreditAssessment, {"customer": first.customer, "monthly_sales": Decimal(300_000), "cause": "review"})
        registry.actions["risk.creditassessment.submit"](other)
    states = dict(CreditAssessment.unscoped.values_list("pk", "state"))
    assert states == {first.pk: "expired", other.pk: "active"}, "finance alone decides on a limit of nothing"
    assert list(CreditLimit.unscoped.values_list("state", "ended_because")) == [("expired", "Its rating has ended.")]
    assert CreditStanding.objects.get().limit == 0


def test_a_limit_is_frozen_thawed_and_revoked(rated, firm, cast):
    rated(monthly_sales=Decimal(300_000))
    limit = CreditLimit.unscoped.get()
    with acting(SYSTEM):
        post([firm.pk], {firm.pk: Exposure(receivable=Decimal(50), overdue=Decimal(50), overdue_days=60)})
    assert CreditLimit.unscoped.get().state == "frozen" and CreditStanding.objects.get().mark == "red"
    with cast.acting("grace"), pytest.raises(Refused, match="stays frozen"):
        thaw(limit, why="They promised")
    with acting(SYSTEM):
        post([firm.pk], {})
    with cast.acting("grace"):
        thaw(limit, why="They paid")
        assert check(firm.pk, Decimal(100)).passed
        freeze(limit, why="A bad feeling")
        assert "frozen" in check(firm.pk, Decimal(100)).why
        revoke(limit, why="They left")
    assert CreditStanding.objects.get().limit == 0


def test_temporary_limits_are_short_rare_and_by_the_table(rated, firm, cast):
    rated(monthly_sales=Decimal(300_000), security="pledge", outlook="weak")
    Assignment.objects.create(user=cast.users["bob"], role=Role.unscoped.get(code="RM"))
    actors.forget()
    today = date(2026, 8, 3)

    def ask(amount, days=10):
        with cast.acting("grace"):
            submit(verbs.create(CreditLimit, {
                "customer": firm, "kind": "temporary", "amount": Decimal(amount), "from_on": today,
                "to_on": today + timedelta(days=days),
            }))  # fmt: skip

    for amount, days, asked in ((120_000, 30, {"Bob"}), (300_000, 30, {"Erin"}), (400_000, 30, {"Dave", "Erin"})):
        ask(amount, days)
        request = Request.unscoped.filter(state="pending").latest("pk")
        seated = set(request.seats.values_list("person__name", flat=True))
        assert (seated, request.because["table"]) == (asked, "credit.temporary"), amount
    with pytest.raises(Refused, match="correct"):
        ask(100_000, 31)
    for name, said in (("dave", contextlib.nullcontext()), ("erin", pytest.raises(Refused, match="in this quarter"))):
        CreditLimit.unscoped.filter(kind="temporary").exclude(pk=request.about_id).update(state="expired")
        with said:
            agree(cast, name, CreditLimit.unscoped.get(pk=request.about_id))
    with pytest.raises(Refused, match="in this quarter"):
        ask(50_000)


def test_a_project_limit_is_what_its_contract_leaves_open_wherever_it_lies(cast, firm):
    with cast.acting("carol"):
        other = make(Customer, name="Far Heron", owner=cast.person("carol"))
    values = {"kind": "project", "contract_key": 7, "gross": Decimal("100.10"), "advance": Decimal("30.05")}
    with cast.acting("grace"):
        one = verbs.create(CreditLimit, {"customer": firm, **values})
        assert verbs.change(one, {"amount": Decimal(900)}).amount == Decimal("70.05")
        moved = verbs.change(CreditLimit.unscoped.get(pk=one.pk), {"customer": other})
    assert (moved.owner, moved.org_path) == (other.owner, other.org_path)
    CreditLimit.unscoped.filter(pk=one.pk).update(state="active")
    assert [check(each.pk, Decimal(1), contract_id=7).kind for each in (other, firm)] == ["PROJECT", "STANDARD"]
    with acting(SYSTEM):
        verbs.delete(CreditLimit.unscoped.get(pk=one.pk))
        make(CreditLimit, customer=other, **values, state="active")
        with pytest.raises(Refused, match="of this contract holds already"):
            verbs.restore(CreditLimit.unscoped.get(pk=one.pk))


def test_of_customers_that_become_one_the_more_careful_rating_holds(cast, firm, rated):
    best = rated(monthly_sales=Decimal(300_000))
    with cast.acting("alice"):
        twin = make(Customer, name="Heron Works Ltd", owner=cast.person("alice"))
    weak = standing_sheet(twin, state="active", monthly_sales=Decimal(200_000), security="none", debt=Decimal("0.7"), years=Decimal(0))
    with acting(SYSTEM):
        bound = make(CreditLimit, customer=twin, kind="project", contract_key=7, amount=Decimal(5), state="active")
    assert (best.rating, weak.rating) == ("AAA", "AA")
    with cast.acting("alice"):
        merging.merge(firm, [twin])
    held = CreditAssessment.unscoped.filter(customer=firm)
    assert dict(held.values_list("pk", "state")) | {best.pk: "expired", weak.pk: "active"} == dict(held.values_list("pk", "state"))
    assert held.get(state="draft").cause == "review", "finance looks at the two as one"
    limits = dict(CreditLimit.unscoped.filter(state="active").values_list("kind", "customer"))
    assert limits == {"project": firm.pk, "standard": firm.pk} and check(firm.pk, Decimal(1), contract_id=7).kind == "PROJECT"
    row = CreditStanding.objects.get(pk=firm.pk)
    assert (row.rating, row.limit) == (weak.rating, weak.limit) and CreditStanding.objects.get(pk=twin.pk).limit == 0
    with cast.acting("alice"):
        merging.unmerge(registry.resource_of(Customer), Merged.objects.get().key)
    assert CreditAssessment.unscoped.get(customer=twin, state="active").pk == weak.pk
    assert CreditLimit.unscoped.get(pk=bound.pk).customer_id == twin.pk
    assert CreditAssessment.unscoped.get(customer=firm, state="draft").as_of == timezone.localdate(), "without a rating it is assessed anew"
    assert CreditStanding.objects.get(pk=firm.pk).limit == 0


@pytest.mark.shows("ratings_are_fresh")
def test_grave_news_opens_a_draft_and_age_is_found(rated, firm, cast):
    one = rated(monthly_sales=Decimal(300_000))
    with cast.acting("alice"):
        make(AccountEvent, customer=firm, subject="Sued", severity="high", owner=firm.owner)
    assert CreditAssessment.unscoped.get(state="draft").cause == "news"
    today, ages = timezone.localdate(), {"usual": Decimal(365), "of_b": Decimal(180), "of_c": Decimal(90)}
    for rating, days, verdict in (("AAA", 365, "pass"), ("AAA", 366, "fail"), ("B", 180, "pass"), ("B", 181, "fail"), ("C", 91, "fail")):
        CreditAssessment.unscoped.filter(pk=one.pk).update(rating=rating, as_of=today - timedelta(days=days))
        found = dict(ratings_are_fresh.check(CreditAssessment.unscoped.all(), today, **ages).values_list("state", "verdict"))
        assert found == {"active": verdict, "draft": "na"}, (rating, days)
    CreditAssessment.unscoped.filter(pk=one.pk).update(rating="AAA", as_of=today - timedelta(days=366))
    assert "too old" in check(firm.pk, Decimal(1)).why


def test_who_sees_what(enter, cast, rated, firm):
    rated(monthly_sales=Decimal(300_000))
    with acting(SYSTEM):
        post([firm.pk], {firm.pk: Exposure(receivable=Decimal("1234567.89"))})
    page = f"/risk/credit/of/{firm.pk}"
    assert f'hx-get="{page}"' in enter("alice").get(f"/customers/customers/{firm.pk}").content.decode()
    seen, hidden = (enter(name, headers={"Accept-Language": "en"}).get(page).content.decode() for name in ("grace", "alice"))
    assert "1,234,567.89" in seen and "1,234,567.89" not in hidden
    assert "115,432.11" in seen and "115,432.11" in hidden, "who sells sees what is available"
    for path in ("/risk/credit", "/risk/assessments/", "/risk/limits/"):
        assert [enter(name).get(path).status_code for name in ("grace", "alice")] == [200, 404], path
    told = enter("grace", headers={"Accept-Language": "en"}).post("/risk/assessments/points", {"customer": firm.pk, "years": "5"})
    assert told.status_code == 200 and "Standard limit" in told.content.decode()


@pytest.mark.django_db(transaction=True)
def test_of_two_orders_at_once_one_passes():
    cast = hire()
    with actor.acting(SYSTEM):
        customer = make(Customer, name="Lone Heron Mills", owner=cast.person("carol"))
        standing_sheet(customer, state="active", monthly_sales=Decimal(100_000))
    start, passed = Barrier(2), []

    def order():
        try:
            start.wait(10)
            with actor.acting(SYSTEM), transaction.atomic():
                if check(customer.pk, Decimal(300_000)).passed:
                    post([customer.pk], {customer.pk: Exposure(undelivered=Decimal(300_000))})
                    passed.append(1)
        finally:
            connection.close()

    threads = [Thread(target=order) for _turn in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(60)
    assert passed == [1] and CreditStanding.objects.get(pk=customer.pk).exposure == 300_000
