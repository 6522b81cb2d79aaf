"""What a visit's report says was handed over, kept as handouts beside those that went another way."""

from typing import Any

from django.utils import timezone

from xianji.kit import store
from xianji.sales.handouts.models import Handout


def hand_out(visit: Any, materials: set[int]) -> None:
    """Of a report that is written: one for each material, and none for what it names no more; done twice, nothing is new."""
    there = {one.material_id: one for one in Handout.unscoped.select_for_update(of=("self",)).filter(visit=visit)}
    day = timezone.localtime(visit.checked_in_at or visit.planned_at).date()
    for pk in sorted(materials - there.keys()):
        store.create(Handout(
            customer_id=visit.customer_id, contact_id=visit.contact_id, material_id=pk, given_on=day, way=Handout.Way.VISIT,
            visit_id=visit.pk, owner_id=visit.owner_id,
        ))  # fmt: skip
    for pk, one in there.items():
        if (one.deleted_at is None) != (pk in materials):
            one.deleted_at = None if pk in materials else timezone.now()
            store.change(one, verb="delete" if one.deleted_at else "restore")
