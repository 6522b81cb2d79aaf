"""What the regulation asks of personal data that others get, that are sensitive, or by which is decided: assessed before."""

from datetime import date
from typing import Any

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xianji.approval.exports.models import ExportRequest
from xianji.approval.publications.models import Publication
from xianji.customers.assessments import rules
from xianji.customers.assessments.gate import in_force, is_engaged, missing, under_contract
from xianji.customers.processors.models import Processor
from xianji.kit.controls import L_FAST, NOT_APPLICABLE, Step, control
from xianji.org.company.settled import country
from xianji.org.models import Person
from xianji.rulebook.tables.models import TableVersion

SECURITY = ("工作所需的人", "職務上有需要的人", "those who need them")


def first_missing(processor: int, on: date, *, is_abroad: bool) -> str | None:
    return next((why for one in rules.asked_of(is_abroad=is_abroad) if (why := missing(one, on, processor))), None)


@control(
    "3.3.3a", Processor, blocks="engage", granted_by="EXE", responsible="LEG", always=True,
    title=gettext_lazy("Who is given personal data is assessed before"),
    says=gettext_lazy("Nobody outside of the company gets personal data before an impact assessment is approved."),
    steps=(Step(gettext_lazy("Before it begins"), gettext_lazy("an approved assessment of it is in force"), SECURITY),),
)
def processors_are_assessed(processor: Any, values: dict[str, Any], on: date) -> Any:
    """One of giving it to them, and one of sending it abroad where they are there."""
    return first_missing(processor.pk, on, is_abroad=processor.is_abroad)


@control(
    "3.3.3a", ExportRequest, blocks=("ask", "grant", "fetch"), granted_by="EXE", responsible="LEG", always=True,
    title=gettext_lazy("Exports to others go to those who are engaged and assessed"),
    says=gettext_lazy("A file goes to somebody outside only while they are engaged and the assessment is in force."),
    steps=(
        Step(gettext_lazy("When asked, granted and fetched"), gettext_lazy("register and assessment are looked at"), SECURITY),
    ),
)
def exports_to_others_are_assessed(export: Any, values: dict[str, Any], on: date) -> Any:
    """Looked at three times, as months may lie between the engagement and the file."""
    if export.recipient_id is None:
        return NOT_APPLICABLE
    if not is_engaged(export.recipient_id, on):
        return _("%(name)s is not engaged, or the contract has ended.") % {"name": export.recipient}
    return first_missing(export.recipient_id, on, is_abroad=export.is_abroad)


@control(
    "3.3.3a", Person, blocks="export", granted_by="EXE", responsible="LEG",
    title=gettext_lazy("Sensitive data of persons are exported after an assessment"),
    says=gettext_lazy("What only few may see of persons leaves in a file only while an impact assessment of it is in force."),
    steps=(Step(gettext_lazy("When exported"), gettext_lazy("columns that are not open to everybody"), SECURITY),),
)
def sensitive_exports_are_assessed(person: Any, values: dict[str, Any], on: date) -> Any:
    """The personnel file."""
    return missing(rules.SENSITIVE, on) or None if values.get("guarded") else NOT_APPLICABLE


@control(
    "3.3.3a", Publication, blocks=("ask", "publish"), granted_by="EXE", responsible="LEG",
    title=gettext_lazy("Scoring of persons is assessed before it is changed"),
    says=gettext_lazy("A table by which is decided about persons is published only while an impact assessment is in force."),
    steps=(
        Step(gettext_lazy("Before the table holds"), gettext_lazy("an approved assessment of decisions made by rules"), SECURITY),
    ),
)
def scoring_is_assessed(publication: Any, values: dict[str, Any], on: date) -> Any:
    """Fit, behaviour and grade of leads."""
    name = TableVersion.objects.filter(pk=publication.version_id).values_list("table", flat=True).first()
    return missing(rules.AUTOMATED, on) or None if name in rules.SCORING else NOT_APPLICABLE


@control(
    "3.3.3a", Processor, every="day", missed=L_FAST, responsible="LEG",
    evidence=("engage", "end", "customers.impactassessment.approve"),
    title=gettext_lazy("Who is engaged has contract and assessment"),
    duty=gettext_lazy("Renew contract or assessment, or end it"),
    says=gettext_lazy("As long as somebody outside has personal data there is a contract and an assessment in force."),
    steps=(Step(gettext_lazy("Every day"), gettext_lazy("contract not over, assessment in force"), SECURITY),),
)
def processors_stay_bound(processors: Any, on: date) -> Any:
    """Of those who are engaged."""
    assessed = in_force(on).filter(processor=OuterRef("pk"))
    bound = Q(Exists(assessed.filter(activity=rules.ENTRUST))) & under_contract(on)
    allowed = bound & (Q(place=country()) | Q(Exists(assessed.filter(activity=rules.ABROAD))))
    engaged = Q(state=Processor.State.ENGAGED)
    verdict = Case(
        When(~engaged, then=Value("na")), When(allowed, then=Value("pass")), default=Value("fail"), output_field=CharField()
    )
    return processors.annotate(due=F("until"), verdict=verdict, given=F("contract"))
