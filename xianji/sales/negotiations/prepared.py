"""Whether a negotiation is prepared: what is still missing, in words; and which matters are beyond what we take."""

from django.utils.translation import gettext as _

from xianji.sales.negotiations import rules
from xianji.sales.negotiations.models import Negotiation, NegotiationIssue


def lacking(negotiation: Negotiation) -> list[str]:
    """Target, least price, best alternative, the other side, and three matters with weights that are a whole."""
    weights = NegotiationIssue.unscoped.filter(negotiation=negotiation, deleted_at=None).values_list("weight", flat=True)
    known = {
        _("target price"): negotiation.target is not None,
        _("a target that is not below the least we take"): rules.is_rising([negotiation.reservation, negotiation.target]),
        _("their limit, told from low to high"): rules.is_rising(
            [negotiation.buyer_least, negotiation.buyer_likely, negotiation.buyer_most]
        ),
        _("the least we take (worth of the alternative, or price floor)"): negotiation.reservation is not None,
        _("best alternative"): bool(negotiation.batna.strip()),
        _("who the other side is"): bool(negotiation.counterpart.strip()),
        _("three matters or more, with weights that are 1 together"): len(weights) >= rules.LEAST_ISSUES
        and rules.is_whole(weights),
    }  # fmt: skip
    return [name for name, there in known.items() if not there]


def beyond(negotiation: Negotiation) -> list[str]:
    """The matters in which less lies on the table than the least we take; whatever the rest is worth, that is no package."""
    rows = NegotiationIssue.unscoped.filter(negotiation=negotiation, deleted_at=None).order_by("pk")
    return [one.title for one in rows if one.reckoned.is_beyond]
