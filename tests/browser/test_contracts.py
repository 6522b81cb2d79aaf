"""A contract before a browser: earnest money is explained and mended, a clause added, reviewed on four sides, returned; at both
widths."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from tests.browser.looking import fits
from tests.cast import Cast
from tests.making import make
from xianji.customers.models import Customer
from xianji.kit import store
from xianji.lib.actor import SYSTEM, acting
from xianji.sales.contracts.drafting import settle
from xianji.sales.contracts.parts import ContractClause, ContractReview
from xianji.sales.models import Contract, PaymentTerm
from xianji.sales.templates import shipped
from xianji.sales.templates.actions import load, publish

SIDES = ("legal", "compliant", "accurate", "complete")


@pytest.fixture
def contract(house: Cast) -> Contract:
    """Of alice's, with earnest money of 30 %."""
    alice = house.person("alice")
    with acting(SYSTEM):
        template = load(shipped.read("sale", "en"))
        publish(template)
        customer = make(Customer, name="Heron Works", registration_no="1", owner=alice)
        made = make(Contract, name="Lanterns", customer=customer, template=template, language="en", owner=alice, net=Decimal(50_000),
                    deliver_on="2027-01-10", deliver_to="Lake Street", deliver_how="road", accept_days=7, warranty_months=12,
                    warranty_from="delivery", penalty="0.1", opportunity=None, quote=None, currency=None, amends=None)  # fmt: skip
        for kind, trigger, share in (("earnest", "signing", "0.3"), ("payment", "delivery", "0.7")):
            store.create(PaymentTerm(contract=made, kind=kind, trigger=trigger, share=Decimal(share), owner=alice))
        made = Contract.unscoped.get(pk=made.pk)
        settle(made)
    return made


def judge(page: Any, contract: Contract, comment: str = "", **bad: str) -> None:
    """In the dialog that the button opens."""
    page.goto(f"/sales/contracts/{contract.pk}", wait_until="networkidle")
    page.locator("a[data-asks][href*='/do/review']").first.click()
    dialog = page.get_by_role("dialog")
    for side in SIDES:
        dialog.locator(f"[name={side}]").select_option(bad.get(side, "good"))
    dialog.locator("[name=comment]").fill(comment)
    dialog.get_by_role("button", name="Review").click()
    page.get_by_text("Review: Lanterns").first.wait_for()


@pytest.mark.parametrize("width", [1440])
def test_a_contract_is_mended_and_reviewed(visit: Callable[..., Any], house: Cast, contract: Contract, width: int) -> None:
    alice, here = visit("alice", width=width), f"/sales/contracts/{contract.pk}"
    alice.goto(here, wait_until="networkidle")
    assert "Earnest money of 30 %" in alice.locator(".deed").inner_text()
    assert fits(alice)
    alice.goto(f"{here}/edit", wait_until="networkidle")
    alice.locator("[name=terms-0-kind]").select_option("advance")
    alice.locator("form button[data-v=primary]").last.click()
    alice.wait_for_url(f"**{here}")
    alice.goto(f"{here}/clauses/new", wait_until="networkidle")
    alice.locator("[name=title]").fill("Annex")
    alice.locator("[name=text]").fill("The list of lanterns.")
    alice.locator("form button[data-v=primary]").last.click()
    alice.locator(".deed", has_text="The list of lanterns.").wait_for()
    assert ContractClause.objects.filter(contract=contract, title="Annex").exists()
    assert "Earnest" not in alice.locator(".deed").inner_text()
    ContractClause.objects.filter(contract=contract, title="Annex").delete()
    with acting(SYSTEM):
        settle(Contract.unscoped.get(pk=contract.pk))
    alice.goto(here, wait_until="networkidle")
    alice.get_by_role("button", name="Submit for review").click()
    alice.get_by_role("button", name="Submit for review").wait_for(state="detached")
    judge(visit("grace", width=width), contract)
    bob = visit("bob", width=width)
    judge(bob, contract, "The price is not the one we agreed.", accurate="bad")
    alice.goto(f"{here}?tab=board", wait_until="networkidle")
    board = alice.locator(".axes")
    assert board.get_by_text("The price is not the one we agreed.").is_visible() and board.locator("td[data-t=bad]").count() == 1
    assert ContractReview.objects.count() == 2 and Contract.unscoped.get(pk=contract.pk).state == "draft"
    assert fits(alice)
    assert not alice.complaints and not bob.complaints
