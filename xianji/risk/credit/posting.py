"""What the chapter with orders and receivables posts down: the exposure of customers, in the transaction that changed it."""

from collections.abc import Iterable, Mapping
from typing import Any

from xianji.kit import sets, store
from xianji.org import loading
from xianji.org.among import Among
from xianji.risk.assessments.looking import look_again
from xianji.risk.assessments.models import CreditAssessment
from xianji.risk.credit.keeping import keep
from xianji.risk.credit.rules import Exposure
from xianji.risk.limits.models import CreditLimit
from xianji.rulebook.parameters.reading import value

__all__ = ["Exposure", "post", "refresh"]

Kind, State = CreditLimit.Kind, CreditLimit.State


def post(customer_ids: Iterable[int], found: Mapping[int, Exposure]) -> None:
    """Bring these customers up to what was found; of whom nothing was found owes nothing. Limits of those whose payment is
    long overdue are frozen, and the rating of those who have just become overdue is looked at again."""
    ids, hold = sorted(set(customer_ids)), int(value("credit.hold"))
    with store.whole():
        use_projects(ids, found)
        freeze([pk for pk in ids if pk in found and found[pk].overdue_days >= int(value("credit.freeze"))])
        changed = keep(ids, found)
        late = [row.pk for row in changed if row.was["overdue_days"] < hold <= row.overdue_days]
        look_again(late, CreditAssessment.Cause.OVERDUE)


def refresh(customer_ids: Iterable[int]) -> None:
    """Bring these customers up to their ratings and limits; what they owe stays as it was posted."""
    keep(customer_ids)


def freeze(ids: list[int]) -> None:
    """Each limit with its entry; what is frozen is opened again by hand."""
    if ids:
        rows = CreditLimit.unscoped.filter(Among("customer", ids), state=State.ACTIVE, deleted_at=None)
        sets.change_many(rows, {"state": State.FROZEN}, verb="freeze", source="job")


def use_projects(ids: list[int], found: Mapping[int, Exposure]) -> None:
    """How much of each project limit its contract uses, written where it differs."""
    rows = CreditLimit.unscoped.filter(Among("customer", ids), kind=Kind.PROJECT, deleted_at=None).order_by("pk")
    used = {contract: amount for pk in ids if pk in found for contract, amount in found[pk].projects.items()}
    changed: list[Any] = []
    for one in rows.select_for_update(of=("self",)):
        if one.used != used.get(one.contract_key or 0, 0):
            one.used = used.get(one.contract_key or 0, 0)
            changed.append(one)
    loading.update(changed, ["used"])
