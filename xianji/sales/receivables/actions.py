"""What people do with a receivable besides being paid: dispute, due day, provision, write-off."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from xianji.approval.requests.asking import ask
from xianji.approval.requests.guards import approvable
from xianji.approval.requests.holders import Matter, holders
from xianji.approval.requests.rules import role, stage
from xianji.kit import ports
from xianji.kit.actions import action, approval
from xianji.kit.refusals import Refused
from xianji.lib import money
from xianji.rulebook.tables.deciding import decide
from xianji.sales.receivables.agreed import is_dated
from xianji.sales.receivables.models import Receivable
from xianji.sales.receivables.settling import Kind, written

State = Receivable.State
OWED = (State.OPEN, State.PARTLY)
KIND = "dispute"
LEGAL = "L"
"""The letter of what legal does besides finance."""


@action(Receivable, when=OWED, then=State.DISPUTED, label=gettext_lazy("Dispute"), icon="alert-triangle", letter=LEGAL)
def dispute(receivable: Receivable, *, by: Any, why: str) -> None:
    """The customer does not agree; payments are not set against it by themselves, and dunning rests. Legal is told."""
    receivable.disputed_because = why.strip()[:200]
    legal = holders(role("LEG"), Matter(receivable.unit_id, receivable.owner_id, receivable.label()))
    people = {receivable.owner_id, *(person.pk for person in legal)}
    say(receivable, by, people, gettext_noop("%(customer)s disputes %(receivable)s: %(why)s"), why)


@action(
    Receivable, when=State.DISPUTED, then=(State.OPEN, State.PARTLY), label=gettext_lazy("End the dispute"), icon="check",
    letter=LEGAL,
)  # fmt: skip
def agree(receivable: Receivable, *, by: Any, why: str) -> str:
    """It was decided, and is owed as it stands; the reason says how. What was granted to the customer is credited apart."""
    receivable.disputed_because = ""
    message = gettext_noop("The dispute with %(customer)s about %(receivable)s has ended: %(why)s")
    say(receivable, by, {receivable.owner_id}, message, why)
    return State.OPEN if receivable.balance == receivable.amount else State.PARTLY


def say(receivable: Receivable, by: Any, people: set[int | None], message: str, why: str) -> None:
    """To all but whoever does it."""
    values = {"customer": receivable.customer, "receivable": receivable, "why": why.strip()}
    ports.tell(
        people - {None, by.person_id}, kind=KIND, message=message, values=values,
        key=f"dispute:{receivable.pk}:{receivable.version}", about=receivable,
    )  # fmt: skip


@action(Receivable, when=(*OWED, State.DISPUTED), label=gettext_lazy("Set the due day"), icon="calendar")
def set_due(receivable: Receivable, *, by: Any, due_on: date, why: str) -> None:
    """What it waited for has come, such as the acceptance, or something else was agreed."""
    if is_dated(receivable):
        told = _("This day follows from %(contract)s: it moves when the step is done there, or with a supplement.")
        raise Refused("", {"due_on": [told % {"contract": receivable.contract}]})
    receivable.due_on = due_on


@action(Receivable, when=(*OWED, State.DISPUTED), label=gettext_lazy("Provide for the loss"), icon="shield")
def provide(receivable: Receivable, *, by: Any, provision: Decimal, why: str) -> None:
    """A provision of its own takes the place of the rate by age; nothing takes it away again."""
    if not 0 <= provision <= receivable.balance:
        raise Refused("", {"provision": [_("At most what is still owed: %(owed)s.") % {"owed": receivable.balance}]})
    receivable.provision = provision or None


@action(Receivable, when=(*OWED, State.DISPUTED), label=gettext_lazy("Ask for a write-off"), icon="eraser", danger=True)
def ask_write_off(receivable: Receivable, *, by: Any, why: str) -> None:
    """Those whom the table names decide; who asks does not."""
    answer = decide("receivable.write_off", amount=receivable.balance)
    chain = [stage(role(code), days=3) for code in answer["approvers"]]
    facts = {
        "customer": receivable.customer.name, gettext_noop("Still owed"): receivable.balance, "due_on": receivable.due_on,
        gettext_noop("Why"): why,
    }  # fmt: skip
    ask(
        receivable, chain, yes=write_off, by=by, facts=facts, subject=gettext_noop("Write-off"),
        amount=receivable.balance, because=answer,
    )  # fmt: skip


@action(
    Receivable, when=(*OWED, State.DISPUTED), then=State.WRITTEN_OFF, label=gettext_lazy("Write off"), letter="A",
    only_through=approval,
)  # fmt: skip
def write_off(receivable: Receivable, *, by: Any) -> None:
    """What is left is given up; the claim itself stays known."""
    today = max(timezone.localdate(), receivable.issued_on)
    written(receivable, receivable.balance, Kind.WRITE_OFF, today, None)
    receivable.balance = money.minus(receivable.balance, receivable.balance)
    receivable.settled_on = today


approvable(Receivable, guarded=("balance", "customer"))
