"""The trash follows every write, in its transaction: what is deleted comes in, what is restored goes out."""

from typing import Any

from django.utils.translation import gettext as _

from xianji.kit import registry, store
from xianji.kit.merging.finding import into
from xianji.kit.refusals import WrongState
from xianji.kit.trash.models import Trashed


def install() -> None:
    """Follow every model that has a resource; called once when the registry is filled."""
    for resource in registry.resources.values():
        store.follow(resource.model, follow)


def follow(told: list[tuple[Any, dict[str, Any]]]) -> None:
    moved = [record for record, changed in told if "deleted_at" in changed]
    if not moved:
        return
    label = moved[0].label()
    inside = [record.pk for record in moved if record.deleted_at is not None]
    outside = [record.pk for record in moved if record.deleted_at is None]
    if outside:
        must_not_be_merged(label, outside)
        Trashed.objects.filter(label=label, record_id__in=outside).delete()
    Trashed.objects.bulk_create([Trashed(label=label, record_id=pk) for pk in inside], ignore_conflicts=True)


def must_not_be_merged(label: str, ids: list[int]) -> None:
    """What went into another record would come back empty: the merge is taken back instead, which forgets it first."""
    if merged := into(registry.resource_of(label), ids):
        told = _("“%(record)s” was merged into another record. Take the merge back instead; the other one's history shows it.")
        raise WrongState(told % {"record": next(iter(merged.values())).title})


def begin() -> None:
    """What was deleted before there was such a list, read once; called after each migration."""
    if Trashed.objects.exists():
        return
    for resource in registry.resources.values():
        rows = resource.model.unscoped.exclude(deleted_at=None).order_by("deleted_at", "pk").values_list("pk", flat=True)
        made = (Trashed(label=resource.label, record_id=pk) for pk in rows.iterator())
        Trashed.objects.bulk_create(made, batch_size=1000, ignore_conflicts=True)
