"""What a device takes along: the visits of the days ahead with their briefs, material and products; nothing that is not needed
on the way."""

from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from xianji.catalog.products.models import Product
from xianji.kit.web import writing
from xianji.lib import actor
from xianji.rulebook.parameters.reading import value
from xianji.sales.materials.models import SalesMaterial
from xianji.sales.visits import brief, places, rules
from xianji.sales.visits.models import Visit, VisitNote

AHEAD, BEHIND, MOST, PRODUCTS = 2, 7, 30, 200
WRITTEN = (
    "purpose", "expected", "questions", "background", "looked", "others", *rules.NEEDS, "unchanged", "competition", "unplanned",
)  # fmt: skip
"""Fields that a person may write on the way."""
TICKED = ("looked", "unchanged", "unplanned")


def waiting(person_id: int | None) -> Any:
    """One's own visits that are not written up: of today and the next days, and what was left over of the last ones."""
    today = timezone.localdate()
    first, last = (midnight(today + timedelta(days=days)) for days in (-BEHIND, AHEAD))
    here = Q(planned_at__gte=first, planned_at__lt=last, state__in=rules.UNDER_WAY)
    rows = Visit.objects.filter(here, owner=person_id).select_related("customer__division", "contact", "joined")
    return rows.order_by("planned_at", "pk")


def midnight(day: Any) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def taken() -> dict[str, Any]:
    """All of it, in a fixed number of statements."""
    visits = list(waiting(actor.current().person_id)[:MOST])
    known = brief.briefs(one.customer_id for one in visits)
    points = places.points([one.customer_id for one in visits], owner=actor.current().person_id)
    chosen: dict[int, list[int]] = {}
    papers = VisitNote.unscoped.filter(visit__in=visits, kind=VisitNote.Kind.MATERIAL, deleted_at=None)
    for visit_id, material_id in papers.order_by("pk").values_list("visit_id", "material_id"):
        chosen.setdefault(visit_id, []).append(material_id)
    materials = list(SalesMaterial.objects.order_by("kind", "name", "pk"))
    today = timezone.localdate()
    valid = [one for one in materials if one.is_valid(today)]
    products = Product.objects.exclude(state=Product.State.ENDED).order_by("name", "pk")[:PRODUCTS]
    return {
        "as_of": timezone.now().isoformat(), "hours": int(value("visit.report")),
        "visits": [one_of(visit, known[visit.customer_id], chosen.get(visit.pk, [])) | {"point": points.get(visit.customer_id)}
                   for visit in visits],
        "materials": [{"id": one.pk, "name": str(one), "kind": str(one.get_kind_display())} for one in valid
                      if one.kind not in SalesMaterial.spoken],
        "guides": [{"title": one.name, "text": one.text, "occasion": one.occasion} for one in valid
                   if one.kind in SalesMaterial.spoken and one.text],
        "products": [{"id": one.pk, "name": one.name} for one in products],
    }  # fmt: skip


def one_of(visit: Visit, known: brief.Brief, materials: list[int]) -> dict[str, Any]:
    customer, contact = visit.customer, visit.contact
    at = timezone.localtime(visit.planned_at)
    return {
        "id": visit.pk, "number": visit.number, "version": visit.version, "state": visit.state,
        "state_told": str(visit.get_state_display()), "customer": str(customer), "address": customer.address,
        "at": visit.planned_at.isoformat(), "day": writing.day(at.date()), "time": f"{at:%H:%M}",
        "kind": visit.kind, "kind_told": str(visit.get_kind_display()),
        "contact": {"name": contact.name, "job": contact.job, "part": str(contact.get_part_display())} if contact else None,
        "joined": str(visit.joined or ""), "comment": visit.comment, "materials": materials,
        "in_at": stamp(visit.checked_in_at), "out_at": stamp(visit.checked_out_at),
        "fields": {name: getattr(visit, name) for name in WRITTEN},
        "brief": [
            {"title": str(source.title), "icon": source.icon,
             "lines": [{"title": one.title, "text": one.text, "when": one.when, "tone": one.tone} for one in lines]}
            for source, lines in known.parts
        ],
        "ask": known.ask,
    }  # fmt: skip


def stamp(at: datetime | None) -> str:
    return at.isoformat() if at else ""
