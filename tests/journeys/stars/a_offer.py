"""A7 and A8: a quote to the cent, asked about as far up as its terms need; and a negotiation that ends at its very amount."""

from datetime import date
from decimal import Decimal as D
from typing import Any

from tests.journeys.stars.house import House, fresh
from xianji.customers.models import Customer
from xianji.lib import actor
from xianji.lib.actor import SYSTEM
from xianji.sales.models import Negotiation, Opportunity, Quote
from xianji.sales.negotiations import rules
from xianji.sales.quotes.actions import lapse

MATTERS = (("价格", "0.5", "1300000", "1205000"), ("质保期", "0.3", "12", "24"), ("账期", "0.2", "30", "60"))


LINES = (("SB-100", 1000, "12%"), ("SB-G10", 20, "12%"), ("SVC-1Y", 1, "0"))


def offered(house: House, customer: Customer, lines: Any = LINES, **more: Any) -> Quote:
    """By the form, with its lines."""
    given: dict[str, Any] = {"days": 30, "discount": "0", "retention": "0", "freight": "8000", "rebate": "0.02"}
    rows = [{"product": house.goods[sku], "quantity": quantity, "discount": discount} for sku, quantity, discount in lines]
    quote: Quote = house.fill("陈一", Quote, customer=customer, quoted_on="2026-07-27", valid_until="2026-08-26", lines=rows, **given | more)
    return quote


def a7_quoted(house: House, deal: Opportunity) -> Quote:
    house.now("07-27T10:00")
    quote = offered(house, deal.customer, opportunity=deal, contact=deal.contact)
    assert (quote.number, quote.level) == ("QT-202607-0001-V1", "L2"), "12 % is for the regional manager"
    quote = house.edit("陈一", quote, retention="0.10")
    assert house.read("林总监", quote, "list_amount", "net", "tax", "gross", "cost", "level") == [
        "1436000.00", "1270880.00", "161014.40", "1431894.40", "740000.00", "L3"]  # fmt: skip
    assert [D(one) for one in house.read("林总监", quote, "reduction", "margin")] == [D("0.114986"), D("0.417726")]
    panels = house.page("林总监", quote)
    assert [(one["net"], one["tax"]) for one in panels["offered"]["taxes"]] == [("1,210,880.00", "157,414.40"), ("60,000.00", "3,600.00")]
    assert [one["value"] for one in panels["offered"]["kinds"]] == [D("0.407043"), D("0.633333")], "of the hardware, of the service"
    assert panels["authority"]["chain"] == ["Supervisor", "Regional manager", "Sales director"]
    assert {(one["text"], one["level"]) for one in panels["authority"]["reasons"]} >= {("12%", "L2"), ("10%", "L3")}
    assert "1,431,894.40" in house.at("陈一").get(f"/sales/quotes/{quote.pk}").content.decode()
    a17_what_stays(panels)
    house.press("陈一", quote, "submit")
    assert house.answered(quote, "马主管", "何经理", "林总监").state == "approved"
    house.press("陈一", quote, "send")
    return fresh(quote)


def a17_what_stays(panels: dict[str, Any]) -> None:
    """A17: two of a hundred of the goods back later, and the freight."""
    told = str(panels["waterfall"]["bars"])
    for figure in ("24,217.60", "8,000.00", "1,238,662.40", "498,662.40"):
        assert figure in told, told
    assert panels["waterfall"]["margin"] == D("0.402581")


def a8_negotiated(house: House, deal: Opportunity, quote: Quote) -> None:
    house.now("07-29T10:00")
    talks = house.fill("陈一", Negotiation, opportunity=deal, counterpart="设备部经理，总经理定", target="1300000", floor="1205000", batna="另有两家询价",
                       batna_value="1150000", buyer_likely="1320000",
                       issues=[dict(zip(("title", "weight", "target", "least"), one, strict=True)) for one in MATTERS])  # fmt: skip
    assert talks.number == "NG-202607-01"
    house.press("陈一", talks, "begin")
    house.press("陈一", talks, "offer", ours="1360000", theirs="1180000", mood="factual")
    house.now("08-03T10:00")
    house.press("陈一", talks, "offer", ours="1300000", theirs="1240000", mood="factual")
    assert "the least we take" in house.refused("陈一", talks, "offer", ours="1200000", mood="factual")
    house.now("08-04T10:00")
    talks = house.press("陈一", talks, "agree", agreed_price="1270880", memo="按报价 V1")
    told = [one["value"] for one in house.page("陈一", talks)["zone"]["figures"]]
    assert told[:2] == ["115,000.00", "57.3%"]
    part = rules.share(talks.agreed_price, talks.reservation, talks.buyer_likely)
    assert part is not None and round(part * 100, 4) == D("57.2870")
    assert talks.agreed_price - quote.net == 0, "the memo is the quote"
    assert len(house.page("陈一", talks)["rounds"]["rounds"]) == 2
    assert house.press("陈一", quote, "accept").state == "accepted"
    only_one_is_accepted(house, quote)


def only_one_is_accepted(house: House, quote: Quote) -> None:
    """At list price nobody need be asked."""
    other = offered(house, quote.customer, [("SVC-1Y", 1, "0")], opportunity=quote.opportunity, freight="0")
    assert house.press("陈一", other, "submit").state == "approved"
    house.press("陈一", other, "send")
    assert "accepted" in house.refused("陈一", other, "accept")


def revised(house: House) -> None:
    """A tenth less is the most that goes on without being asked about again."""
    house.now("07-27T10:00")
    quote = offered(house, house.fill("陈一", Customer, name="丙火食品(虚构)", registration_type="usci", industry=house.industry))
    house.press("陈一", quote, "submit")
    house.answered(quote, "马主管", "何经理")
    for least, state in ((950, "approved"), (850, "approval")):
        house.press("陈一", quote, "revise")
        second = Quote.unscoped.get(follows=quote)
        assert (second.number, second.net, fresh(quote).state) == (f"{quote.number[:-1]}{second.edition}", quote.net, "superseded")
        house.correct("陈一", second, lines=[{"quantity": least}])
        quote = house.press("陈一", second, "submit")
        assert quote.state == state
    with actor.acting(SYSTEM):
        assert lapse(date(2026, 9, 1)) == 0, "what is asked about does not lapse"
