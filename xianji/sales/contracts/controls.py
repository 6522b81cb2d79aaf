"""What the regulation asks of contracts: signed with authority and after the review, followed, handed on, closed out."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xianji.kit.controls import L_FAST, Parameter, Step, control
from xianji.kit.web.writing import several
from xianji.org.days.places import by_place
from xianji.sales.contracts import proving, rules
from xianji.sales.contracts.models import Contract
from xianji.sales.contracts.parts import Milestone
from xianji.sales.contracts.signing import sign, unreviewed
from xianji.sales.opportunities.actions import win
from xianji.sales.opportunities.models import Opportunity

NEEDED = ("authority", "their_signatory", "identity")


@control(
    "5.2.3a", Contract, blocks=sign, granted_by="LEG", responsible="LEG", evidence=("put_seal", "sign"), always=True,
    title=gettext_lazy("Contracts are signed with authority"),
    says=gettext_lazy("Who signs is authorised, the other side is who it says, and the contract bears a seal."),
    steps=(
        Step(
            gettext_lazy("Before the signature"), gettext_lazy("authority, identity and seal are on record"),
            ("签字人须有授权", "簽署人須有授權", "the signatory is authorised"),
        ),
    ),
)  # fmt: skip
def contracts_are_signed_with_authority(contract: Any, values: dict[str, Any], on: date) -> Any:
    """What a judge would ask for first."""
    told = [str(contract._meta.get_field(name).verbose_name) for name in NEEDED if not str(values.get(name) or "").strip()]
    if contract.sealed_on is None and not str(values.get("esign") or "").strip():
        told.append(_("seal or electronic signature"))
    if not told:
        return None
    return _("Missing for the signature: %(what)s.") % {"what": several(told)}, several(told)


@control(
    "5.2.3b", Contract, blocks=sign, granted_by="LEG", responsible="LEG", evidence=("submit", "review", "approve"), always=True,
    title=gettext_lazy("No signature before the review"),
    says=gettext_lazy("Exactly the text that all reviewers have approved is signed, without an open grave issue."),
    steps=(
        Step(
            gettext_lazy("Review"), gettext_lazy("legal, compliant, accurate, complete; by whom the table names"),
            ("签署前都要经过规定的审查", "簽署前都須完成應有的審查", "passes its reviews before anybody signs"),
        ),
        Step(
            gettext_lazy("Text"), gettext_lazy("the fingerprint is that of the reviewed text"),
            ("签署文本须与批准的版本一致", "簽署版本須與核准版本一致", "the signed text is the approved one"),
        ),
    ),
)  # fmt: skip
def contracts_are_reviewed(contract: Any, values: dict[str, Any], on: date) -> Any:
    """Whatever stands against it, in words."""
    told = unreviewed(contract)
    return (" ".join(told), contract.get_state_display()) if told else None


@control(
    "5.2.3a", Opportunity, blocks=win, granted_by="SD", responsible="SD",
    title=gettext_lazy("A deal is won by a contract or an order"),
    says=gettext_lazy("A deal is won once its contract is in force, or its customer has ordered."),
    steps=(
        Step(gettext_lazy("Before “Won”"), gettext_lazy("a contract in force, or a confirmed order since the deal was opened")),
    ),
)  # fmt: skip
def deals_are_won_by_a_contract(deal: Any, values: dict[str, Any], on: date) -> Any:
    """What is only promised is not won yet."""
    if proving.is_proved(deal):
        return None
    return _("Neither a contract in force nor an order proves that “%(deal)s” is won.") % {"deal": deal}, ""


@control(
    "5.2.3c", Contract, every="day", responsible="SD", evidence=("note_progress", "file_scan"),
    update=Parameter("contract.update"), archive=Parameter("contract.archive"),
    title=gettext_lazy("Contracts in force are followed"),
    duty=gettext_lazy("Note how the contract stands, and file its scan"),
    says=gettext_lazy("A contract in force is noted on every week, and its scan is filed within days of the signature."),
    steps=(
        Step(
            gettext_lazy("Each week"), gettext_lazy("a note on how it stands"),
            ("按节点跟踪", "依里程碑追蹤", "followed by milestones"), judged="noted",
        ),
        Step(gettext_lazy("Scan"), gettext_lazy("filed within 5 business days"), judged="filed"),
    ),
)  # fmt: skip
def contracts_are_followed(contracts: Any, on: date, update: Decimal, archive: Decimal) -> Any:
    """Noted on since so many days, counted from the day it took effect; the scan within so many business days."""
    since, earliest = on - timedelta(days=int(update)), by_place(lambda at: at.add_workdays(on, -int(archive)))
    found = contracts.annotate(noted_on=Coalesce("progress_on", "effective_on", "signed_on"), earliest=earliest)
    running, signed = Q(state__in=rules.RUNNING, amends=None), Q(state__in=("signed", *rules.RUNNING))
    silent, unfiled = running & Q(noted_on__lt=since), signed & Q(filed_on=None, signed_on__lt=F("earliest"))
    return found.annotate(
        noted=judged(running, silent), filed=judged(signed, unfiled), verdict=judged(running | signed, silent | unfiled),
        given=Coalesce(Cast("noted_on", CharField()), Value("")),
    )  # fmt: skip


@control(
    "5.2.3d", Contract, every="day", missed=L_FAST, responsible="SD", evidence=("tell_delivery", "put_in_force"),
    days=Parameter("contract.handover"), title=gettext_lazy("Delivery is told of contracts in force"),
    duty=gettext_lazy("Tell delivery of the contract"),
    says=gettext_lazy("Delivery is told within a business day of a contract in force."),
    steps=(
        Step(
            gettext_lazy("In force"), gettext_lazy("a request goes to the unit that delivers"),
            ("交付、开票", "出貨、開立發票", "Delivery, invoicing"),
        ),
    ),
)  # fmt: skip
def delivery_is_told(contracts: Any, on: date, days: Decimal) -> Any:
    """A supplement is told of with its contract."""
    found = contracts.annotate(earliest=by_place(lambda at: at.add_workdays(on, -int(days))))
    asked = Q(state__in=rules.RUNNING, amends=None)
    late = asked & Q(handed_on=None, effective_on__lt=F("earliest"))
    return found.annotate(verdict=judged(asked, late), given=Coalesce(Cast("effective_on", CharField()), Value("")))


@control(
    "5.2.3e", Contract, every="day", responsible="CS", evidence=("close_out",), days=Parameter("contract.closeout"),
    title=gettext_lazy("Contracts are closed out"), duty=gettext_lazy("Close the contract out"),
    says=gettext_lazy("A contract whose last step is done is closed out within ten business days."),
    steps=(
        Step(
            gettext_lazy("Last step done"), gettext_lazy("closed out within 10 business days"),
            ("直至结案", "直到結案", "until the contract is closed"),
        ),
    ),
)  # fmt: skip
def contracts_are_closed_out(contracts: Any, on: date, days: Decimal) -> Any:
    """Nothing but the end of the term is still to come."""
    left = Milestone.objects.filter(contract=OuterRef("pk"), done_on=None).exclude(kind=Milestone.Kind.RENEWAL)
    found = contracts.annotate(earliest=by_place(lambda at: at.add_workdays(on, -int(days))), is_left=Exists(left))
    done = Q(state="performing", amends=None, is_left=False, last_event_on__isnull=False)
    late = done & Q(last_event_on__lt=F("earliest"))
    return found.annotate(verdict=judged(done, late), given=Coalesce(Cast("last_event_on", CharField()), Value("")))


def judged(asked: Q, late: Q) -> Any:
    """na where nothing is asked, fail where it is late."""
    return Case(When(late, then=Value("fail")), When(asked, then=Value("pass")), default=Value("na"), output_field=CharField())
