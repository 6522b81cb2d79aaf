"""Whether something may be done with personal data: only while an approved assessment of it is in force."""

from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from xianji.customers.assessments.models import ImpactAssessment
from xianji.customers.processors.models import Processor


def in_force(on: date) -> Any:
    """The assessments that hold on a day."""
    return ImpactAssessment.unscoped.filter(deleted_at=None, state="approved", from_on__lte=on, to_on__gte=on)


def missing(activity: str, on: date, processor_id: int | None = None) -> str:
    """Why not, as a sentence; nothing where it is assessed."""
    rows = in_force(on).filter(activity=activity)
    if processor_id is not None:
        rows = rows.filter(processor=processor_id)
    if rows.exists():
        return ""
    told: dict[str, Any] = {"activity": ImpactAssessment.Activity(activity).label}
    if processor_id is None:
        return _("No impact assessment of this is in force: %(activity)s. Write one and have it approved.") % told
    told["name"] = Processor.unscoped.filter(pk=processor_id).values_list("name", flat=True).first() or "—"
    return _("No impact assessment of this is in force for %(name)s: %(activity)s. Write one and have it approved.") % told


def under_contract(on: date) -> Q:
    return Q(until=None) | Q(until__gte=on)


def engaged(on: date) -> Any:
    """Those to whom something may be given on a day."""
    rows = Processor.unscoped.filter(under_contract(on), deleted_at=None, state=Processor.State.ENGAGED)
    return rows.order_by("name", "pk")


def is_engaged(processor_id: int, on: date) -> bool:
    return bool(engaged(on).filter(pk=processor_id).exists())
