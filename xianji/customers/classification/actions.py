"""A class set by hand: asked for at the customer, agreed to by another, ended by somebody or by its last day."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, pgettext_lazy

from xianji.approval.requests.asking import ask
from xianji.approval.requests.guards import approvable
from xianji.approval.requests.holders import Matter, holders
from xianji.approval.requests.rules import UPWARDS, Stage, role, stage
from xianji.customers.classification.deciding import classify
from xianji.customers.classification.models import ClassOverride
from xianji.customers.customers.actions import OURS
from xianji.customers.customers.models import Customer
from xianji.kit import sets, store
from xianji.kit.actions import action, afterwards, approval
from xianji.kit.refusals import Refused
from xianji.kit.said import said
from xianji.lib.actor import Actor
from xianji.rulebook.parameters.reading import value

State = ClassOverride.State
DECIDE = ("RM", "SD", "EXE")
"""The lowest of these who is not the asker agrees."""


@action(ClassOverride, when=State.ASKED, then=State.HOLDS, label=pgettext_lazy("class", "Agree"), only_through=approval)
def agree(override: ClassOverride, *, by: Any) -> None:
    """From now on the customer has this class, until the last day; another one that held ends."""
    if by.person_id in (override.created_by_id, override.owner_id):
        raise Refused(_("Whoever asks for a class, or answers for the customer, does not decide on it."))
    override.approver_id, override.holds_from = by.person_id, timezone.localdate()
    end_all(ClassOverride.unscoped.filter(customer=override.customer_id, state=State.HOLDS, deleted_at=None))
    afterwards(lambda: reclassify(override))


@action(ClassOverride, when=State.ASKED, then=State.REFUSED, label=pgettext_lazy("class", "Refuse"), only_through=approval)
def refuse(override: ClassOverride, *, by: Any) -> None:
    """The class stays what the table says."""


@action(ClassOverride, when=State.HOLDS, then=State.ENDED, label=gettext_lazy("End it"), icon="lock")
def end(override: ClassOverride, *, by: Any) -> None:
    """The customer has the class that the table says again."""
    afterwards(lambda: reclassify(override))


@action(Customer, when=OURS, label=gettext_lazy("Set the class by hand"), icon="adjustments")
def set_class(customer: Customer, *, by: Any, size: Customer.Size, why: str, until: date) -> None:
    """Another class than the table says, for a while; the regional manager or the director is asked."""
    must_end(until)
    made = store.create(
        ClassOverride(customer=customer, size=size, reason=why.strip(), until_on=until, owner_id=customer.owner_id), verb="ask"
    )
    ask(
        made, chain_of(customer, by), yes=agree, no=refuse, by=by,
        subject=said(gettext_noop("Class of %(customer)s"), customer=customer),
        facts={"size": (customer.size_class, made.size), "reason": made.reason, "until_on": until},
    )  # fmt: skip


def must_end(until: date) -> None:
    """Not for ever, and not already over."""
    today, longest = timezone.localdate(), int(value("class.override"))
    if not today <= until <= today + timedelta(days=longest):
        told = {"first": today, "last": today + timedelta(days=longest), "days": longest}
        sentence = _("A class set by hand holds for at most %(days)s days: choose a day from %(first)s to %(last)s.")
        raise Refused("", {"until": [sentence % told]})


def chain_of(customer: Customer, by: Actor) -> list[Stage]:
    """The nearest who may agree and neither asks nor answers for the customer."""
    matter = Matter(customer.unit_id or by.unit_id, by.person_id, ClassOverride.label())
    for code in DECIDE:
        found = {one.pk for one in holders(role(code), matter)}
        if found and not found & {by.person_id, customer.owner_id}:
            return [stage(role(code), days=2, late=UPWARDS)]
    raise Refused(_("Nobody can decide this: those who could ask for it themselves, or answer for the customer."))


def reclassify(override: ClassOverride) -> None:
    classify([override.customer_id])


def end_all(rows: Any) -> list[int]:
    """These are over; the customers whose they were."""
    ids = list(rows.values_list("customer_id", flat=True))
    if ids:
        sets.change_many(rows, {"state": State.ENDED}, verb="end", source="job")
    return ids


def expire(on: date) -> list[int]:
    """Those whose last day has passed."""
    return end_all(ClassOverride.unscoped.filter(state=State.HOLDS, until_on__lt=on, deleted_at=None))


approvable(ClassOverride, guarded=("customer", "size", "reason", "until_on"))
