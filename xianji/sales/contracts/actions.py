"""The review of a contract: submitted, judged on four sides by those whom the table names, returned or approved."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, pgettext_lazy

from xianji.approval.requests.actions import approve as agree
from xianji.approval.requests.actions import send_back as give_back
from xianji.approval.requests.asking import ask
from xianji.approval.requests.deciding import is_asked
from xianji.approval.requests.guards import approvable
from xianji.approval.requests.models import Request
from xianji.kit.actions import action, afterwards, approval
from xianji.kit.refusals import Refused
from xianji.sales.contracts.drafting import fingerprint, widest
from xianji.sales.contracts.examining import HIGH, Reading
from xianji.sales.contracts.models import Contract
from xianji.sales.contracts.parts import ClauseIssue, ContractReview
from xianji.sales.contracts.routing import route
from xianji.sales.templates.models import Subject

State = Contract.State
FACTS = (
    "customer", "gross", "kind", "template", "deviation", "deliver_on", "expires_on", "is_exclusive", "is_sensitive", "minutes",
)  # fmt: skip
SIDES = ("legal", "compliant", "accurate", "complete")


@action(Contract, when=State.DRAFT, then=State.REVIEW, label=gettext_lazy("Submit for review"), icon="send", primary=True)
def submit(contract: Contract, *, by: Any) -> None:
    """Whoever submits has checked it; the system looks at its clauses, and the table says who reviews."""
    reading = Reading.of(contract)
    must_be_ready(reading)
    contract.deviation, contract.fingerprint = widest(reading), fingerprint(reading)
    found = route(reading)
    if "EXE" in found.roles and not contract.minutes:
        raise Refused("", {"minutes": [_("Management reviews this contract. Name the minutes of the meeting first.")]})
    facts = [name for name in FACTS if getattr(contract, name)]
    ask(contract, found.chain, yes=approve, no=send_back, by=by, facts=facts, amount=found.amount, because=found.answer,
        subject=gettext_noop("Contract review"))  # fmt: skip


@action(Contract, when=State.REVIEW, then=State.APPROVED, label=gettext_lazy("Approve"), letter="A", only_through=approval)
def approve(contract: Contract, *, by: Any) -> None:
    """Exactly this text may be signed."""
    reading = Reading.of(contract)
    must_be_ready(reading)
    contract.reviewed, contract.approved_on = fingerprint(reading), timezone.localdate()


@action(Contract, when=State.REVIEW, then=State.DRAFT, label=gettext_lazy("Give back"), only_through=approval)
def send_back(contract: Contract, *, by: Any) -> None:
    """A reviewer found something, or whoever submitted took it back."""


@action(Contract, when=(State.REVIEW, State.APPROVED), then=State.DRAFT, label=gettext_lazy("Change it again"), icon="rotate",
        only_through=approval)  # fmt: skip
def reconsider(contract: Contract, *, by: Any) -> None:
    """What was agreed has changed: what was said of it no longer holds, nor does the seal on the former text."""
    contract.reviewed, contract.approved_on, contract.sealed_on = "", None, None


def pending(contract: Contract) -> Request | None:
    """The review that goes on; asked once for a contract at hand."""
    if "_pending" not in contract.__dict__:
        rows = Request.unscoped.filter(about_label=contract.label(), about_id=contract.pk, state="pending", deleted_at=None)
        contract.__dict__["_pending"] = rows.first()
    found: Request | None = contract.__dict__["_pending"]
    return found


def reviews(contract: Contract, who: Any) -> bool:
    """Whether somebody is asked now."""
    request = pending(contract) if contract.state == State.REVIEW else None
    return request is not None and is_asked(request, who)


@action(Contract, when=State.REVIEW, label=pgettext_lazy("approval", "Review"), icon="checklist", letter="A", primary=True,
        only_for=reviews, alone=True)  # fmt: skip
def review(
    contract: Contract, *, by: Any, legal: ContractReview.Verdict | None = None,
    compliant: ContractReview.Verdict | None = None, accurate: ContractReview.Verdict | None = None,
    complete: ContractReview.Verdict | None = None, comment: str = "",
) -> None:  # fmt: skip
    """One verdict for each side: all good agrees, anything else returns the contract with words."""
    request, said = pending(contract), {"legal": legal, "compliant": compliant, "accurate": accurate, "complete": complete}
    assert request is not None
    if silent := [side for side, verdict in said.items() if not verdict]:
        raise Refused("", {side: [_("Say whether this side is good.")] for side in silent})
    is_good = set(map(str, said.values())) == {ContractReview.Verdict.GOOD}
    if not is_good and not comment.strip():
        raise Refused("", {"comment": [_("Say what is not good.")]})
    ContractReview.objects.create(
        contract=contract, request=request, person_id=by.person_id, text=contract.fingerprint, comment=comment.strip(),
        at=timezone.now(), **{side: str(verdict) for side, verdict in said.items()},
    )  # fmt: skip
    decide = agree if is_good else give_back
    afterwards(lambda: decide(request, by=by, comment=comment))


def heard(request: Request, person_id: int | None, answer: str) -> None:
    """Nobody agrees without a word on each of the four sides, of the text as it is."""
    if answer != "approved":
        return
    text = Contract.unscoped.values_list("fingerprint", flat=True).get(pk=request.about_id)
    good = dict.fromkeys(SIDES, ContractReview.Verdict.GOOD)
    if not ContractReview.objects.filter(request=request, person=person_id, text=text, **good).exists():
        raise Refused(_("Say on the contract's page whether it is legal, compliant, accurate and complete."))


@action(Contract, when=State.REVIEW, label=gettext_lazy("Raise an issue"), icon="flag", letter="A", only_for=reviews, alone=True)
def raise_issue(contract: Contract, *, by: Any, severity: ClauseIssue.Severity, subject: Subject, text: str) -> None:
    """What is wrong with a clause; a high one keeps the contract from being approved."""
    ClauseIssue.objects.create(
        contract=contract, severity=severity, subject=subject, text=text.strip(), raised_by_id=by.person_id,
        raised_at=timezone.now(),
    )  # fmt: skip


def must_be_ready(reading: Reading) -> None:
    """Neither the system nor a reviewer knows of anything grave."""
    found = [f"{one.text} {one.advice}".strip() for one in reading.grave]
    found += [one.text for one in open_issues(reading.contract) if one.severity == HIGH]
    if found:
        raise Refused(_("This must be settled first: %(issues)s") % {"issues": " ".join(found)})


def open_issues(contract: Contract) -> list[ClauseIssue]:
    return list(ClauseIssue.objects.filter(contract=contract, resolved_at=None).select_related("raised_by"))


approvable(Contract, guarded=("fingerprint",), reopens=reconsider, through=review, heard=heard)
