"""What others did lately with records that the reader may see: looked for among the newest entries of the journal."""

from typing import Any

from django.utils.translation import gettext_lazy

from xianji.audit.models import Entry
from xianji.kit import registry
from xianji.kit.records.history import verb_told
from xianji.kit.registry import Desk, Section
from xianji.workspace.about import titles

WINDOW = 300
"""So many entries are looked through, however large the company is."""
SHOWS = 6
QUIET = ("reveal", "view", "export", "tag", "import", "load", "star")
"""What is not told here."""


def recent(desk: Desk) -> dict[str, Any]:
    """Two statements: the entries, and the titles of those records that are open to the reader."""
    rows = Entry.objects.order_by("-id").values_list("at", "actor_id", "actor", "verb", "label", "record_id")[:WINDOW]
    told = [row for row in rows if row[1] not in (None, desk.who.user_id) and is_told(row[3], row[4])]
    open_ones = titles((label, pk) for *_rest, label, pk in told)
    found: list[dict[str, Any]] = []
    seen = set()
    for at, _actor, name, verb, label, pk in told:
        record = open_ones.get((label, pk or 0))
        if record is not None and (record, name) not in seen and len(found) < SHOWS:
            seen.add((record, name))
            found.append(line(at, name, verb, label, record))
    return {"rows": found}


def is_told(verb: str, label: str) -> bool:
    return label in registry.resources and verb not in QUIET and not verb.startswith("refused:")


def line(at: Any, name: str, verb: str, label: str, record: tuple[str, str]) -> dict[str, Any]:
    what = verb_told(verb, registry.resource_of(label).model)
    return {"at": at, "who": name, "what": what, "title": record[0], "href": record[1]}


RECENT = Section("recent", gettext_lazy("Lately"), "workspace/today/recent.html", recent, "side", 90, is_late=True)
