"""What a contract sets going on the day it is in force: its milestones, delivery, the deal that it wins, what it amends."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from xianji.approval.requests.holders import Matter, holders
from xianji.approval.requests.rules import role
from xianji.kit import store
from xianji.kit.actions import lock
from xianji.lib.actor import SYSTEM, acting
from xianji.sales.contracts import milestones, rules
from xianji.sales.contracts.drafting import settle
from xianji.sales.contracts.models import Contract
from xianji.sales.contracts.parts import Milestone
from xianji.sales.contracts.terms import PaymentTerm, terms_of
from xianji.sales.opportunities import rules as stages
from xianji.sales.opportunities.actions import win
from xianji.sales.opportunities.models import Opportunity
from xianji.workspace.handovers.models import Handover

COPIED = ("kind", "trigger", "share", "months", "days", "fixed_on")
WITHIN = timedelta(days=30)
"""For delivery, where no day was agreed."""


def begin(contract: Contract) -> None:
    if contract.amends_id:
        amend(contract)
        return
    milestones.lay(contract)
    win_deal(contract)
    if contract.renews_id:
        milestones.reached(contract.renews_id, Milestone.Kind.RENEWAL, contract.effective_on or timezone.localdate())
    unit = delivering(contract)
    if unit is not None and unit.pk != contract.unit_id:
        hand_to(contract, unit)


def win_deal(contract: Contract) -> None:
    """The deal behind it is won, by its net amount, on the day of the contract."""
    deal = Opportunity.unscoped.filter(pk=contract.opportunity_id, stage__in=stages.OPEN, deleted_at=None).first()
    if deal is not None:
        with acting(SYSTEM):
            win(deal, amount=contract.net, closed_on=contract.effective_on, reason=contract.number)


def delivering(contract: Contract) -> Any:
    """The unit of those who look after delivery for where the contract lies; None where there are none."""
    people = holders(role("CS"), Matter(contract.unit_id, contract.owner_id, contract.label()))
    return people[0].unit if people else None


def hand_to(contract: Contract, unit: Any, note: str = "") -> None:
    """A request to the unit, once; it hears of it at once."""
    today = timezone.localdate()
    wanted = contract.deliver_on if contract.deliver_on and contract.deliver_on >= today else today + WITHIN
    store.create(
        Handover(
            title=_("Deliver: %(contract)s") % {"contract": f"{contract.number} {contract}"}, text=note, to_unit=unit,
            from_unit_id=contract.unit_id, agreed_on=wanted, owner_id=contract.owner_id, about_label=contract.label(),
            about_id=contract.pk,
        )  # fmt: skip
    )
    contract.handed_on = today
    store.change(contract)


def amend(supplement: Contract) -> None:
    """From now on the contract says what the supplement says; one that is not in force yet gets its steps when it is."""
    main = lock(supplement.amends)
    main.is_amended = True
    for name in rules.AMENDED:
        setattr(main, name, getattr(supplement, name))
    store.change(main, reason=supplement.number)
    copy_terms(supplement, main)
    if main.state in rules.RUNNING:
        milestones.lay(main)


def copy_terms(source: Contract, to: Contract) -> None:
    """The parts of the price as they stand there. A part of the same kind after the same event stays the same part, as steps
    that are done and receivables hang on it."""
    left = terms_of(to)
    for one in terms_of(source):
        same = next((old for old in left if (old.kind, old.trigger) == (one.kind, one.trigger)), None)
        if same is None:
            store.create(PaymentTerm(contract=to, owner_id=to.owner_id, **{name: getattr(one, name) for name in COPIED}))
            continue
        left.remove(same)
        put(same, to, **{name: getattr(one, name) for name in COPIED})
    for old in left:
        put(old, to, verb="delete", deleted_at=timezone.now())
    settle(to)


def put(term: PaymentTerm, main: Contract, verb: str = "change", **values: Any) -> None:
    term.contract = main
    for name, value in values.items():
        setattr(term, name, value)
    if store.changes(term):
        store.change(term, verb=verb)
