"""What was closed or booked counts for its owner of today, as nothing else is on record in a column; what reports say was handed
over becomes handouts. Apart from the columns: PostgreSQL changes no table whose rows were changed in the same transaction."""

from itertools import groupby

from django.db import migrations
from django.db.models import F
from django.utils import timezone

BLOCK = 2_000
KEPT = ("owner_id", "unit_id", "org_path", "created_by_id", "updated_by_id", "created_at", "updated_at")


def fill(apps, schema_editor):
    apps.get_model("sales", "Opportunity")._base_manager.filter(stage__in=("won", "lost")).update(counts_for=F("owner"))
    apps.get_model("sales", "RevenueEntry")._base_manager.update(counts_for=F("owner"))
    handout, made = apps.get_model("sales", "Handout"), []
    for visit, notes in groupby(reported(apps), key=lambda note: note.visit):
        made += [handout(**given(visit, material)) for material in {note.material_id: note.material for note in notes}.values()]
        if len(made) >= BLOCK:
            handout._base_manager.bulk_create(made)
            made.clear()
    handout._base_manager.bulk_create(made)


def reported(apps):
    """Material that reports name, visit by visit."""
    rows = apps.get_model("sales", "VisitNote")._base_manager.filter(
        kind="material", deleted_at=None, material__isnull=False, visit__deleted_at=None, visit__state__in=("reported", "reviewed")
    )  # fmt: skip
    return rows.select_related("visit__customer", "material").order_by("visit", "pk").iterator(BLOCK)


def given(visit, material):
    return {
        "title": f"{material.name} {material.edition} · {visit.customer.short_name or visit.customer.name}", "material": material,
        "customer": visit.customer, "contact_id": visit.contact_id, "visit": visit, "way": "visit",
        "given_on": timezone.localtime(visit.checked_in_at or visit.planned_at).date(),
        **{name: getattr(visit, name) for name in KEPT},
    }  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("sales", "0013_customers_own_pages")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
