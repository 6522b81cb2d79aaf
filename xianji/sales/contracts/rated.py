"""What the customer's credit rating says of a contract's terms of payment."""

from decimal import Decimal

from django.utils import timezone

from xianji.risk.assessments.scoring import rated_now
from xianji.risk.limits.granted import granted
from xianji.sales.contracts.models import Contract
from xianji.sales.contracts.terms import PaymentTerm

MONTH = 30
"""Days, where months are held against days."""
AHEAD = (PaymentTerm.Kind.ADVANCE, PaymentTerm.Kind.EARNEST)


def rated(contract: Contract, terms: list[PaymentTerm]) -> dict[str, bool]:
    """Whether less is paid ahead than the rating asks for, or later than it allows; retention is judged by a row of its own."""
    found = granted([contract.customer_id], timezone.localdate()).get(contract.customer_id)
    if found is None or found.assessment is None:
        return {"short": False, "longer": False}
    told = rated_now(found.assessment, 0)
    ahead = sum((one.share for one in terms if one.kind in AHEAD), Decimal(0))
    paid = [one.months * MONTH + one.days for one in terms if one.kind == PaymentTerm.Kind.PAYMENT]
    return {"short": ahead < (told["advance"] or 0), "longer": max(paid, default=0) > (told["terms"] or 0)}
