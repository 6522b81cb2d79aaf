"""What a stage asks for before a deal goes on: each piece of evidence, whether it is there, and where it is filled in."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from xianji.customers.contacts.models import Contact
from xianji.customers.preferences.models import Preference
from xianji.kit.web.writing import several
from xianji.sales.opportunities.models import Opportunity

Stage = Opportunity.Stage
SIDES = (
    Preference.Dimension.FUNCTION, Preference.Dimension.QUALITY, Preference.Dimension.PRICE, Preference.Dimension.SERVICE,
)  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """One piece of evidence: what it is called, how it is found, and where it is filled in ({deal}, {customer})."""

    told: Any
    lacking: Callable[[Opportunity], str]
    """What is missing, in words; empty where nothing is."""
    href: str = "/sales/opportunities/{deal}/edit"


@dataclass(frozen=True)
class Found:
    """One piece of evidence of one deal."""

    told: Any
    missing: str
    href: str


def absent(value: Any) -> str:
    return "" if value else "—"


def need(deal: Opportunity) -> str:
    return absent(deal.customer and deal.customer.need_profile)


def role(deal: Opportunity) -> str:
    return absent(deal.contact and deal.contact.part)


def sides(deal: Opportunity) -> str:
    """The sides of what they want of which nothing is known."""
    known = Preference.unscoped.filter(customer=deal.customer_id, deleted_at=None, dimension__in=SIDES)
    there = set(known.order_by().values_list("dimension", flat=True)) if deal.customer_id else set()
    return several(side.label for side in SIDES if side not in there)


def budget(deal: Opportunity) -> str:
    return absent(deal.amount is not None and deal.expected_on)


def decider(deal: Opportunity) -> str:
    decides = Contact.unscoped.filter(customer=deal.customer_id, part=Contact.Part.DECISION, deleted_at=None)
    return absent(deal.customer_id and decides.exists())


def solution(deal: Opportunity) -> str:
    return absent(deal.solution_on)


def rivals(deal: Opportunity) -> str:
    return absent(deal.rivals)


CUSTOMER = "/customers/customers/{customer}"
ASKED: dict[str, list[Asked]] = {
    Stage.QUALIFY: [
        Asked(_("Need confirmed on the customer’s file"), need, CUSTOMER + "/edit?at=need_profile"),
        Asked(_("Contact, with the part in buying"), role),
    ],
    Stage.NEEDS: [
        Asked(_("What they want in function, quality, price and service"), sides, CUSTOMER + "?tab=preferences"),
        Asked(_("Amount and expected close"), budget), Asked(_("Who decides"), decider, CUSTOMER + "?tab=map"),
    ],
    Stage.SOLUTION: [
        Asked(_("Solution accepted by their engineers"), solution, "/sales/opportunities/{deal}/edit?at=solution_on"),
        Asked(_("Competitors known"), rivals, "/sales/opportunities/{deal}/edit?at=rivals"),
    ],
    Stage.NEGOTIATION: [],
    Stage.CONTRACT: [],
}  # fmt: skip
"""By the stage that is left; quotes and contracts add theirs from above."""


def found(deal: Opportunity) -> list[Found]:
    places = {"deal": deal.pk, "customer": deal.customer_id or 0}
    return [Found(one.told, one.lacking(deal), one.href.format(**places)) for one in ASKED.get(deal.stage, [])]


def lacking(deal: Opportunity) -> list[str]:
    """In words, with what is missing of it where that is more than one thing."""
    return [f"{one.told} ({one.missing})" if one.missing != "—" else str(one.told) for one in found(deal) if one.missing]
