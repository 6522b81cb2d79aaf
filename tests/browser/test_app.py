"""The running product in a browser: nothing inaccessible, nothing off-host, nothing sideways, and all of it without scripts."""

import pytest

from tests.browser.test_gallery import AXE
from tests.making import make
from xianji.customers.models import Contact, Customer
from xianji.policy.versions import loading
from xianji.sales.models import Opportunity

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture
def pages(house) -> list[str]:
    """Addresses of every kind of screen, with something on them."""
    with house.acting("erin"):
        customer = make(Customer, name="Paper Kites Ltd", size_class="large", owner=house.person("alice"))
        make(Contact, customer=customer, name="Ms Reed", mobile="13800000000", owner=house.person("alice"))
        deal = make(Opportunity, name="Lanterns", customer=customer, amount=1234, owner=house.person("alice"))
        version = loading.load_default("en")
    return [
        "/", "/customers/customers/", f"/customers/customers/{customer.pk}", f"/customers/customers/{customer.pk}/edit",
        "/customers/customers/new", f"/sales/opportunities/{deal.pk}", f"/sales/opportunities/{deal.pk}/do/win",
        f"/sales/opportunities/{deal.pk}?tab=history", "/customers/customers/?state=lost", "/insight/performance",
        "/import/new", "/import/", "/policy/reading", f"/policy/versions/{version.pk}", "/policy/load",
        "/search?q=paper", "/catalog/products/", "/nowhere",
    ]  # fmt: skip


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed; run make assets with its development packages")
@pytest.mark.parametrize(("width", "theme"), [(1440, "light"), (390, "dark")])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(visit, pages, width, theme):
    page, problems = visit("erin", width=width, theme=theme), {}
    for address in pages:
        page.goto(address, wait_until="networkidle")
        page.evaluate(AXE.read_text())
        for one in page.evaluate("rules => axe.run({runOnly: rules, resultTypes: ['violations']})", RULES)["violations"]:
            problems[address, one["id"]] = [node["html"][:160] for node in one["nodes"][:2]]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            problems[address, "sideways"] = page.evaluate("document.documentElement.scrollWidth")
    assert problems == {}


def test_nothing_leaves_the_host_and_the_policy_holds(visit, pages):
    page = visit("erin")
    for address in pages[:-1]:
        page.goto(address, wait_until="networkidle")
    assert page.complaints == []


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
