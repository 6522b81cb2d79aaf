"""Paths of the unit tree: a move changes them at once, the records follow, and until then both paths hold."""

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from xianji.org.units.models import Unit

LONGEST = 255
BLOCK = 1000


def settle(unit: "Unit") -> None:
    """Bring the paths of a unit and all below it up to date, and write down what changed today."""
    model = type(unit)
    before = unit.path
    if before:
        list(model.unscoped.select_for_update().order_by("pk").values_list("pk", flat=True))
    parent = model.unscoped.filter(pk=unit.parent_id).first()
    if parent and str(unit.pk) in parent.path.split("."):
        raise ValidationError({"parent": _("A unit cannot stand below itself.")})
    path = f"{parent.path if parent else ''}{unit.pk}."
    if path != before:
        _move(model, unit, before, path)
    write_history(unit)


def _move(model: Any, unit: "Unit", before: str, path: str) -> None:
    """The unit and all below it get new paths and remember the former ones until their records have followed."""
    below = list(model.unscoped.filter(path__gte=before, path__lt=before[:-1] + "/").exclude(pk=unit.pk)) if before else []
    for one in [unit, *below]:
        new = path + one.path[len(before) :] if one is not unit else path
        one.former_path = remembered(one.path, one.former_path, new)
        one.path = new
        model.unscoped.filter(pk=one.pk).update(path=one.path, former_path=one.former_path)


def remembered(before: str, former: str, now: str) -> str:
    """The former paths under which records may still lie, newest first: `1.3.4. 1.2.4.`"""
    paths = [path for path in dict.fromkeys([before, *former.split()]) if path and path != now]
    while len(" ".join(paths)) > LONGEST:
        paths.pop()
    return " ".join(paths)


def paths_of(unit: "Unit") -> frozenset[str]:
    """Where records of a unit lie: under its path and, while a move is being carried out, under the former ones."""
    return frozenset(path for path in (unit.path, *unit.former_path.split()) if path)


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
    """Give every person and record of a moved unit its new path. Returns how many; a round that finds none ends the
    move, so that what was written meanwhile under the former path follows in the next round."""
    count = 0
    for model in filed_models():
        count += model.unscoped.filter(unit_id=unit.pk).exclude(org_path=unit.path).update(org_path=unit.path)
    if not count:
        type(unit).unscoped.filter(pk=unit.pk, path=unit.path).update(former_path="")
    return count


def refile_person(person: Any) -> int:
    """What somebody owns moves along to a new unit. Returns how many records."""
    return sum(
        model.unscoped.filter(owner=person)
        .exclude(unit_id=person.unit_id, org_path=person.org_path)
        .update(unit_id=person.unit_id, org_path=person.org_path)
        for model in owned_models()
    )


def refile_all() -> int:
    """Put everything where its owner or unit stands, whatever happened before. Returns how many rows were astray."""
    unit = apps.get_model("org", "Unit")
    count = sum(refile(one) for one in unit.unscoped.exclude(former_path=""))
    for model in filed_models():
        count += _by_unit(model)
    for model in owned_models():
        count += _by_owner(model)
    return count


def _by_unit(model: Any) -> int:
    """Rows whose path is not that of their unit."""
    astray = model.unscoped.filter(unit__isnull=False).exclude(org_path=F("unit__path"))
    return _put(model, astray, "unit_id", "unit__path")


def _by_owner(model: Any) -> int:
    """Rows that do not lie where their owner sits."""
    elsewhere = ~Q(unit_id=F("owner__unit_id")) | Q(unit_id=None)
    return _put(model, model.unscoped.filter(elsewhere, owner__unit__isnull=False), "owner__unit_id", "owner__unit__path")


def _put(model: Any, astray: Any, unit: str, path: str) -> int:
    count = 0
    while rows := list(astray.values_list("pk", unit, path)[:BLOCK]):
        for unit_id, org_path in {row[1:] for row in rows}:
            ids = [row[0] for row in rows if row[1:] == (unit_id, org_path)]
            model.unscoped.filter(pk__in=ids).update(unit_id=unit_id, org_path=org_path)
        count += len(rows)
    return count


def owned_models() -> list[Any]:
    """Every kind of record that somebody answers for."""
    from xianji.org.records import OwnedRecord

    return [model for model in apps.get_models() if issubclass(model, OwnedRecord)]


def filed_models() -> list[Any]:
    """The same, and people, who are filed under their unit's path too."""
    return [apps.get_model("org", "Person"), *owned_models()]


