"""What follows from a report: the talk in the timeline, tasks, what was handed over, and what the customer needs in its file."""

from datetime import date, datetime, time
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_noop

from xianji.customers.preferences.models import Preference
from xianji.kit import store
from xianji.kit.said import sentence
from xianji.sales.handouts.giving import hand_out
from xianji.sales.visits import rules
from xianji.sales.visits.models import Visit, VisitNote
from xianji.workspace.activities.models import Activity
from xianji.workspace.tasks.opening import Opening, open_tasks

EVENING = time(18)
URGENT = {VisitNote.Kind.ISSUE: "high", VisitNote.Kind.NEXT: "normal"}


def follow_report(visit: Visit) -> None:
    """Called once a report is stored, in its transaction."""
    talk(visit)
    give_tasks(visit)
    learn(visit)
    papers = VisitNote.unscoped.filter(visit=visit, kind=VisitNote.Kind.MATERIAL, deleted_at=None)
    hand_out(visit, set(papers.values_list("material_id", flat=True)))


def talk(visit: Visit) -> None:
    """A reported visit is a contact: one activity, which a report that is written anew changes."""
    kind = Activity.Kind.CALL if visit.kind == rules.PHONE else Activity.Kind.MEETING
    values: dict[str, Any] = {
        "kind": kind, "subject": (visit.purpose or str(visit.get_kind_display()))[:200], "text": visit.summary,
        "at": visit.checked_in_at or visit.planned_at, "minutes": visit.length or None,
    }  # fmt: skip
    about = {"about_label": visit.label(), "about_id": visit.pk}
    rows = Activity.unscoped.select_for_update(of=("self",)).filter(**about, deleted_at=None)
    there = rows.filter(kind__in=("call", "meeting")).first()
    if there is None:
        store.create(Activity(owner_id=visit.owner_id, **about, **values))
        return
    for name, value in values.items():
        setattr(there, name, value)
    store.change(there)


def give_tasks(visit: Visit) -> None:
    """What was agreed, and each problem that is still to be solved, to whoever was named."""
    points = VisitNote.unscoped.filter(visit=visit, kind__in=list(URGENT), deleted_at=None).order_by("pk")
    open_tasks(
        Opening(
            key=key_of(one), title=title(one, visit), owner_id=one.person_id or visit.owner_id, due_at=evening(one.due_on),
            about=(visit.label(), visit.pk), priority=URGENT[VisitNote.Kind(one.kind)], source="user",
        )
        for one in points
    )  # fmt: skip


def title(point: VisitNote, visit: Visit) -> str:
    if point.kind == VisitNote.Kind.ISSUE:
        return sentence(gettext_noop("Solve for %(customer)s: %(issue)s"), customer=visit.customer, issue=point.text)
    return point.text


def key_of(point: VisitNote) -> str:
    return f"visit:{point.visit_id}:{point.pk}"


def evening(day: date | None) -> datetime:
    return timezone.make_aware(datetime.combine(day or timezone.localdate(), EVENING))


def learn(visit: Visit) -> None:
    """The newest word on each side counts in the customer's file; what was said already is not said again."""
    said = visit.needs
    last: dict[str, str] = {}
    rows = Preference.unscoped.filter(customer=visit.customer_id, dimension__in=list(said), deleted_at=None)
    for one in rows.order_by("valid_on", "pk"):
        last[one.dimension] = one.value
    day = timezone.localtime(visit.checked_in_at or visit.planned_at).date()
    for side, text in said.items():
        if last.get(side) != text:
            store.create(Preference(customer_id=visit.customer_id, dimension=side, value=text, valid_on=day,
                                    heard_from=str(visit.contact or visit.number)[:120], owner_id=visit.owner_id))  # fmt: skip
