"""Closing many records of one kind at once to everybody to whom they were opened, each share with its entry."""

from collections.abc import Iterable
from typing import Any

from xianji.audit.journal import Event, record_many
from xianji.kit.sharing.keeping import shared
from xianji.kit.sharing.words import TEAM, kept
from xianji.org.among import Among
from xianji.org.models import Share

Change = tuple[str | None, str | None]
"""A share before and after, as the journal keeps it."""


def close(model: Any, ids: Iterable[int], *, tell_members: bool = True, reason: str = "") -> int:
    """By whom it may be decided is the business of the caller. Returns how many were closed."""
    rows = Share.objects.filter(Among("record_id", ids), label=model.label()).select_related("person", "unit").order_by("pk")
    found = list(rows)
    if found:
        said: list[tuple[int, Change]] = [
            (one.record_id, (kept(one), None)) for one in found if tell_members or one.part != TEAM
        ]
        Share.objects.filter(Among("pk", [one.pk for one in found])).delete()
        tell_many(model, said, reason=reason)
        shared.get(model.label(), lambda: None)()
    return len(found)


def tell_many(model: Any, changed: list[tuple[int, Change]], *, reason: str = "") -> None:
    """Entries of shares of many records, [(record, change)]."""
    if not changed:
        return
    titles = {row.pk: str(row) for row in model.unscoped.filter(Among("pk", sorted({pk for pk, _said in changed})))}
    record_many(Event("share", model.label(), pk, titles[pk], {"share": said}, reason) for pk, said in changed)
