"""Steps are done in their order and proved; statements are sent and answered; plans of repayment are approved."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, pgettext_lazy

from xianji.approval.requests.asking import ask
from xianji.approval.requests.guards import approvable
from xianji.approval.requests.rules import role, stage
from xianji.kit import store
from xianji.kit.actions import action, afterwards, approval
from xianji.kit.days import past
from xianji.kit.files.keeping import files_of
from xianji.kit.refusals import Refused
from xianji.lib import money
from xianji.sales.dunning import rules
from xianji.sales.dunning.models import DunningAction, RepaymentPlan, Statement
from xianji.sales.dunning.running import close
from xianji.sales.dunning.statements import account
from xianji.sales.receivables.models import Receivable

State = DunningAction.State
CHAIN = [stage(role("SD"), days=2)]
"""The director decides on plans of repayment."""


@action(DunningAction, when=State.DUE, then=State.DONE, label=gettext_lazy("Done"), icon="circle-check", primary=True)
def finish(
    step: DunningAction, *, by: Any, channel: str, response: str, proof: str = "", promised_on: date | None = None,
    done_on: date | None = None,
) -> None:  # fmt: skip
    """What was done, what the customer said, and what proves it: a number, a note or a file."""
    must_be_next(step)
    must_be_proved(step, proof)
    step.channel, step.response, step.proof = channel, response.strip(), proof.strip()[:200]
    step.done_on, step.promised_on = past(done_on), promised_on
    if promised_on is not None:
        promise(step.receivable_id, promised_on)
    afterwards(lambda: close([(step.pk, step.step)]))


@action(
    DunningAction, when=State.DUE, then=State.SKIPPED, label=gettext_lazy("Leave out"), icon="player-skip-forward", letter="A"
)
def skip(step: DunningAction, *, by: Any, why: str) -> None:
    """It would help nothing here; the reason stays."""
    step.response = why.strip()
    afterwards(lambda: close([(step.pk, step.step)], "cancelled"))


def must_be_next(step: DunningAction) -> None:
    """Nobody sends a lawyer where nobody has called."""
    earlier = DunningAction.unscoped.filter(
        receivable=step.receivable_id, state=State.DUE, step__in=rules.before(step.step), deleted_at=None
    )
    if first := min(earlier, key=lambda one: rules.ORDER.index(one.step), default=None):
        raise Refused(_("“%(step)s” comes first. Do it or leave it out.") % {"step": first.get_step_display()})


def must_be_proved(step: DunningAction, proof: str) -> None:
    """From the visit on a step needs more than words: a claim that was asked for in writing lapses later."""
    if rules.ORDER.index(step.step) < rules.ORDER.index(rules.VISIT) or proof.strip():
        return
    if not files_of(step).exists():
        raise Refused("", {"proof": [_("This step needs its proof: a tracking number, or a file on the step.")]})


def promise(receivable_id: int, on: date) -> None:
    row = Receivable.unscoped.select_for_update(of=("self",)).get(pk=receivable_id)
    row.promised_on, row.broken_on = on, None
    store.change(row, verb="promise")


Sent = Statement.State


@action(Statement, when=Sent.DRAFT, then=Sent.SENT, label=gettext_lazy("Send"), icon="send", primary=True)
def send(statement: Statement, *, by: Any) -> None:
    """The figures are those of now, and stand from now on; its PDF is what the customer gets."""
    found = account(statement)
    statement.opening, statement.charged, statement.settled = found.opening, found.charged, found.settled
    statement.closing = found.closing


@action(
    Statement, when=Sent.SENT, then=(Sent.CONFIRMED, Sent.DIFFERS), label=gettext_lazy("Note the answer"), icon="signature",
    primary=True,
        says=gettext_lazy("With the same amount the statement is confirmed; with another one the difference is to be "
                          "cleared."))  # fmt: skip
def answer(statement: Statement, *, by: Any, said: Decimal, confirmed_on: date | None = None) -> str:
    """What the customer says is owed; without a difference it is confirmed, with the signed paper among the files."""
    statement.said, statement.difference = said, money.minus(said, statement.closing)
    statement.confirmed_on = past(confirmed_on, statement.to_on)
    if statement.difference:
        return Sent.DIFFERS
    must_be_signed(statement)
    return Sent.CONFIRMED


@action(
    Statement, when=Sent.DIFFERS, then=Sent.CONFIRMED, label=gettext_lazy("Difference cleared"), icon="signature", primary=True,
        says=gettext_lazy("The customer agrees with our figures after all. The signed statement has to lie among the "
                          "files."))  # fmt: skip
def clear(statement: Statement, *, by: Any, note: str) -> None:
    """The customer agrees with our figures after all; the note says how the difference came about."""
    must_be_signed(statement)
    statement.said, statement.difference = statement.closing, money.minus(statement.closing, statement.closing)
    statement.note = "\n".join(filter(None, (statement.note, note.strip())))


def must_be_signed(statement: Statement) -> None:
    if not files_of(statement).exists():
        raise Refused(_("Put the signed statement among the files first; then it is confirmed."))


@action(RepaymentPlan, when=RepaymentPlan.State.DRAFT, label=gettext_lazy("Submit for approval"), icon="send", primary=True)
def submit(plan: RepaymentPlan, *, by: Any) -> None:
    """Ask the director."""
    parts = rules.parts(plan.amount, plan.first_on, plan.parts)
    facts = {
        gettext_noop("Customer"): plan.customer.name, gettext_noop("Amount"): plan.amount,
        gettext_noop("Parts"): "; ".join(f"{due_on} {amount}" for due_on, amount in parts),
    }  # fmt: skip
    ask(plan, CHAIN, yes=approve, by=by, facts=facts, subject=gettext_noop("Plan of repayment"), amount=plan.amount)


@action(
    RepaymentPlan, when=RepaymentPlan.State.DRAFT, then=RepaymentPlan.State.APPROVED, label=pgettext_lazy("plan", "Approve"),
    letter="A", only_through=approval,
)  # fmt: skip
def approve(plan: RepaymentPlan, *, by: Any) -> None:
    """It holds from today."""
    plan.approved_on = timezone.localdate()


@action(
    RepaymentPlan, when=RepaymentPlan.State.APPROVED, then=RepaymentPlan.State.BROKEN, label=gettext_lazy("Give it up"),
    icon="circle-x", letter="A", danger=True,
        says=gettext_lazy("The plan ends, and reminding goes on where it stopped."))  # fmt: skip
def break_off(plan: RepaymentPlan, *, by: Any, why: str) -> None:
    """The customer does not keep to it; the ladder goes on."""
    plan.note = "\n".join(filter(None, (plan.note, why.strip())))


approvable(RepaymentPlan, guarded=("customer", "amount", "first_on", "parts"))
