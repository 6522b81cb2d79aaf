"""A closer look at what lies in a pool: what was tried before, and by whom. So many a day and person; each is written down."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xianji.audit.journal import Event, record
from xianji.customers.pool.models import PoolEntry, PoolMovement, PoolView
from xianji.customers.pool.subjects import subject_of
from xianji.kit.records.finding import held
from xianji.kit.refusals import Refused
from xianji.lib import actor
from xianji.org.models import Person
from xianji.rulebook.parameters.reading import value
from xianji.workspace.activities.models import Activity

EARLIER = 10


def look(entry: PoolEntry) -> None:
    """Counts once a day; refused when the day's measure is full."""
    who, today = actor.current(), timezone.localdate()
    if who.person_id is None or has_looked(entry):
        return
    with transaction.atomic():
        held(Person, who.person_id)
        most, done = int(value("pool.looks")), looks(who.person_id)
        if done >= most:
            told = _("You have looked at %(done)s of %(most)s today. Tomorrow you can look at others.")
            raise Refused(told % {"done": done, "most": most})
        PoolView.objects.get_or_create(entry=entry, person_id=who.person_id, on=today)
        record(Event("look", entry.label(), entry.pk, str(entry)), source="web")


def has_looked(entry: PoolEntry) -> bool:
    mine = PoolView.objects.filter(entry=entry, person=actor.current().person_id, on=timezone.localdate())
    return mine.exists()


def looks(person_id: int | None) -> int:
    return PoolView.objects.filter(person=person_id, on=timezone.localdate()).count()


def story(entry: PoolEntry) -> dict[str, Any]:
    """What came before: its ways in and out, and how often it was spoken with; nothing by which it could be reached."""
    subject = subject_of(entry)
    pk = getattr(entry, f"{subject.link}_id")
    moved = PoolMovement.unscoped.filter(**{subject.link: pk}).select_related("former", "to").order_by("-at", "-pk")[:EARLIER]
    about = Activity.unscoped.filter(about_label=subject.model.label(), about_id=pk, deleted_at=None)
    return {"moved": list(moved), "talks": about.filter(kind__in=("call", "meeting", "mail")).count()}
