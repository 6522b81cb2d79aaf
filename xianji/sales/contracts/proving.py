"""What proves that a deal is won: a contract in force, or what others add, such as an order."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from xianji.sales.contracts import rules
from xianji.sales.contracts.models import Contract
from xianji.sales.opportunities.evidence import ASKED, Asked, absent
from xianji.sales.opportunities.models import Opportunity


def in_force(deal: Opportunity) -> bool:
    return Contract.unscoped.filter(opportunity=deal, state__in=rules.STANDING, deleted_at=None).exists()


proofs: list[Callable[[Opportunity], bool]] = [in_force]


def is_proved(deal: Opportunity) -> bool:
    return any(proof(deal) for proof in proofs)


def add() -> None:
    """Called once, at start: it stands on the deal's page before it is won."""
    told = _("Contract in force, or an order")
    asked = Asked(told, lambda deal: absent(is_proved(deal)), "/sales/contracts/new?opportunity={deal}")
    ASKED[Opportunity.Stage.CONTRACT].append(asked)
