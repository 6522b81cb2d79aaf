"""Whether a limit may be asked for, and who grants it: the tables of its day, told with the figures behind them."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from xianji.kit.refusals import Refused
from xianji.lib import money
from xianji.risk.assessments.models import CreditAssessment
from xianji.risk.assessments.rules import by_formula, whole_steps
from xianji.risk.limits import rules
from xianji.risk.limits.granted import GRANTED
from xianji.risk.limits.models import CreditLimit
from xianji.risk.standing.models import CreditStanding
from xianji.rulebook.parameters.reading import value
from xianji.rulebook.tables.deciding import Answer, decide

Kind = CreditLimit.Kind
TAKEN = (*GRANTED, CreditLimit.State.APPROVED, CreditLimit.State.EXPIRED)
"""States of a temporary limit that was had."""


@dataclass(frozen=True)
class Judged:
    """Who grants it, by which row, and its share of the standard limit where it is a temporary one."""

    approvers: tuple[str, ...]
    because: Answer
    share: Decimal | None = None


def judged(limit: CreditLimit) -> Judged:
    """Refused, with the rule, where it is not possible."""
    must_be_bound(limit)
    if limit.amount <= 0:
        raise Refused("", {"amount": [_("A limit of nothing grants nothing. Type an amount.")]})
    by_size = decide("credit.approvers", limit.from_on, limit=limit.amount)
    if limit.kind == Kind.TEMPORARY:
        return temporary(limit, by_size)
    if limit.kind == Kind.STANDARD:
        return standard(limit, by_size)
    return Judged(tuple(by_size["approvers"]), by_size)


def must_be_bound(limit: CreditLimit) -> None:
    """A project limit is what one contract leaves open; who knows the contract binds it."""
    if limit.kind == Kind.PROJECT and None in (limit.contract_key, limit.gross, limit.advance):
        told = _(
            "A project limit is bound to one contract and covers what it leaves open. Ask for it on the page of the contract.",
        )
        raise Refused("", {"kind": [told]})


def rating_of(customer_id: int) -> CreditAssessment:
    found = CreditAssessment.unscoped.filter(customer=customer_id, state="active", deleted_at=None).first()
    if found is None:
        raise Refused(_("The customer has no credit rating; its credit is assessed first."))
    return found


def standard(limit: CreditLimit, by_size: Answer) -> Judged:
    """Up to what the rating gives; more only by the management, where the rating allows it a higher factor."""
    rating = rating_of(limit.customer_id)
    if limit.amount <= rating.limit:
        return Judged(tuple(by_size["approvers"]), by_size)
    most = highest(rating)
    told = {"limit": most, "rating": rating.rating}
    if limit.amount > most:
        raise Refused("", {"amount": [_("The rating %(rating)s gives a limit of %(limit)s at most.") % told]})
    return Judged(("EXE",), by_size)


def highest(rating: CreditAssessment) -> Decimal:
    """What the management may grant: for the best rating a higher factor than the table's, else what the rating gives."""
    if rating.rating != CreditAssessment.Rating.AAA:
        return rating.limit
    factor = value("credit.factor.most", rating.as_of)
    formula = by_formula(rating.monthly_sales, rating.terms_days or 0, factor)
    assets = [] if rating.assets is None else [money.times(rating.assets, value("credit.assets", rating.as_of))]
    return whole_steps(formula, assets, value("credit.step", rating.as_of))


def temporary(limit: CreditLimit, by_size: Answer) -> Judged:
    """Not too long, not too often, and as the table of temporary limits says."""
    must_be_short(limit)
    must_be_rare(limit)
    rating = rating_of(limit.customer_id)
    share = rules.share(limit.amount, standing_limit(limit.customer_id))
    overdue = CreditStanding.objects.filter(pk=limit.customer_id).values_list("overdue_days", flat=True).first() or 0
    if share is None:
        raise Refused(_("A temporary limit goes beyond a standard one, and the customer has none."))
    said = decide("credit.temporary", limit.from_on, rating=rating.rating, share=share, overdue=overdue)
    if not said["possible"]:
        raise Refused(_("No temporary limit: rating %(rating)s, %(days)s days overdue, %(share)s %% beyond the limit.") % {
            "rating": rating.rating, "days": overdue, "share": f"{share * 100:.2f}",
        })  # fmt: skip
    return Judged(tuple(dict.fromkeys([*said["approvers"], *by_size["approvers"]])), said, share)


def standing_limit(customer_id: int) -> Decimal:
    rows = CreditLimit.unscoped.filter(customer=customer_id, kind=Kind.STANDARD, state__in=GRANTED, deleted_at=None)
    return sum(rows.values_list("amount", flat=True), Decimal(0))


def must_be_short(limit: CreditLimit) -> None:
    days = int(value("credit.temporary.days", limit.from_on))
    if limit.to_on is None:
        raise Refused("", {"to_on": [_("A temporary limit ends. Choose its last day.")]})
    if rules.is_too_long(limit.from_on, limit.to_on, days):
        raise Refused("", {"to_on": [_("A temporary limit holds for at most %(days)s days.") % {"days": days}]})


def must_be_rare(limit: CreditLimit) -> None:
    most = int(value("credit.temporary.quarter", limit.from_on))
    first = rules.quarter(limit.from_on)
    rows = CreditLimit.unscoped.filter(customer=limit.customer_id, kind=Kind.TEMPORARY, state__in=TAKEN, deleted_at=None)
    if rows.filter(from_on__gte=first).exclude(pk=limit.pk).count() >= most:
        told = _("This customer has had %(most)s temporary limits in this quarter already, which is as many as there may be.")
        raise Refused(told % {"most": most})

