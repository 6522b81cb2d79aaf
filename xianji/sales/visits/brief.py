"""What to know before a visit, drawn from the file: a few lines of each source, for one customer or for all of a day at once."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from xianji.customers.contacts.contacted import TALKS, ways
from xianji.customers.contacts.models import Contact
from xianji.customers.events.models import AccountEvent
from xianji.customers.preferences.models import Preference
from xianji.kit.web import writing
from xianji.lib import actor
from xianji.sales.opportunities.models import Opportunity
from xianji.sales.visits.models import VisitNote
from xianji.workspace.activities.models import Activity
from xianji.workspace.tasks.models import Task
from xianji.workspace.tasks.rules import UNDONE

EACH, LONGEST, AT_ONCE = 3, 240, 400
FRESH = timedelta(days=180)
SIDES = ("function", "quality", "price", "service")


@dataclass(frozen=True)
class Line:
    """One thing to know: what, more of it, and when."""

    title: str
    text: str = ""
    when: str = ""
    tone: str = ""


Found = dict[int, list[Line]]
"""{customer: its lines}"""


@dataclass(frozen=True)
class Source:
    """A part of the brief; `read` is asked once for several customers and sees what the reader may see."""

    name: str
    title: Any
    icon: str
    permission: str
    read: Callable[[list[int]], Found]


@dataclass
class Brief:
    parts: list[tuple[Source, list[Line]]] = field(default_factory=list)
    ask: list[str] = field(default_factory=list)
    """What nobody knows yet."""


def briefs(customer_ids: Iterable[int]) -> dict[int, Brief]:
    """Of each of these customers, in one statement or few per source."""
    ids = sorted(set(customer_ids))
    made = {pk: Brief() for pk in ids}
    for source in SOURCES if ids else ():
        if actor.current().may(source.permission):
            found = source.read(ids)
            for pk in ids:
                if found.get(pk):
                    made[pk].parts.append((source, found[pk][:EACH]))
    for pk, questions in (unknown(ids) if ids else {}).items():
        made[pk].ask = questions
    return made


def gathered(rows: Iterable[tuple[int, Line]]) -> Found:
    found: Found = defaultdict(list)
    for pk, line in rows:
        if len(found[pk]) < EACH:
            found[pk].append(line)
    return found


def talks(ids: list[int]) -> Found:
    """The newest about each customer, or about what belongs to it and the reader may see."""
    rows: list[tuple[Any, int, Line]] = []
    for label, (model, way) in ways.items():
        owners = dict(model.objects.filter(**{f"{way}__in": ids}).order_by().values_list("pk", way))
        about = Activity.unscoped.filter(
            about_label=label, about_id__in=list(owners)[-AT_ONCE:], deleted_at=None, kind__in=TALKS, at__lte=timezone.now(),
        )  # fmt: skip
        newest = about.order_by("-at").values_list("about_id", "subject", "text", "at")[:AT_ONCE] if owners else ()
        for pk, subject, text, at in newest:
            rows.append((at, owners[pk], Line(subject, short(text), writing.day(timezone.localtime(at).date()))))
    return gathered((pk, line) for _at, pk, line in sorted(rows, key=lambda one: one[0], reverse=True))


def deals(ids: list[int]) -> Found:
    """What is open, the largest first."""
    rows = Opportunity.objects.filter(customer__in=ids).exclude(stage__in=("won", "lost")).order_by("-amount", "pk")
    return gathered((one.customer_id or 0, Line(
        one.name, " · ".join(part for part in (str(one.get_stage_display()), one.next_step) if part),
        writing.short_money(one.amount) if one.amount is not None else "",
    )) for one in rows[:AT_ONCE])  # fmt: skip


def people(ids: list[int]) -> Found:
    """Those who weigh most."""
    rows = Contact.objects.filter(customer__in=ids).order_by("-is_primary", "-influence", "pk")
    return gathered(
        (one.customer_id, Line(one.name, " · ".join(part for part in (one.job, str(one.get_part_display())) if part)))
        for one in rows[:AT_ONCE]
    )


def wishes(ids: list[int]) -> Found:
    """What they value, the newest word first."""
    rows = Preference.objects.filter(customer__in=ids).order_by("-valid_on", "-pk")
    return gathered(
        (one.customer_id, Line(str(one.get_dimension_display()), one.value, writing.day(one.valid_on))) for one in rows[:AT_ONCE]
    )


def tasks(ids: list[int]) -> Found:
    """What is still to be done for them, or was agreed on a visit."""
    owners: dict[tuple[str, int], int] = {}
    for label, (model, way) in ways.items():
        rows = model.objects.filter(**{f"{way}__in": ids}).order_by("-pk").values_list("pk", way)
        owners |= {(label, pk): customer for pk, customer in rows[:AT_ONCE]}
    asked: dict[str, list[int]] = defaultdict(list)
    for label, pk in owners:
        asked[label].append(pk)
    about = Q()
    for label, several in asked.items():
        about |= Q(about_label=label, about_id__in=several)
    found = Task.objects.filter(about, state__in=UNDONE).order_by("due_at", "pk")[:AT_ONCE] if asked else ()
    now = timezone.now()
    return gathered((owners[one.about_label, one.about_id or 0], Line(
        str(one), "", writing.day(timezone.localtime(one.due_at).date()), "bad" if one.due_at < now else "",
    )) for one in found)  # fmt: skip


def news(ids: list[int]) -> Found:
    """What happened to them lately."""
    since = timezone.localdate() - FRESH
    rows = AccountEvent.objects.filter(customer__in=ids, happened_on__gte=since).order_by("-happened_on", "-pk")
    return gathered((one.customer_id, Line(
        one.subject, short(one.meaning or one.text), writing.day(one.happened_on), "bad" if one.severity == "high" else "",
    )) for one in rows[:AT_ONCE])  # fmt: skip


def prices(ids: list[int]) -> Found:
    """What competitors asked there, as the last visits heard it."""
    since = timezone.now() - FRESH
    rows = VisitNote.objects.filter(kind=VisitNote.Kind.PRICE, visit__customer__in=ids, visit__planned_at__gte=since)
    told = rows.order_by("-visit__planned_at", "-pk").values_list("visit__customer", "text", "amount", "visit__planned_at")
    return gathered((pk, Line(
        text, writing.money(amount) if amount is not None else "", writing.day(timezone.localtime(at).date()),
    )) for pk, text, amount, at in told[:AT_ONCE])  # fmt: skip


def unknown(ids: list[int]) -> dict[int, list[str]]:
    """The sides of their needs that nobody asked about, and whether anybody there decides."""
    known: dict[int, set[str]] = defaultdict(set)
    said = Preference.objects.filter(customer__in=ids, dimension__in=SIDES).order_by()
    for pk, side in said.values_list("customer", "dimension"):
        known[pk].add(side)
    decided = set(Contact.objects.filter(customer__in=ids, part="decision").order_by().values_list("customer", flat=True))
    labels = dict(Preference.Dimension.choices)
    asked: dict[int, list[str]] = {}
    for pk in ids:
        asked[pk] = [_("What do they want of %(side)s?") % {"side": labels[side]} for side in SIDES if side not in known[pk]]
        if pk not in decided:
            asked[pk].append(_("Who decides?"))
    return asked


def short(text: str) -> str:
    return text if len(text) <= LONGEST else text[:LONGEST].rstrip() + "…"


SOURCES: list[Source] = [
    Source("talks", gettext_lazy("Last contacts"), "message-circle", "workspace.activity.view", talks),
    Source("deals", gettext_lazy("Open deals"), "layout-kanban", "sales.opportunity.view", deals),
    Source("people", gettext_lazy("Who is who"), "users", "customers.contact.view", people),
    Source("wishes", gettext_lazy("What they value"), "star", "customers.preference.view", wishes),
    Source("tasks", pgettext_lazy("brief", "Still to do"), "checklist", "workspace.task.view", tasks),
    Source("prices", gettext_lazy("Prices of competitors"), "tags", "sales.visit.view", prices),
    Source("news", pgettext_lazy("brief", "News"), "speakerphone", "customers.accountevent.view", news),
]
"""In the order in which they are read; upper chapters and later folders add theirs, such as receivables and complaints."""
