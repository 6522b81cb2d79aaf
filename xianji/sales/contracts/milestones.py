"""The steps of a contract in force, from its terms of payment and delivery; what was done moves what hangs on it."""

from datetime import date, timedelta

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from xianji.audit.journal import Event, record
from xianji.kit import store
from xianji.kit.actions import lock
from xianji.kit.refusals import Refused
from xianji.lib import actor
from xianji.sales.contracts import rules
from xianji.sales.contracts.models import Contract
from xianji.sales.contracts.parts import Milestone
from xianji.sales.contracts.terms import PaymentTerm, terms_of

Kind, Trigger = Milestone.Kind, PaymentTerm.Trigger


def lay(contract: Contract) -> None:
    """All of them as its terms are now; after a supplement what is done stays done, and what is asked no longer goes."""
    there = {(one.kind, one.term_id): one for one in Milestone.objects.filter(contract=contract)}
    for kind, term in wanted(contract):
        amount = term.amount if term else contract.gross if kind == Kind.INVOICE else None
        step = there.pop((kind, term.pk if term else None), None) or Milestone(contract=contract, kind=kind, term=term)
        if step.pk is None or step.amount != amount:
            step.amount = amount
            step.save()
    Milestone.objects.filter(pk__in=[one.pk for one in there.values() if one.done_on is None]).delete()
    date_them(contract)


def wanted(contract: Contract) -> list[tuple[Milestone.Kind, PaymentTerm | None]]:
    """Delivery, acceptance and invoice, each part of the price, the end of the term."""
    steps: list[tuple[Milestone.Kind, PaymentTerm | None]]
    steps = [(Kind.DELIVERY, None), (Kind.ACCEPTANCE, None), (Kind.INVOICE, None)] if contract.deliver_on else []
    steps += [(Kind.PAYMENT, one) for one in terms_of(contract)]
    return steps + ([(Kind.RENEWAL, None)] if contract.expires_on else [])


def date_them(contract: Contract) -> None:
    """When each falls due, from what has happened and what is planned."""
    rows = list(Milestone.objects.filter(contract=contract).select_related("term"))
    days = events(contract, rows)
    moved = []
    for one in rows:
        due = due_on(contract, one, days)
        if one.done_on is None and one.due_on != due:
            one.due_on = due
            moved.append(one)
    Milestone.objects.bulk_update(moved, ["due_on"])


def events(contract: Contract, rows: list[Milestone]) -> dict[str, date | None]:
    """{trigger: the day on which it happened, else for which it is planned}."""
    done = {one.kind: one.done_on for one in rows if one.done_on and one.kind != Kind.PAYMENT}
    delivered = done.get(Kind.DELIVERY) or contract.deliver_on
    accepting = delivered + timedelta(days=contract.accept_days or 0) if delivered else None
    accepted = done.get(Kind.ACCEPTANCE) or accepting
    return {
        Trigger.SIGNING: contract.signed_on, Trigger.SHIPMENT: contract.deliver_on, Trigger.DELIVERY: delivered,
        Trigger.ACCEPTANCE: accepted, Trigger.INVOICE: done.get(Kind.INVOICE) or accepted,
    }  # fmt: skip


def due_on(contract: Contract, one: Milestone, days: dict[str, date | None]) -> date | None:
    plain = {
        Kind.DELIVERY: contract.deliver_on, Kind.ACCEPTANCE: days[Trigger.ACCEPTANCE], Kind.INVOICE: days[Trigger.ACCEPTANCE],
        Kind.RENEWAL: contract.expires_on,
    }  # fmt: skip
    if one.kind in plain or one.term is None:
        return plain.get(Kind(one.kind))
    if one.term.trigger == Trigger.DAY:
        return one.term.fixed_on
    start = days[one.term.trigger]
    return rules.falls_due(start, one.term.months, one.term.days) if start else None


def done(contract: Contract, step: Milestone, on: date) -> None:
    """By somebody, on a day that has come."""
    if on > timezone.localdate():
        raise Refused("", {"done_on": [_("“%(day)s” has not come yet.") % {"day": on}]})
    with store.whole():
        row = lock(contract)
        if row.state not in rules.RUNNING:
            raise Refused(_("The contract is not in force: %(state)s.") % {"state": row.get_state_display()})
        reach(row, step, on, actor.current().person_id)


def reach(contract: Contract, step: Milestone, on: date, person_id: int | None) -> None:
    """Done on this day, which its journal tells; a contract in force is being carried out from its first step on."""
    Milestone.objects.filter(pk=step.pk).update(done_on=on, done_by=person_id)
    date_them(contract)
    reason = _("%(step)s: done on %(day)s") % {"step": step.get_kind_display(), "day": on}
    record(Event("change", contract.label(), contract.pk, str(contract), reason=reason))
    note(contract)


def note(contract: Contract) -> None:
    """The last step done, kept on the contract."""
    last = Milestone.objects.filter(contract=contract).exclude(kind=Kind.RENEWAL).aggregate(last=Max("done_on"))["last"]
    contract.last_event_on = last
    if contract.state == Contract.State.EFFECTIVE and last:
        contract.state = Contract.State.PERFORMING
    if store.changes(contract):
        store.change(contract)


def reached(contract_id: int, kind: str, on: date, person_id: int | None = None) -> None:
    """For what tells it from above: a delivery accepted, an invoice issued, a payment received in full."""
    steps = Milestone.objects.filter(contract=contract_id, kind=kind, done_on=None).select_related("contract")
    step = steps.order_by("due_on", "pk").first()
    if step is not None:
        reach(lock(step.contract), step, on, person_id)


def undone(contract: Contract) -> list[Milestone]:
    """What is still to come before it can be closed out."""
    rows = Milestone.objects.filter(contract=contract, done_on=None).exclude(kind=Kind.RENEWAL)
    return list(rows.select_related("term"))
