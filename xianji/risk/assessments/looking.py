"""Looking again at the rating of customers because of something that happened: a draft with what the file knows now."""

from collections.abc import Iterable

from django.utils import timezone

from xianji.customers.customers.models import Customer
from xianji.kit import store
from xianji.lib.actor import SYSTEM, acting
from xianji.org.among import Among
from xianji.risk.assessments import rules
from xianji.risk.assessments.file import known, overdue_days
from xianji.risk.assessments.models import CreditAssessment

State = CreditAssessment.State
UNDER_WAY = (State.DRAFT, State.REVIEW)
COPIED = (*rules.INPUTS, "veto", "statements_on", "monthly_sales", "is_new")
FROM_THE_FILE = ("punctual", "years")
"""What a new look takes from the file; the rest is copied, and typed anew where it has changed."""


def look_again(customer_ids: Iterable[int], cause: str) -> list[CreditAssessment]:
    """A draft for each who is rated, unless one is under way already; by itself, whoever wrote down what happened."""
    ids = sorted(set(customer_ids))
    rows = CreditAssessment.unscoped.filter(Among("customer", ids), deleted_at=None) if ids else ()
    busy = {one.customer_id for one in rows if one.state in UNDER_WAY}
    rated = [one for one in rows if one.state == State.ACTIVE and one.customer_id not in busy]
    customers = Customer.unscoped.in_bulk([one.customer_id for one in rated])
    with acting(SYSTEM):
        return [store.create(drawn(one, customers[one.customer_id], cause), source="job") for one in rated]


def drawn(before: CreditAssessment, customer: Customer, cause: str) -> CreditAssessment:
    """The last one with what the file knows today. Who was a customer before the file began has not become a younger one."""
    today = timezone.localdate()
    facts = {name: value for name, value in known(customer, today).items() if name in FROM_THE_FILE}
    facts["years"] = max(facts.get("years", before.years), before.years)
    values = {name: getattr(before, name) for name in COPIED} | facts
    days = overdue_days(customer.pk)
    return CreditAssessment(
        customer=customer, cause=cause, as_of=today, assessor_id=before.assessor_id, overdue_days=days, **values
    )
