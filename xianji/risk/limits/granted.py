"""What is granted to customers on a day, read for a block of them: their rating and their limits."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Q

from xianji.org.among import Among
from xianji.risk.assessments.models import CreditAssessment
from xianji.risk.assessments.scoring import longest, rated_now
from xianji.risk.limits.models import CreditLimit

ZERO = Decimal(0)
Kind, State = CreditLimit.Kind, CreditLimit.State
GRANTED = (State.ACTIVE, State.FROZEN)


@dataclass
class Granted:
    """The rating that was approved and the limits that hold, frozen ones among them."""

    assessment: CreditAssessment | None = None
    limits: list[CreditLimit] = field(default_factory=list)

    def amount(self, kind: str) -> Decimal:
        return sum((one.amount for one in self.limits if one.kind == kind), ZERO)

    @property
    def is_frozen(self) -> bool:
        return any(one.state == State.FROZEN for one in self.limits)

    def rating(self, overdue_days: int) -> str:
        """As it is with so many days overdue."""
        return str(rated_now(self.assessment, overdue_days)["rating"]) if self.assessment else ""

    def is_aged(self, on: date) -> bool:
        """Whether the rating has grown too old to grant anything."""
        one = self.assessment
        return one is not None and one.as_of + timedelta(days=longest(one.rating, on)) < on


def granted(customer_ids: Iterable[int], on: date) -> dict[int, Granted]:
    """{customer: what is granted}, of those to whom anything is: two statements. Projects stand apart."""
    ids = sorted(customer_ids)
    found: dict[int, Granted] = {}
    rated = CreditAssessment.unscoped.filter(Among("customer", ids), state=CreditAssessment.State.ACTIVE, deleted_at=None)
    for one in rated.order_by():
        found.setdefault(one.customer_id, Granted()).assessment = one
    for limit in holding(Among("customer", ids), on).exclude(kind=Kind.PROJECT).order_by("pk"):
        found.setdefault(limit.customer_id, Granted()).limits.append(limit)
    return found


def holding(which: Any, on: date) -> Any:
    """The limits among these that hold on a day."""
    rows = CreditLimit.unscoped.filter(which, state__in=GRANTED, from_on__lte=on, deleted_at=None)
    return rows.filter(Q(to_on=None) | Q(to_on__gte=on))


def project_of(customer_id: int, contract_id: int | None, on: date) -> CreditLimit | None:
    """The project limit that is bound to a contract of this customer, if one holds."""
    if contract_id is None:
        return None
    return holding(Q(customer=customer_id, contract_key=contract_id, kind=Kind.PROJECT), on).first()


def contracts_apart(customer_ids: Iterable[int], on: date) -> dict[int, set[int]]:
    """{customer: contracts with a project limit}: what belongs to them is left out of the standard exposure."""
    rows = holding(Among("customer", sorted(customer_ids)), on).filter(kind=Kind.PROJECT).order_by()
    found: dict[int, set[int]] = {}
    for customer, contract in rows.values_list("customer", "contract_key"):
        found.setdefault(customer, set()).add(contract)
    return found
