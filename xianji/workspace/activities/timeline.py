"""The timeline of a record: what was said and done about it, and what became of it; newest first."""

from collections import defaultdict
from datetime import datetime
from typing import Any

from django.db.models import CharField, Q, Value
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xianji.audit.models import Entry
from xianji.kit import registry
from xianji.kit.columns import title_field
from xianji.kit.records import history
from xianji.kit.records.panels import RelatedList
from xianji.kit.web import writing
from xianji.lib import actor
from xianji.workspace.activities.models import Activity

PAGE = 50
LONGEST = 600
CHANGES = "changes"
SHOWS = {
    "": gettext_lazy("All"), "call": gettext_lazy("Calls"), "meeting": gettext_lazy("Meetings"),
    "mail": gettext_lazy("Mails"), "note": gettext_lazy("Notes"), CHANGES: gettext_lazy("Changes"),
}  # fmt: skip
VERB_ICONS = {"create": "plus", "import": "file-import", "hand_over": "user-share", "delete": "trash", "restore": "rotate"}
BORN = ("create", "import")
"""Verbs whose values are all new: nothing moved."""
PLAIN_VERBS = ("change", "reveal", "view", "export")
"""Verbs that the change history tells, not the timeline."""


def timeline(record: Any, show: str = "", before: datetime | None = None) -> tuple[list[dict[str, Any]], datetime | None]:
    """The newest items for the template, and the moment from which the next page goes on, if there is more."""
    items = []
    if show != CHANGES and actor.current().may("workspace.activity.view"):
        items += activities(record, show, before)
    if show in ("", CHANGES):
        items += changes(record, before)
    items.sort(key=lambda item: item["at"], reverse=True)
    return items[:PAGE], items[PAGE - 1]["at"] if len(items) > PAGE else None


def activities(record: Any, kind: str, before: datetime | None) -> list[dict[str, Any]]:
    """Those about the record and about visible records that point to it, such as a customer's contacts and deals."""
    narrowed: dict[str, Any] = {"deleted_at": None, **({"kind": kind} if kind else {})}
    if before is not None:
        narrowed["at__lt"] = before
    first, *others = [Activity.unscoped.filter(about, **narrowed).order_by().values("pk") for about in _about(record)]
    rows = Activity.unscoped.filter(pk__in=first.union(*others, all=True) if others else first)
    found = list(rows.select_related("owner").order_by("-at", "-pk")[: PAGE + 1])
    elsewhere = _titles(found, record)
    path = registry.resource_of(Activity).path
    return [_activity(row, path, elsewhere.get((row.about_label, row.about_id))) for row in found]


def _about(record: Any) -> list[Q]:
    """A condition for each kind; asked one by one, as an OR of them would make PostgreSQL read all activities."""
    found = [Q(about_label=record.label(), about_id=record.pk)]
    for panel in registry.resource_of(type(record)).panels_of():
        if isinstance(panel, RelatedList) and panel.open_on(record):
            ids = panel.model.objects.filter(**{panel.via: record}).order_by().values("pk")
            found.append(Q(about_label=panel.model._meta.label_lower, about_id__in=ids))
    return found


def _titles(found: list[Activity], record: Any) -> dict[tuple[str, int], tuple[str, str]]:
    """{(label, id): (title, address)} of the other records that the activities are about; they are visible already."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for row in found:
        if row.about_id and (row.about_label, row.about_id) != (record.label(), record.pk):
            wanted[row.about_label].add(row.about_id)
    asked = []
    for label, ids in wanted.items():
        model = registry.resource_of(label).model
        rows = model.unscoped.filter(pk__in=ids).order_by().annotate(kind=Value(label, CharField()))
        asked.append(rows.values_list("kind", "pk", title_field(model)))
    if not asked:
        return {}
    rows = asked[0].union(*asked[1:], all=True) if len(asked) > 1 else asked[0]
    return {(label, pk): (str(title), registry.resource_of(label).address(pk)) for label, pk, title in rows}


def _activity(row: Activity, path: str, other: tuple[str, str] | None) -> dict[str, Any]:
    minutes = _("%(count)s min") % {"count": row.minutes} if row.minutes else ""
    meta = " · ".join(part for part in (str(row.owner or ""), minutes) if part)
    text = row.text if len(row.text) <= LONGEST else row.text[:LONGEST].rstrip() + "…"
    title = _("%(kind)s: %(subject)s") % {"kind": row.get_kind_display(), "subject": row.subject}
    return {
        "at": row.at, "icon": Activity.icons[row.kind], "title": title, "href": f"{path}{row.pk}", "meta": meta, "text": text,
        "time": writing.moment(row.at), "datetime": row.at.isoformat(), "other": other, "is_ahead": row.at > timezone.now(),
    }  # fmt: skip


def changes(record: Any, before: datetime | None) -> list[dict[str, Any]]:
    """What its verbs did, from the journal: created, won, handed over, with the state before and after."""
    rows = Entry.objects.filter(label=record.label(), record_id=record.pk).exclude(verb__in=PLAIN_VERBS)
    rows = rows.exclude(verb__startswith="refused:")
    if before is not None:
        rows = rows.filter(at__lt=before)
    found = list(rows.order_by("-id")[: PAGE + 1])
    notable = {n: c for n, c in history.open_columns(record).items() if c.kind == "state" or n == "owner_id"}
    titles = history.titles_of([entry for entry in found if entry.verb not in BORN], notable)
    return [_change(history.told(entry, record, notable, titles)) for entry in found]


def _change(entry: dict[str, Any]) -> dict[str, Any]:
    moves = []
    if entry["verb"] not in BORN:
        moves = [f"{one['old']} → {one['new']}" for one in entry["changes"]]
    action = next((a.icon for a in registry.actions.values() if a.name == entry["verb"]), "adjustments")
    return {
        "at": entry["at"], "icon": VERB_ICONS.get(entry["verb"], action), "title": entry["what"], "href": "",
        "meta": " · ".join([entry["who"], *moves]), "text": entry["reason"], "time": writing.moment(entry["at"]),
        "datetime": entry["at"].isoformat(), "other": None, "is_ahead": False,
    }  # fmt: skip
