"""What of the figures somebody sees: those of the places whose findings they see."""

from dataclasses import replace

from django.db.models import Q, QuerySet

from xianji.lib.actor import Actor
from xianji.org import scope

PERMISSION = "policy.finding.view"


def sees_all(who: Actor) -> bool:
    reach = who.reach(PERMISSION)
    return reach is not None and reach.everywhere


def seen(rows: QuerySet, who: Actor) -> QuerySet:
    """Parts or evidence inside the reader's reach; without one, nothing. Shares name single findings and open no figures."""
    reach = who.reach(PERMISSION)
    found = scope.parts(rows.model, who, replace(reach, shared=False) if reach else None)
    if found is None:
        return rows
    inside = Q(pk__in=[])
    for part in found.values():
        inside |= part
    return rows.filter(inside)
