"""Two customers that become one are one debtor: the more careful of their ratings holds, and what was granted with it."""

from typing import Any

from django.utils.translation import gettext as _

from xianji.customers.customers.models import Customer
from xianji.kit import store
from xianji.lib.actor import SYSTEM, acting
from xianji.org.among import Among
from xianji.risk.assessments.looking import drawn, look_again
from xianji.risk.assessments.models import CreditAssessment
from xianji.risk.limits.following import expire
from xianji.risk.limits.granted import GRANTED
from xianji.risk.limits.models import CreditLimit

State, Kind = CreditAssessment.State, CreditLimit.Kind
REVIEW = CreditAssessment.Cause.REVIEW


def unite(survivor: Any, others: list[Any]) -> None:
    """Before they become one: the lowest rating stands, of equals the latest; the others end, and with them what they grant.
    Where several were rated, all is looked at as a whole. Limits of contracts go where their contracts go."""
    if not isinstance(survivor, Customer):
        return
    ids = [survivor.pk, *(one.pk for one in others)]
    rated = list(CreditAssessment.unscoped.select_for_update(of=("self",)).filter(
        Among("customer", ids), state=State.ACTIVE, deleted_at=None
    ).order_by("pk"))  # fmt: skip
    stands = max(rated, key=how_careful, default=None)
    for one in rated:
        if one is not stands:
            one.state = State.EXPIRED
            store.change(one, verb="replace")
    kept = stands.customer_id if stands else survivor.pk
    limits = CreditLimit.unscoped.filter(Among("customer", ids), state__in=(*GRANTED, CreditLimit.State.APPROVED))
    expire(limits.exclude(kind=Kind.PROJECT).exclude(customer=kept), _("Its customer became one with another."))
    if len(rated) > 1:
        look_again([kept], REVIEW)


def how_careful(one: CreditAssessment) -> tuple[Any, ...]:
    return CreditAssessment.Rating.values.index(one.rating), one.as_of, one.pk


def parted(survivor: Any, others: list[int]) -> None:
    """What came along went back. Who was rated and is not any more is assessed anew, from what was known."""
    if not isinstance(survivor, Customer):
        return
    customers = [survivor, *Customer.unscoped.filter(Among("pk", others)).order_by("pk")]
    for customer in customers:
        rows = CreditAssessment.unscoped.filter(customer=customer, deleted_at=None)
        last = rows.filter(state=State.EXPIRED).order_by("as_of", "pk").last()
        if last is not None and not rows.exclude(state=State.EXPIRED).exists():
            with acting(SYSTEM):
                store.create(drawn(last, customer, REVIEW), source="job")
