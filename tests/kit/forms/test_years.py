"""A year that is half typed is told where it was typed, in every channel; nothing is stored for it."""

from datetime import UTC, date, datetime

import pytest

from tests.making import make
from xianji.customers.models import Customer
from xianji.kit.imports.reading import parse_dates
from xianji.lib import years
from xianji.sales.models import Opportunity, Visit

HALF = ("0001-01-01", "0026-11-29", "0202-11-29", "1799-12-31")


@pytest.fixture
def firm(cast):
    return make(Customer, name="Heron Works", owner=cast.person("alice"))


@pytest.mark.parametrize("typed", HALF)
def test_neither_forms_nor_verbs_nor_programs_keep_it(cast, firm, enter, typed):
    client = enter("alice")
    page = client.post("/sales/opportunities/new", {"name": "Pumps", "customer": firm.number, "amount": "5", "expected_on": typed})
    assert page.status_code == 422 and set(page.context["form"].errors) == {"expected_on"}
    page = client.post("/sales/visits/new", {"customer": firm.number, "purpose": "Talk", "kind": "onsite", "minutes": "60", "planned_at": f"{typed}T10:00"})
    assert page.status_code == 422 and set(page.context["form"].errors) == {"planned_at"}
    for address, body in (("opportunities", {"name": "Pumps", "expected_on": typed}), ("visits", {"planned_at": f"{typed}T10:00+08:00"})):
        answer = client.post(f"/api/sales/{address}", {**body, "customer": firm.pk}, "application/json")
        assert answer.status_code == 422 and answer.json()["problems"][0]["rule"] in ({"year"} | ({"moment"} if typed[:4] == "0001" else set())), answer.json()
    deal = make(Opportunity, name="Pumps", customer=firm, owner=cast.person("alice"))
    answer = client.post(f"/api/sales/opportunities/{deal.pk}/do/win", {"amount": "5", "closed_on": typed}, "application/json")
    assert answer.status_code == 422 and set(answer.json()["fields"]) == {"closed_on"}
    page = client.post(f"/sales/opportunities/{deal.pk}/do/win", {"amount": "5", "closed_on": typed})
    assert typed in page.content.decode() and Opportunity.unscoped.get().stage == "qualify"
    assert not Visit.unscoped.exists()


def test_files_tell_it_too_and_the_first_year_that_is_meant_is_kept():
    read, bad = parse_dates(["1799-12-31", "1800-01-01", "9999-12-31"], "ymd")
    assert read.to_list() == [None, date(1800, 1, 1), date(9999, 12, 31)] and bad["index"].to_list() == [0]
    assert years.is_meant(date(1800, 1, 1)) and not years.is_meant(datetime(202, 11, 29, tzinfo=UTC))
