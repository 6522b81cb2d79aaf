"""What quotes add to the evidence that a deal needs: an approved one before the contract is written."""

from django.utils.translation import gettext_lazy as _

from xianji.sales.opportunities.evidence import ASKED, Asked, absent
from xianji.sales.opportunities.models import Opportunity
from xianji.sales.quotes.models import Quote

STANDING = (Quote.State.APPROVED, Quote.State.SENT, Quote.State.ACCEPTED)


def quoted(deal: Opportunity) -> str:
    return absent(Quote.unscoped.filter(opportunity=deal, state__in=STANDING, deleted_at=None).exists())


def add() -> None:
    """Called once, at start."""
    ASKED[Opportunity.Stage.NEGOTIATION].append(Asked(_("Approved quote"), quoted, "/sales/quotes/new?opportunity={deal}"))
