"""Arranging one's own Today: a taste, so the journal tells nothing of it."""

from xianji.lib import actor
from xianji.workspace.today.models import Arrangement


def arrange(order: list[str], hidden: list[str]) -> None:
    who = actor.current()
    if who.person_id is not None and not who.only_looks:
        Arrangement.objects.update_or_create(person_id=who.person_id, defaults={"order": order, "hidden": hidden})


def as_before() -> None:
    who = actor.current()
    if not who.only_looks:
        Arrangement.objects.filter(person=who.person_id or 0).delete()
