"""After a unit has moved in the tree: its records follow, then the former path is forgotten."""

from django.db import transaction

from xianji.kit.search import index
from xianji.org.actors import access_changed
from xianji.org.units.models import Unit
from xianji.org.units.tree import refile


def carry_out() -> int:
    """Give the records of every moved unit its new path; until then both paths hold. Returns how many records moved."""
    moved = 0
    units = Unit.unscoped.exclude(former_path="").order_by("path")
    for unit in units:
        with transaction.atomic():
            moved += refile(unit)
            index.refile(unit)
    if units:
        access_changed()
    return moved
