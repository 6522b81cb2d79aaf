"""What was won with a customer, with figures one can work out in one's head."""

from datetime import date
from decimal import Decimal

from tests.kit.conftest import pages_are_observed
from tests.making import make
from xianji.customers.models import Customer
from xianji.sales.models import Opportunity
from xianji.sales.opportunities.won_lately import told

TODAY = date(2026, 11, 28)
__all__ = ["pages_are_observed"]


def test_twelve_months_end_with_this_one():
    given = told([(date(2026, 11, 1), "A", Decimal(5)), (date(2025, 12, 31), "A", Decimal(7)),
                  (date(2025, 11, 30), "A", Decimal(100))], TODAY)  # fmt: skip
    assert given["months"] == [7.0, *[0.0] * 10, 5.0] and given["total"] == "12"


def test_products_are_compared_with_the_year_before():
    rows = [(date(2026, 5, 1), "Up", Decimal(150)), (date(2025, 5, 1), "Up", Decimal(100)),
            (date(2026, 5, 1), "Down", Decimal(90)), (date(2025, 5, 1), "Down", Decimal(120)),
            (date(2026, 5, 1), "New", Decimal(10)), (date(2025, 5, 1), "Gone", Decimal(999))]  # fmt: skip
    told_of = [(one["name"], one["sum"], one["direction"], one["change"]) for one in told(rows, TODAY)["products"]]
    assert told_of == [("Up", "150", "up", "50%"), ("Down", "90", "down", "25%"), ("New", "10", "", "")]


def test_a_deal_without_product_or_amount_does_no_harm():
    given = told([(date(2026, 5, 1), None, None), (date(2026, 5, 1), None, Decimal(3))], TODAY)
    assert given["total"] == "3" and given["products"][0]["name"] == "—"


def test_only_deals_that_one_may_see_are_counted(cast, enter):
    firm = make(Customer, name="Heron Works", owner=cast.person("alice"))
    make(Opportunity, name="Mine", customer=firm, owner=cast.person("alice"), stage="won", amount=30, closed_on=date.today())
    make(Opportunity, name="Carol's", customer=firm, owner=cast.person("carol"), stage="won", amount=500, closed_on=date.today())
    page = enter("alice").get(f"/customers/customers/{firm.pk}")
    [given] = [one for one in page.context["panels"] if one["panel"].name == "won_lately"]
    assert given["total"] == "30"
