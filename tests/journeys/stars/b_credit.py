"""B1 to B4 and B8: rated, held, released by a temporary limit, delivered in part; stopped and rated anew."""

from decimal import Decimal as D
from typing import Any

from tests.journeys.stars.house import House, asked, fresh
from tests.journeys.stars.ordering import charged, counts
from xianji.customers.models import Customer
from xianji.org.models import Region
from xianji.risk.credit.jobs import look_after_credit
from xianji.risk.models import CreditAssessment, CreditLimit, CreditStanding
from xianji.sales.dunning.jobs import run_the_ladder
from xianji.sales.models import Delivery, Order


def standing(customer: Customer) -> CreditStanding:
    return CreditStanding.objects.get(pk=customer.pk)


def nights(house: House, *days: str) -> None:
    """What runs by itself in these nights."""
    for day in days:
        house.now(f"{day}T01:30")
        look_after_credit.call_local()
        run_the_ladder.call_local()


def b1_rated(house: House) -> Customer:
    house.now("07-01T09:00")
    customer = house.fill("王三", Customer, name="乙水食品(虚构)", registration_type="usci", industry=house.industry, region=Region.unscoped.get())
    sheet = house.fill(
        "尤出纳", CreditAssessment, customer=customer, as_of="2026-07-01", cause="first", punctual="0.92", record="clean", years=3, current="1.5",
        quick="0.8", net_margin="0.05", revenue="80000000", debt="0.5", assets="40000000", statements_on="2025-12-31", security="pledge", cover=0,
        outlook="stable", setting="neutral", supplier="several", monthly_sales="300000",
    )  # fmt: skip
    told = house.page("褚信控", sheet)["sheet"]["sheet"]
    assert [one["points"] for one in told["groups"]] == ["25", "17", "14", "4", "11"]
    assert [one["points"] for one in told["groups"][0]["items"]] == ["12", "10", "3"]
    assert (told["score"], told["rating"]) == ("71", "A")
    house.press("尤出纳", sheet, "submit")
    house.answered(sheet, "褚信控", "林总监")
    now = standing(customer)
    assert (now.rating, now.terms_days, now.limit) == ("A", 45, 360_000)
    return customer


def b2_charged(house: House, customer: Customer) -> None:
    charged(house, customer, "INV-1", "150000.00", "0", due_on="2026-08-15")
    house.now("08-06T10:00")
    charged(house, customer, "INV-2", "90000.00", "0", due_on="2026-09-20")
    told = house.at("褚信控").get(f"/risk/credit/of/{customer.pk}").content.decode()
    assert standing(customer).exposure == 240_000 and "120,000.00" in told


def b3_held_and_released(house: House, customer: Customer) -> Order:
    house.now("08-07T10:00")
    order = house.fill("王三", Order, customer=customer, ordered_on="2026-08-07", amount=0, tax=0, advance=0, lines=[
        {"product": house.goods["SB-G10"], "quantity": 11, "price": 10000, "tax_rate": 0, "promised_on": "2026-08-10"},
        {"product": house.goods["SB-G10"], "quantity": 7, "price": 10000, "tax_rate": 0, "promised_on": "2026-09-15"},
    ])  # fmt: skip
    order = house.press("马主管", order, "confirm")
    assert (order.gross, order.credit) == (D("180000.00"), "hold") and "60,000.00" in order.credit_why
    assert "420,000.00" in order.credit_why and "360,000.00" in order.credit_why
    temporary: dict[str, Any] = {"customer": customer, "kind": "temporary", "amount": 60_000, "from_on": "2026-08-07"}
    longer = house.fill("尤出纳", CreditLimit, **temporary, to_on="2026-09-07")
    assert "at most 30 days" in house.refused("尤出纳", longer, "submit")
    limit = house.correct("尤出纳", longer, to_on="2026-09-06")
    house.press("尤出纳", limit, "submit")
    because = asked(limit).because
    assert (because["table"], because["row"]) == ("credit.temporary", "r3"), "16.67 % beyond the limit, up to 20 %"
    house.answered(limit, "褚信控", "何经理")
    house.now("08-08T10:00")
    house.refused("马主管", order, "release", why="急")
    assert house.press("褚信控", order, "release", why="临时额度到 9 月 6 日").credit == "released"
    now = standing(customer)
    assert (now.exposure, now.use, now.mark) == (420_000, 1, "red"), "W7"
    assert "100%" in house.at("褚信控").get("/risk/credit?which=red").content.decode()
    return fresh(order)


def b4_delivered_in_part(house: House, order: Order) -> None:
    nights(house, "08-08")
    house.now("08-10T10:00")
    house.press("王三", order, "deliver", planned_on="2026-08-10", **counts(order, quantity={0: 11}))
    one = house.press("卫客服", Delivery.unscoped.latest("pk"), "ship")
    house.press("卫客服", one, "accept", accepted_on="2026-08-10", accepted_by="仓库", **counts(order, accepted={0: 11}))
    charged(house, order.customer, "INV-3", "110000.00", "0", due_on="2026-09-24", order=order)
    now = standing(order.customer)
    assert (now.receivable, now.undelivered, now.unposted, now.exposure) == (350_000, 70_000, 0, 420_000)


def b8_stopped(house: House, order: Order) -> None:
    """30 days overdue: nothing leaves, and the rating is looked at again; who paid late may owe less."""
    customer = order.customer
    assert standing(customer).temporary == 0, "the temporary limit is over"
    order = fresh(order)
    assert (order.credit, order.delivery) == ("hold", "partly")
    again = CreditAssessment.unscoped.get(state="draft")
    assert again.cause == "overdue"
    house.now("09-14T10:00")
    again = house.edit("尤出纳", again, punctual="0.62")
    told = house.page("褚信控", again)["sheet"]["sheet"]
    assert (told["score"], told["rating"], told["groups"][0]["items"][0]["points"]) == ("64", "B", "5")
    house.press("尤出纳", again, "submit")
    house.answered(again, "褚信控")
    now = standing(customer)
    assert (now.rating, now.terms_days, now.limit, now.available, now.is_frozen) == ("B", 30, 180_000, -240_000, False)
    house.now("09-15T09:00")
    house.press("王三", order, "deliver", planned_on="2026-09-15", **counts(order, quantity={1: 7}))
    assert "hold" in house.refused("卫客服", Delivery.unscoped.latest("pk"), "ship")
    temporary = house.fill("尤出纳", CreditLimit, customer=customer, kind="temporary", amount=10_000, from_on="2026-09-15", to_on="2026-09-20")
    assert "30 days overdue" in house.refused("尤出纳", temporary, "submit"), "B7: no new terms of credit"


def b8_frozen_later(house: House, customer: Customer) -> None:
    """60 days after INV-1 fell due, 14 October."""
    nights(house, "10-13")
    assert not standing(customer).is_frozen
    nights(house, "10-14")
    assert standing(customer).is_frozen and standing(customer).available < 0
    nights(house, "11-13")
    assert standing(customer).rating == "C", "90 days"
