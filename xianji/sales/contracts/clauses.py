"""The words of a contract: written, taken out, judged by legal, and what was found settled; each tells the journal."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from xianji.approval.requests.models import Step
from xianji.approval.requests.rules import Stage, role, stage
from xianji.approval.requests.seating import insert
from xianji.audit.journal import Event
from xianji.audit.journal import record as note
from xianji.kit import store
from xianji.kit.actions import lock
from xianji.kit.records.holding import Holding
from xianji.kit.refusals import NotPermitted, Refused
from xianji.kit.said import named, sentence, typed
from xianji.lib import actor
from xianji.sales.contracts import rules
from xianji.sales.contracts.actions import pending
from xianji.sales.contracts.drafting import deviation, settle
from xianji.sales.contracts.examining import Reading
from xianji.sales.contracts.models import Contract, Deviation
from xianji.sales.contracts.parts import ClauseIssue, ContractClause
from xianji.sales.contracts.routing import route
from xianji.sales.templates.actions import as_it_is

CHANGE, JUDGE = "sales.contract.change", "sales.judge_clauses"


def opened(contract: Contract, permission: str = CHANGE) -> Contract:
    """The row, held, for who may change its words."""
    row: Contract = lock(contract)
    if not Holding(row, actor.current()).may(permission):
        raise NotPermitted(_("You may not change this contract."))
    if row.state in rules.SIGNED:
        raise Refused(_("The contract is signed. A supplement changes it."))
    return row


def write(
    contract: Contract, values: dict[str, Any], clause: ContractClause | None = None, was: str | None = None
) -> ContractClause:
    """A clause as it is to be, in place of the text that the writer saw; a new one stands behind those of its kind."""
    with store.whole():
        row = opened(contract)
        made = as_it_is(clause, was) if clause else ContractClause(contract=row, place=place_for(row, values["subject"]))
        for name, value in values.items():
            setattr(made, name, value)
        made.judged_by, made.judged_at, made.concern = None, None, ""
        made.deviation = deviation(made)
        made.save()
        told(row, sentence(gettext_noop("Clause: %(title)s"), title=made.title))
        return made


def told(contract: Contract, reason: str) -> None:
    """What was done to its words, in its journal; and what follows from it."""
    note(Event("change", contract.label(), contract.pk, str(contract), reason=reason), source="web")
    settle(contract)


def place_for(contract: Contract, subject: str) -> int:
    alike = ContractClause.objects.filter(contract=contract, subject=subject).order_by("-place").first()
    last = alike or ContractClause.objects.filter(contract=contract).order_by("-place").first()
    return last.place if last else 1


def drop(contract: Contract, clause: ContractClause) -> None:
    """Out of the contract; that its template has it stays to be seen."""
    with store.whole():
        row = opened(contract)
        clause.delete()
        told(row, sentence(gettext_noop("Clause taken out: %(title)s"), title=clause.title))


def judge(contract: Contract, clause: ContractClause, level: str, concern: str = "", was: str | None = None) -> None:
    """How far a clause is from its template, by legal; where that asks for more reviewers they come into the review."""
    with store.whole():
        row, clause = opened(contract, JUDGE), as_it_is(clause, was)
        clause.deviation, clause.concern = level, concern
        clause.judged_by_id, clause.judged_at = actor.current().person_id, timezone.now()
        clause.save()
        word = named(Deviation(level).label)
        told(row, sentence(gettext_noop("Deviation of “%(title)s”: %(level)s"), title=clause.title, level=word))
        ask_more(row)


def ask_more(contract: Contract) -> None:
    """Who is to review now and was not asked yet comes last."""
    request = pending(contract)
    if request is None:
        return
    steps = list(Step.objects.filter(request=request))
    asked = {who.name for step in steps for who in Stage.read(step.stage).parties}
    found = route(Reading.of(contract))
    for code in [code for code in found.roles if code not in asked]:
        insert(request, len(steps), stage(role(code), days=found.days[code]), actor.current().person_id)
        steps.append(None)  # type: ignore[arg-type]


def resolve(contract: Contract, issue: ClauseIssue, resolution: str) -> None:
    """How an issue was settled, in words."""
    if not resolution.strip():
        raise Refused("", {"resolution": [_("Say how it was settled.")]})
    with store.whole():
        row = opened(contract)
        issue.resolution, issue.resolved_at, issue.resolved_by_id = resolution.strip(), timezone.now(), actor.current().person_id
        issue.save()
        told(row, typed(f"{issue.text} → {issue.resolution}"[:300]))
