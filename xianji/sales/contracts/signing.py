"""From the approved text to the contract in force: the seal, the signatures, the scan, and what begins with it."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xianji.approval.requests.models import Request, Seat
from xianji.kit.actions import action, afterwards
from xianji.kit.days import past
from xianji.kit.files.models import Attachment
from xianji.kit.refusals import Refused
from xianji.lib.actor import Actor
from xianji.org.models import Assignment, Person
from xianji.sales.contracts import rules
from xianji.sales.contracts.actions import open_issues
from xianji.sales.contracts.beginning import begin
from xianji.sales.contracts.drafting import fingerprint
from xianji.sales.contracts.examining import HIGH, Reading
from xianji.sales.contracts.models import Contract
from xianji.sales.contracts.parts import SealUse

State = Contract.State


def may_seal(contract: Contract, who: Actor) -> bool:
    """Drafting, legal approval and the seal lie in three hands."""
    return who.person_id is not None and who.person_id not in {contract.owner_id, contract.created_by_id, *lawyers(contract)}


def lawyers(contract: Contract) -> set[int]:
    """Who agreed to it for legal."""
    rows = Request.unscoped.filter(about_label=contract.label(), about_id=contract.pk, state="approved", deleted_at=None)
    agreed = Seat.objects.filter(request__in=rows, state=Seat.State.APPROVED).values_list("decided_by", flat=True)
    legal = Assignment.objects.filter(role__code="LEG", user__person__in=agreed)
    return set(legal.values_list("user__person", flat=True))


@action(Contract, when=State.APPROVED, label=gettext_lazy("Put the seal"), icon="rubber-stamp", letter="A", only_for=may_seal)
def put_seal(contract: Contract, *, by: Any, seal: str, copies: int = 2) -> None:
    """Which seal, on how many copies; kept for ever."""
    must_be_reviewed(contract)
    contract.sealed_on = timezone.localdate()
    SealUse.objects.create(contract=contract, seal=seal.strip()[:80], copies=copies, by_id=by.person_id, at=timezone.now())


@action(Contract, when=(State.REVIEW, State.APPROVED), then=State.SIGNED, label=gettext_lazy("Sign"), icon="signature")
def sign(
    contract: Contract, *, by: Any, signed_by: Person, authority: str, their_signatory: str, identity: str,
    signed_on: date | None = None, esign: str = "",
) -> None:  # fmt: skip
    """Both sides have signed the text that was reviewed; who signed, by which authority, and how the other side's identity was
    checked."""
    must_be_reviewed(contract)
    day = past(signed_on, contract.approved_on, field="signed_on")
    contract.signed_on, contract.signed_by, contract.authority = day, signed_by, authority.strip()
    contract.their_signatory, contract.identity, contract.esign = their_signatory.strip(), identity.strip(), esign.strip()


def must_be_reviewed(contract: Contract) -> None:
    if told := unreviewed(contract):
        raise Refused(" ".join(told))


def unreviewed(contract: Contract) -> list[str]:
    """Why the text as it stands may not be signed."""
    if contract.loaded("state") != State.APPROVED or not contract.reviewed:
        return [_("The review is not finished.")]
    reading = Reading.of(contract)
    if fingerprint(reading) != contract.reviewed:
        return [_("The text is not the one that was reviewed.")]
    found = [one.text for one in reading.grave]
    return found + [one.text for one in open_issues(contract) if one.severity == HIGH]


@action(Contract, when=(State.SIGNED, State.EFFECTIVE, State.PERFORMING, State.COMPLETED), label=gettext_lazy("File the scan"),
        icon="file-check", only_for=lambda contract, who: contract.filed_on is None)  # fmt: skip
def file_scan(contract: Contract, *, by: Any) -> None:
    """The signed copy lies among the files of the contract."""
    if not Attachment.objects.filter(label=contract.label(), record_id=contract.pk, deleted_at=None).exists():
        raise Refused(_("Add the scan of the signed copy to the files first."))
    contract.filed_on = timezone.localdate()


@action(Contract, when=State.SIGNED, then=State.EFFECTIVE, label=gettext_lazy("Put in force"), icon="player-play", primary=True)
def put_in_force(contract: Contract, *, by: Any, effective_on: date | None = None) -> None:
    """Its milestones stand from now on, delivery is told, and the deal is won."""
    day = effective_on or timezone.localdate()
    if contract.signed_on and day < contract.signed_on:
        raise Refused("", {"effective_on": [_("It cannot be in force before it is signed.")]})
    if day > timezone.localdate():
        raise Refused("", {"effective_on": [_("“%(day)s” has not come yet.") % {"day": day}]})
    if contract.amends and contract.amends.state not in ("signed", *rules.RUNNING):
        raise Refused(_("The contract that it amends has ended: %(state)s.") % {"state": contract.amends.get_state_display()})
    contract.effective_on = day
    contract.progress_on = day
    afterwards(lambda: begin(contract))
