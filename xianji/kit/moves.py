"""After a unit has moved in the tree: its records follow, then the former path is forgotten."""

from django.db import transaction

from xianji.kit.search import index
from xianji.org.actors import access_changed
from xianji.org.units.models import Unit
from xianji.org.units.tree import refile


@transaction.atomic
def carry_out() -> int:
    """Give the records of every moved unit its new path, everybody's rights with it. Returns how many records moved."""
    units = list(Unit.unscoped.exclude(former_path="").order_by("path"))
    moved = 0
    for unit in units:
        moved += refile(unit)
        index.refile(unit)
    if units:
        access_changed()
    return moved
