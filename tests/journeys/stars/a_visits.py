"""A5 and A6: six visits with their reports, and a deal that goes on only with its evidence."""

from datetime import date, timedelta

from tests.journeys.stars.house import House, fresh, moment
from xianji.customers.models import Contact, Customer, Preference
from xianji.policy.runs.running import run
from xianji.sales.models import Opportunity, SalesMaterial, Visit
from xianji.sales.visits.controls import customers_are_visited, visits_are_written_up

HOURS = {"07-08": 3, "07-22": 5, "08-05": 20, "08-19": 2, "09-03": 4, "09-17": 26}
"""On which days, and how long after each visit its report came."""


def visited(house: House, deal: Opportunity, day: str) -> None:
    """A5: prepared, made from ten to eleven, written up, read."""
    house.now(f"{day}T09:00")
    paper = SalesMaterial.unscoped.first() or house.fill("蒋调研", SalesMaterial, name="产线案例", kind="case", edition="1")
    visit = house.fill(
        "陈一", Visit, customer=deal.customer, contact=deal.contact, opportunity=deal, kind="onsite", planned_at=f"2026-{day}T10:00",
        minutes="60", purpose="产线改造", expected="下一步", looked="on", unchanged="on",
        notes=[{"kind": "material", "material": paper}, {"kind": "shown", "product": house.goods["SB-100"]}],
    )  # fmt: skip
    house.press("陈一", visit, "prepare")
    house.now(f"{day}T10:00")
    house.press("陈一", visit, "check_in")
    house.now(f"{day}T11:00")
    house.press("陈一", visit, "check_out")
    house.clock(moment(f"{day}T11:00") + timedelta(hours=HOURS[day]))
    house.press("陈一", visit, "report", result="advance", summary="谈了进度", no_next_because="合同在办")
    visit = house.press("马主管", visit, "review", accepted="True")
    assert visit.effective_on == moment(f"{day}T10:00").date()


def often_and_in_time(house: House, customer: Customer) -> None:
    """A5: never more than 30 days apart; one of six reports came after 24 hours."""
    days = sorted(Visit.unscoped.filter(customer=customer).values_list("effective_on", flat=True))
    assert len(days) == len(HOURS) and max((b - a).days for a, b in zip(days, days[1:], strict=False)) == 15
    for on in (date(2026, 9, 2), date(2026, 9, 30)):
        found = run(customers_are_visited, on)
        assert ("陈一", "pass", 1) in found.parts.values_list("owner__name", "verdict", "cases")
    found = run(visits_are_written_up, date(2026, 9, 30))
    assert set(found.parts.values_list("owner__name", "verdict", "cases")) == {("陈一", "pass", 5), ("陈一", "fail", 1)}


def a6_to_needs(house: House, deal: Opportunity) -> None:
    house.now("07-09T10:00")
    assert house.press("陈一", deal, "advance").stage == "needs", "S2"
    house.edit("陈一", deal, expected_on="2026-08-15")


def a6_to_the_solution(house: House, deal: Opportunity) -> None:
    """Price and service are not known, nor who decides; then the file is whole."""
    house.now("07-15T10:00")
    assert "Price, Service" in house.refused("陈一", deal, "advance")
    house.now("07-20T10:00")
    customer = deal.customer
    house.fill("陈一", Contact, customer=customer, name="总经理", part="decision", mobile="13800138002")
    for side in ("price", "service"):
        house.fill("陈一", Preference, customer=customer, dimension=side, value="一年内回本，两小时到场", importance=3, valid_on="2026-07-20")
    house.edit("陈一", customer, invoice_title="甲木重工(虚构)", payment_terms="30/60/10")
    told = house.at("陈一").get(f"/customers/completeness/{customer.pk}").context["given"]
    assert (told["percent"], told["lacking"]) == ("100", [])
    assert house.press("陈一", deal, "advance").stage == "solution", "S3"


def a6_to_the_offer(house: House, deal: Opportunity) -> None:
    house.now("07-27T09:00")
    assert house.refused("陈一", deal, "advance")
    house.edit("陈一", deal, solution_on="2026-07-24", rivals="竞品甲(虚构)")
    assert house.press("陈一", deal, "advance").stage == "negotiation", "S4"
    assert fresh(deal).staged_on == date(2026, 7, 27)
