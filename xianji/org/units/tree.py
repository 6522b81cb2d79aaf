"""Paths and history of the unit tree."""

from typing import TYPE_CHECKING

from django.apps import apps
from django.utils import timezone

if TYPE_CHECKING:
    from xianji.org.units.models import Unit


def settle(unit: "Unit") -> None:
    """Bring the paths of a unit and all below it up to date, and write down what changed today."""
    model = type(unit)
    before = unit.path
    parent = model.unscoped.filter(pk=unit.parent_id).first()
    unit.path = f"{parent.path if parent else ''}{unit.pk}."
    if unit.path != before:
        unit.former_path = before
        model.unscoped.filter(pk=unit.pk).update(path=unit.path, former_path=before)
        if before:
            below = model.unscoped.filter(path__gte=before, path__lt=before[:-1] + "/").exclude(pk=unit.pk)
            for one in below:
                moved = unit.path + one.path[len(before) :]
                model.unscoped.filter(pk=one.pk).update(path=moved, former_path=one.path)
    write_history(unit)


def write_history(unit: "Unit") -> None:
    """Close the line in force and open a new one; several changes on one day leave one line."""
    history = apps.get_model("org", "UnitHistory")
    today = timezone.localdate()
    history.objects.filter(unit=unit, to_on=None, from_on__lt=today).update(to_on=today)
    history.objects.update_or_create(
        unit=unit, from_on=today, to_on=None,
        defaults={"parent_id": unit.parent_id, "name": unit.name, "path": unit.path, "head_id": unit.head_id},
    )  # fmt: skip


def refile(unit: "Unit") -> int:
    """Give every person and record of a moved unit its new path; until then both paths hold. Returns how many."""
    from xianji.org.records import OwnedRecord

    count = 0
    person = apps.get_model("org", "Person")
    for model in [person, *(m for m in apps.get_models() if issubclass(m, OwnedRecord))]:
        count += model.unscoped.filter(unit_id=unit.pk).exclude(org_path=unit.path).update(org_path=unit.path)
    type(unit).unscoped.filter(pk=unit.pk).update(former_path="")
    return count
