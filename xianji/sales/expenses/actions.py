"""An expense's life: handed in with its receipts, agreed to, paid."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, pgettext_lazy

from xianji.approval.requests.asking import ask
from xianji.approval.requests.guards import approvable
from xianji.approval.requests.rules import UPWARDS, role, stage
from xianji.kit.actions import PUT_BACK, action, approval
from xianji.kit.files.keeping import files_of
from xianji.kit.refusals import Refused
from xianji.rulebook.parameters.reading import value
from xianji.rulebook.tables.deciding import decide
from xianji.sales.expenses import rules
from xianji.sales.expenses.models import Expense

State = Expense.State
ASKED = ("kind", "spent_on", "amount", "tax", "purpose", "customer", "visit", "campaign", "recipients", "heads")
"""What is agreed to, and stands from then on."""


@action(Expense, when=State.DRAFT, then=State.SUBMITTED, label=gettext_lazy("Hand in"), icon="send", primary=True)
def submit(expense: Expense, *, by: Any) -> None:
    """With a receipt at least; the table says who decides, the legal department among them for a large gift."""
    if not files_of(expense).exists():
        raise Refused(_("Put the receipt into its files first: a photo or the invoice."))
    beyond = rules.is_beyond(expense.kind, expense.amount, expense.heads, value("gift.limit"))
    answer = decide("expense.approvers", amount=expense.amount, gift=beyond)
    steps = [stage(role(code), days=2, late=UPWARDS) for code in answer["approvers"]]
    facts = [name for name in ASKED if getattr(expense, name)]
    ask(expense, steps, yes=approve, no=reject, by=by, facts=facts, amount=expense.amount, because=answer,
        subject=gettext_noop("Expense"))  # fmt: skip


@action(Expense, when=State.SUBMITTED, then=State.APPROVED, label=gettext_lazy("Approve"), letter="A", only_through=approval)
def approve(expense: Expense, *, by: Any) -> None:
    """It may be paid."""


@action(Expense, when=State.SUBMITTED, then=State.REJECTED, label=gettext_lazy("Reject"), letter="A", only_through=approval)
def reject(expense: Expense, *, by: Any) -> None:
    """The reason stands with the request."""


@action(Expense, when=State.REJECTED, then=State.DRAFT, label=gettext_lazy("Work on it again"), icon="rotate", undo=PUT_BACK)
def rework(expense: Expense, *, by: Any) -> None:
    """To be handed in once more."""


@action(
    Expense, when=State.APPROVED, then=State.PAID, label=pgettext_lazy("expense", "Pay out"), icon="cash", letter="X", sets=True
)
def pay(expense: Expense, *, by: Any) -> None:
    """The money has left; nobody pays out to themselves."""
    if by.person_id and by.person_id == expense.owner_id:
        raise Refused(_("Nobody pays out to themselves; ask somebody else in finance."))
    expense.paid_on = timezone.localdate()


approvable(Expense, guarded=ASKED)
