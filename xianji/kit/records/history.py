"""What happened to a record: its journal entries with old and new values, as far as the actor may see the fields."""

from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from xianji.audit.models import Entry
from xianji.kit import registry
from xianji.kit.columns import VEILED, Column, title_field, title_told
from xianji.kit.fields import FixedPoint
from xianji.kit.lists.cells import HIDDEN
from xianji.kit.records import undo
from xianji.kit.records.panels import Panel
from xianji.kit.records.tabs import TRACES
from xianji.kit.said import words
from xianji.kit.sharing.words import read as read_share
from xianji.kit.web import writing
from xianji.lib import actor, whole
from xianji.lib.actor import SYSTEM

PAGE = 30
VERBS = {
    "create": pgettext_lazy("history", "Created"), "change": gettext_lazy("Changed"),
    "delete": pgettext_lazy("history", "Deleted"), "restore": gettext_lazy("Restored"),
    "hand_over": gettext_lazy("Handed over"), "import": pgettext_lazy("history", "Imported"),
    "export": gettext_lazy("Exported"), "give_up": gettext_lazy("Given up"),
    "reveal": gettext_lazy("Shown in clear"), "merge": gettext_lazy("Merged"), "unmerge": gettext_lazy("Merge taken back"),
    "undo_move": gettext_lazy("Move taken back"), "take_back": pgettext_lazy("history", "Taken back"),
    "undo_import": gettext_lazy("Import taken back"),
    "attach": gettext_lazy("File added"), "detach": gettext_lazy("File deleted"), "reattach": gettext_lazy("File restored"),
    "tag": gettext_lazy("Tags changed"), "share": gettext_lazy("Shared"),
    "comment": gettext_lazy("Commented"), "edit_comment": gettext_lazy("Comment changed"),
    "delete_comment": gettext_lazy("Comment deleted"), "restore_comment": gettext_lazy("Comment restored"),
    "forget": gettext_lazy("Person forgotten"),
}  # fmt: skip
"""What the kit itself writes; each chapter tells its own verbs."""
BESIDE = {"file": gettext_lazy("File"), "comment": pgettext_lazy("on a record", "Comment"), "tags": gettext_lazy("Tags"),
          "share": gettext_lazy("Shared with")}  # fmt: skip
"""What is told of a record and is no field of it."""
READ: dict[str, Callable[[Any], str]] = {"share": read_share}
"""Those that are kept in words of our own."""
SOURCES = {
    "web": gettext_lazy("screen"), "import": gettext_lazy("import"), "api": gettext_lazy("programs"),
    "job": gettext_lazy("by itself"), "demo": gettext_lazy("demo"), "shell": gettext_lazy("command line"),
    "undo": gettext_lazy("taken back"), "merge": gettext_lazy("merging"),
}  # fmt: skip


def entries(record: Any, limit: int = PAGE, before: int = 0, born: bool = True) -> tuple[list[dict[str, Any]], int]:
    """[{at, who, what, reason, source, changes: [{label, old, new}]}], newest first, and the mark of the next page."""
    rows = Entry.objects.filter(label=record.label(), record_id=record.pk).order_by("-id")
    if not born:
        rows = rows.exclude(verb__in=("create", "import"))
    if before:
        rows = rows.filter(id__lt=before)
    found = list(rows[: limit + 1])
    more = found[limit - 1].pk if len(found) > limit else 0
    found = found[:limit]
    columns = open_columns(type(record))
    titles = titles_of(found, columns)
    return [told(entry, record, columns, titles) for entry in found], more


def changes_of(model: Any, found: list[Entry]) -> list[list[dict[str, Any]]]:
    """[{label, old, new}] of each of some entries about records of one kind."""
    columns = open_columns(model)
    titles = titles_of(found, columns)
    return [changes_told(entry, columns, titles) for entry in found]


def open_columns(model: Any) -> dict[str, Column]:
    """{attname: column} of what the actor may see and what has a name; what a record is about stands beside it."""
    names = [f.name for f in model._meta.concrete_fields]
    if registry.has_resource(model):
        columns = registry.resource_of(model).open_to(actor.current(), names)
    else:
        columns = [Column(model, name) for name in names]
    return {one.field.attname: one for one in columns if one.field._verbose_name is not None and one.path != "about_id"}


def changes_told(entry: Entry, columns: dict[str, Column], titles: dict[Any, str]) -> list[dict[str, Any]]:
    changes = []
    for name, column in columns.items():
        if name in entry.changes:
            old, new = entry.changes[name][:2]
            both = {"old": written(column, old, titles), "new": written(column, new, titles)}
            changes.append({"label": column.label, **both})
        elif name in entry.erased:
            changes.append({"label": column.label, "old": "", "new": _("(erased)")})
    for name in BESIDE.keys() & entry.changes.keys() - columns.keys():
        read = READ.get(name, str)
        old, new = (read(value) if value else writing.NOTHING for value in entry.changes[name][:2])
        changes.append({"label": BESIDE[name], "old": old, "new": new})
    return changes


def told(entry: Entry, record: Any, columns: dict[str, Column], titles: dict[Any, str]) -> dict[str, Any]:
    who = _("the system") if entry.actor == SYSTEM.name else entry.actor
    return {
        "at": entry.at, "who": who, "what": verb_told(entry.verb, record), "verb": entry.verb,
        "reason": words(entry.reason), "source": source_told(entry.source),
        "changes": changes_told(entry, columns, titles),
        "together": together(entry, record),
    }  # fmt: skip


def together(entry: Entry, record: Any) -> tuple[str, Any] | None:
    """(address, words): where a merge is looked at, or where the reader takes back a move or what they did to many rows at
    once, this one among them."""
    if not entry.batch or entry.label not in registry.resources:
        return None
    resource = registry.resource_of(entry.label)
    if entry.verb == "merge":
        return f"{resource.path}merges/{entry.batch}", _("What was merged")
    if entry.source not in {"web", "api"} or entry.actor_id != actor.current().user_id:
        return None
    if undo.leads_back(resource, entry):
        return (undo.address(resource, record.pk, entry.batch), _("Take it back")) if undo.is_recent(entry) else None
    return f"{resource.path}bulk/{entry.batch}", _("Done together")


def verb_told(verb: str, record: Any) -> Any:
    """The verb in words; a refused one says so."""
    refused, _colon, name = verb.rpartition(":")
    words = word_for(record.label(), name)
    return _("Refused: %(verb)s") % {"verb": words} if refused == "refused" else words


def word_for(label: str, name: str) -> Any:
    """An action by its label, else as the kit or the chapter tells it."""
    action = registry.actions.get(f"{label}.{name}")
    return action.label if action else VERBS.get(name) or registry.verb_of(label, name) or name.replace("_", " ")


def source_told(source: str) -> Any:
    return SOURCES.get(source) or registry.sources.get(source, source)


def written(column: Column, value: Any, titles: dict[Any, str]) -> str:
    """A value of the journal as people write it."""
    if value in (None, ""):
        return writing.NOTHING
    if column.kind in VEILED:
        return HIDDEN
    if column.is_link:
        return titles.get((column.field.related_model, value), f"#{value}")
    if column.choices:
        return str(column.choices.get(value, value))
    if column.path == "about_label" and value in registry.resources:
        return str(registry.resource_of(value).title)
    if column.told:
        return str(column.told(value))
    if isinstance(value, bool):
        return writing.shown(value)
    if isinstance(column.field, FixedPoint):
        try:
            return writing.percent(Decimal(value)) if column.kind == "rate" else writing.number(Decimal(value))
        except InvalidOperation:
            return str(value)
    return str(value)[:16].replace("T", " ") if column.kind == "moment" else str(value)


def titles_of(found: list[Entry], columns: dict[str, Column]) -> dict[Any, str]:
    """{(model, id): title} of all links that the entries name, one query a model."""
    ids: dict[Any, set[int]] = defaultdict(set)
    for entry in found:
        for name, (old, new, *_salt) in entry.changes.items():
            if (column := columns.get(name)) and column.is_link:
                ids[column.field.related_model] |= {one for one in (old, new) if isinstance(one, int)}
    return {
        (model, pk): title_told(model, title)
        for model, wanted in ids.items()
        for pk, title in model.unscoped.filter(pk__in=wanted).values_list("pk", title_field(model))
    }


class History(Panel):
    """Behind the last tab of every record."""

    def context(self, record: Any, request: HttpRequest) -> dict[str, Any]:
        before = whole.number(request.GET.get("before")) or 0
        found, more = entries(record, before=before)
        return {"entries": found, "older_href": f"?tab=history&before={more}" if more else "",
                "newest_href": "?tab=history" if before else ""}  # fmt: skip


HISTORY = History("history", gettext_lazy("Change history"), "kit/panels/history.html", "tab", fold=TRACES)
