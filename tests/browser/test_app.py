"""The running product in a browser: nothing inaccessible, nothing off-host, nothing sideways, and all of it without scripts."""

import pytest

from tests.browser.looking import findings, findings_in_both, fits
from tests.making import make
from xianji.catalog.models import Currency
from xianji.customers.models import Contact, Customer
from xianji.policy.versions import loading
from xianji.sales.models import Opportunity

DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}

LOOKED_AT = "[...document.querySelectorAll('a')].filter((one) => 'htmx-internal-data' in one).length"
"""Links that htmx looked at before anybody used one: a list's are a third of a second on a slow phone."""


@pytest.fixture
def pages(house) -> list[str]:
    """Addresses of every kind of screen, with something on them."""
    with house.acting("erin"):
        customer = make(Customer, name="Paper Kites Ltd", size_class="large", owner=house.person("alice"))
        contact = make(Contact, customer=customer, name="Ms Reed", mobile="13800000000", owner=house.person("alice"))
        franc = make(Currency, code="CHF", name="Franc")
        deal = make(Opportunity, name="Lanterns", customer=customer, amount=1234, owner=house.person("alice"))
        version = loading.load_default("en")
    return [
        "/", "/customers/customers/", "/sales/opportunities/?layout=board", f"/customers/customers/{customer.pk}", f"/customers/customers/{customer.pk}/edit",
        "/customers/customers/new", f"/sales/opportunities/{deal.pk}", f"/sales/opportunities/{deal.pk}/do/win",
        f"/sales/opportunities/{deal.pk}?tab=history", "/customers/customers/?state=lost",
        f"/customers/customers/{customer.pk}?tab=history", f"/customers/customers/{customer.pk}/do/lose",
        f"/customers/contacts/{contact.pk}", f"/catalog/currencies/{franc.pk}/edit", "/insight/performance",
        "/import/new", "/import/", "/policy/reading", f"/policy/versions/{version.pk}", "/policy/load",
        "/search?q=paper", "/catalog/products/", "/nowhere",
    ]  # fmt: skip


def test_all_can_be_read_nothing_goes_sideways_and_nothing_leaves_the_host(visit, pages):
    page, problems = visit("erin"), {}
    for address in pages:
        page.goto(address, wait_until="networkidle")
        found = findings_in_both(page) + ([] if fits(page) else [["sideways", ""]])
        page.set_viewport_size(PHONE)
        found += findings(page) + ([["looked at", ""]] if page.evaluate(LOOKED_AT) else [])
        page.set_viewport_size(DESK)
        if found:
            problems[address] = found
    assert problems == {}
    assert page.complaints == ["Failed to load resource: the server responded with a status of 404 (Not Found)"]


def test_a_day_without_scripts(visit):
    page = visit("alice", scripts=False)
    page.goto("/customers/customers/new")
    page.fill("[name=name]", "Bamboo Works")
    page.click("form button[data-v=primary]")
    assert "Bamboo Works" in page.inner_text("h1")
    page.goto("/sales/opportunities/new")
    page.fill("[name=name]", "Reeds")
    page.fill("[name=customer]", "Bamboo Works")
    page.click("form button[data-v=primary]")
    page.click("text=Move forward")
    assert Opportunity.unscoped.get(name="Reeds").stage == "needs"
    page.goto("/search?q=bamb")
    assert "Bamboo Works" in page.inner_text("main")
