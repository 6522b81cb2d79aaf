"""The timeline of a record: what was said and done about it, and what became of it; newest first."""

from collections import defaultdict
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from xianji.audit.models import Entry
from xianji.kit import registry
from xianji.kit.comments.keeping import comments_of
from xianji.kit.comments.models import Comment
from xianji.kit.lists.about import called
from xianji.kit.records import history
from xianji.kit.records.panels import RelatedList
from xianji.kit.said import words
from xianji.kit.web import writing
from xianji.lib import actor
from xianji.workspace.activities.models import Activity
from xianji.workspace.activities.onward import ACTIVITY, COMMENT, ENTRY, Mark

PAGE = 50
LONGEST = 600
COMMENTS, FILES, STATES, CHANGES = "comments", "files", "states", "changes"
SHOWS = {
    "": gettext_lazy("All"), "call": gettext_lazy("Calls"), "meeting": gettext_lazy("Meetings"),
    "mail": gettext_lazy("Mails"), "note": gettext_lazy("Notes"), COMMENTS: gettext_lazy("Comments"),
    FILES: gettext_lazy("Files"), STATES: gettext_lazy("States"), CHANGES: gettext_lazy("Changes"),
}  # fmt: skip
VERB_ICONS = {"create": "plus", "import": "file-import", "hand_over": "user-share", "delete": "trash", "restore": "rotate",
              "attach": "paperclip", "detach": "trash", "reattach": "paperclip", "tag": "tag", "share": "share",
              "merge": "arrow-merge", "unmerge": "rotate", "undo_move": "rotate", "take_back": "rotate"}  # fmt: skip
BORN = ("create", "import")
"""Verbs whose values are all new: nothing moved."""
FILE_VERBS = ("attach", "detach", "reattach")
PLAIN_VERBS = ("change", "reveal", "view", "export", "comment", "edit_comment", "delete_comment", "restore_comment")
"""Verbs that the change history tells, not the timeline; comments speak for themselves."""


def timeline(record: Any, show: str = "", behind: Mark | None = None) -> tuple[list[dict[str, Any]], Mark | None]:
    """The newest items for the template, and the mark behind which the next page begins, if there is more."""
    items = []
    if show in ("", *Activity.icons) and actor.current().may("workspace.activity.view"):
        items += activities(record, show, behind)
    if show in ("", COMMENTS) and registry.resource_of(type(record)).comments:
        items += comments(record, behind)
    if show in ("", FILES, STATES, CHANGES):
        items += changes(record, show, behind)
    items.sort(key=lambda item: item["mark"], reverse=True)
    return folded(items[:PAGE]), items[PAGE - 1]["mark"] if len(items) > PAGE else None


def folded(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What the same one did again and again, with nothing else between and nothing said to it, is told once, and how often."""
    told: list[dict[str, Any]] = []
    for item in items:
        if told and item["mark"].source == ENTRY and not item["text"] and alike(told[-1]) == alike(item):
            told[-1]["times"] += 1
        else:
            told.append({**item, "times": 1})
    return told


def alike(item: dict[str, Any]) -> tuple[Any, ...]:
    return item["mark"].source, item["title"], item["meta"], item["text"]


def activities(record: Any, kind: str, behind: Mark | None) -> list[dict[str, Any]]:
    """Those about the record and about visible records that point to it, such as a customer's contacts and deals."""
    narrowed = Q(deleted_at=None, **({"kind": kind} if kind else {}))
    if behind is not None:
        narrowed &= behind.older(ACTIVITY)
    first, *others = [Activity.unscoped.filter(about, narrowed).order_by().values("pk") for about in _about(record)]
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
    return called(wanted, lambda resource: resource.model.unscoped)


def _activity(row: Activity, path: str, other: tuple[str, str] | None) -> dict[str, Any]:
    minutes = _("%(count)s min") % {"count": row.minutes} if row.minutes else ""
    meta = " · ".join(part for part in (str(row.owner or ""), minutes) if part)
    text = row.text if len(row.text) <= LONGEST else row.text[:LONGEST].rstrip() + "…"
    title = _("%(kind)s: %(subject)s") % {"kind": row.get_kind_display(), "subject": row.subject}
    return {
        "mark": Mark(row.at, ACTIVITY, row.pk), "icon": Activity.icons[row.kind], "title": title, "href": f"{path}{row.pk}",
        "meta": meta, "text": text, "time": writing.moment(row.at), "datetime": row.at.isoformat(), "other": other,
        "is_ahead": row.at > timezone.now(),
    }  # fmt: skip


def comments(record: Any, behind: Mark | None) -> list[dict[str, Any]]:
    """What was said to everybody who may see the record."""
    rows = comments_of(record).select_related("made_by")
    if behind is not None:
        rows = rows.filter(behind.older(COMMENT, "made_at"))
    tab = f"{registry.resource_of(type(record)).address(record.pk)}?tab=comments"
    return [_comment(row, tab) for row in rows[: PAGE + 1]]


def _comment(row: Comment, tab: str) -> dict[str, Any]:
    text = row.text if len(row.text) <= LONGEST else row.text[:LONGEST].rstrip() + "…"
    return {
        "mark": Mark(row.made_at, COMMENT, row.pk), "icon": "message", "title": str(row.made_by or _("the system")),
        "href": f"{tab}#comment-{row.pk}", "meta": pgettext("on a record", "Comment"), "text": text,
        "time": writing.moment(row.made_at), "datetime": row.made_at.isoformat(), "other": None, "is_ahead": False,
    }  # fmt: skip


def changes(record: Any, show: str, behind: Mark | None) -> list[dict[str, Any]]:
    """What its verbs did, from the journal: created, won, handed over, with the state before and after; files and tags."""
    rows = Entry.objects.filter(label=record.label(), record_id=record.pk)
    if show == FILES:
        rows = rows.filter(verb__in=FILE_VERBS)
    elif show == STATES:
        rows = rows.filter(verb__in=state_verbs(record))
    else:
        rows = rows.exclude(verb__in=PLAIN_VERBS).exclude(verb__startswith="refused:")
    if behind is not None:
        rows = rows.filter(behind.older(ENTRY))
    found = list(rows.order_by("-id")[: PAGE + 1])
    notable = {n: c for n, c in history.open_columns(type(record)).items() if c.kind == "state" or n == "owner_id"}
    titles = history.titles_of([entry for entry in found if entry.verb not in BORN], notable)
    return [_change(history.told(entry, record, notable, titles), entry) for entry in found]


def state_verbs(record: Any) -> list[str]:
    """Those that lead from one state to another, and how it began."""
    return [*BORN, *(verb.name for verb in registry.resource_of(type(record)).verbs() if verb.then)]


def _change(told: dict[str, Any], entry: Entry) -> dict[str, Any]:
    moves = [] if entry.verb in BORN else [_move(one["old"], one["new"]) for one in told["changes"]]
    action = next((a.icon for a in registry.actions.values() if a.name == entry.verb), "adjustments")
    return {
        "mark": Mark(entry.at, ENTRY, entry.pk), "icon": VERB_ICONS.get(entry.verb, action), "title": told["what"], "href": "",
        "meta": " · ".join([told["who"], *moves]), "text": words(entry.reason), "time": writing.moment(entry.at),
        "datetime": entry.at.isoformat(), "other": None, "is_ahead": False,
    }  # fmt: skip


def _move(old: str, new: str) -> str:
    """Before → after; what came or went is told alone."""
    return f"{old} → {new}" if writing.NOTHING not in (old, new) else old if new == writing.NOTHING else new
