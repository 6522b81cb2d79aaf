"""Decoys stand in lists and in nothing that is counted, added up, drawn or foreseen."""

from decimal import Decimal

import pytest

from tests.making import make
from xianji.administration.decoys.models import Decoy
from xianji.customers.models import Contact, Customer, Lead
from xianji.kit import registry
from xianji.kit.charts.asked import chart_of, fields
from xianji.kit.charts.points import points
from xianji.kit.lists.query import ListQuery
from xianji.kit.metrics.figures import figures
from xianji.kit.refusals import Refused
from xianji.kit.tables.feet import feet, summed
from xianji.kit.tables.totals import total
from xianji.lib.actor import SYSTEM, acting
from xianji.sales.models import Opportunity, Order

FEET = {"columns": "name,won_amount,annual_revenue,last_contact_on", "foot": "annual_revenue:max,last_contact_on:filled"}


def firm(name, owner, **values):
    """A company with a contact, a lead, a deal that was won and one that is open, and an order."""
    one = make(Customer, name=name, owner=owner, annual_revenue=values.pop("annual_revenue", 5), **values)
    return one, make(Contact, name=name, customer=one, owner=owner), make(Lead, company=name, person=name, owner=owner)


def trade(customer, owner):
    for stage in ("won", "needs"):
        deal = make(Opportunity, customer=customer, amount=Decimal(70), owner=owner)
        Opportunity.unscoped.filter(pk=deal.pk).update(stage=stage, closed_on="2026-03-04" if stage == "won" else None)
    make(Order, customer=customer, amount=Decimal(70), owner=owner)


def everything():
    """Every figure there is, by what it is cut by most; every chart of what is watched; the last line of a list."""
    found = {}
    for name in registry.metrics:
        for by in ("", "owner"):
            told = figures(name, by)
            found[name, by] = [(row.key, row.value, row.parts) for row in [*told.rows, told.total]]
    for model in (Customer, Contact, Lead):
        resource = registry.resource_of(model)
        for column in fields(resource):
            for across in ("", "owner"):
                query = ListQuery(resource, {"layout": "chart", "by": column.path, "across": across, "state": ""})
                drawn = points(query, chart_of(query))
                found[model, column.path, across] = sorted((one.text, other and other.text, number)
                                                           for (one, other), number in drawn.numbers.items())  # fmt: skip
    query = ListQuery(registry.resource_of(Customer), FEET)
    whole = total(query, summed(query), feet(query))
    found["foot"] = whole.amounts, whole.parts
    return found, whole.count


def test_decoys_are_listed_and_nothing_counts_them(cast, enter):
    alice = cast.person("alice")
    with acting(SYSTEM):
        real, *_others = firm("Heron", alice)
        trade(real, alice)
        Customer.unscoped.update(orders_year=2, won_amount=70)
    with cast.acting("erin"):
        before, number = everything()
        assert before["won_revenue", ""][-1][1] == 70 and before[Lead, "owner", ""]
    with acting(SYSTEM):
        for record in firm("Trap", alice, annual_revenue=900):
            make(Decoy, kind=record.label(), record_number=record.number)
        trade(Customer.unscoped.get(name="Trap"), alice)
        Customer.unscoped.update(orders_year=2, won_amount=70)
        with pytest.raises(Refused, match="not an invented one"):
            make(Decoy, kind=real.label(), record_number=real.number)
    with cast.acting("erin"):
        assert everything() == (before, number + 1)
    assert "Trap" in enter("erin").get("/customers/customers/").content.decode()
