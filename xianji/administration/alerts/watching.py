"""The watch: a few statements every few minutes over what is written down anyway, so that nobody's page waits for it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext_noop

from xianji.administration.alerts.models import Alert
from xianji.administration.decoys.watched import decoys
from xianji.audit.models import Entry, Look
from xianji.kit import ports, store
from xianji.lib.actor import SYSTEM, acting
from xianji.org.days.calendar import work_calendar
from xianji.org.models import Person
from xianji.org.users.finding import administrators
from xianji.rulebook.parameters.reading import value

Kind = Alert.Kind
OVERLAP = timedelta(minutes=15)
"""After midnight the day before is looked at once more."""
NOTICE = "security"
MESSAGE = gettext_noop("Security alert %(number)s: %(cause)s, %(who)s")


@dataclass(frozen=True)
class Case:
    """What was noticed: of which kind, who, when, how often, and about which record."""

    kind: str
    user_id: int
    on: date
    count: int = 1
    about: tuple[str, int] | None = None

    @property
    def key(self) -> str:
        return ":".join(map(str, (self.kind, self.user_id, self.on, *(self.about or ()))))


def watch(now: datetime | None = None) -> int:
    """Look at today; returns how many alerts are new. A second time changes nothing."""
    moment = now or timezone.now()
    days = sorted({timezone.localdate(moment), timezone.localdate(moment - OVERLAP)})
    cases = [case for day in days for case in (*many_looks(day), *exports(day), *touched(day))]
    with acting(SYSTEM):
        return raise_alerts(cases)


def many_looks(day: date) -> list[Case]:
    """Whoever saw more distinct files than the company allows: one statement on an index."""
    rows = Look.objects.filter(day=day).order_by().values_list("user_id").annotate(count=Count("pk"))
    return [Case(Kind.BULK, user, day, count) for user, count in rows.filter(count__gt=int(value("view.bulk", day)))]


def exports(day: date) -> list[Case]:
    """More lists taken along in a day than usual, or any outside the hours in which people work."""
    taken: dict[int, list[datetime]] = defaultdict(list)
    begin = timezone.make_aware(datetime.combine(day, time()))
    rows = Entry.objects.filter(at__gte=begin, at__lt=begin + timedelta(days=1), verb="export", record_id=None)
    for user, at in rows.exclude(actor_id=None).values_list("actor_id", "at"):
        taken[user or 0].append(timezone.localtime(at))
    most, works = int(value("export.daily", day)), work_calendar().is_workday(day)
    first, last = int(value("export.from", day)), int(value("export.until", day))
    found = []
    for user, moments in taken.items():
        late = [at for at in moments if not works or not first <= at.hour < last]
        found += [Case(Kind.EXPORTS, user, day, len(moments))] if len(moments) > most else []
        found += [Case(Kind.HOURS, user, day, len(late))] if late else []
    return found


def touched(day: date) -> list[Case]:
    """Decoys that somebody looked at."""
    return [
        Case(Kind.DECOY, user, day, about=(label, pk))
        for label, ids in decoys().items()
        for user, pk in Look.objects.filter(day=day, label=label, record_id__in=ids).values_list("user_id", "record_id")
    ]


def raise_alerts(cases: list[Case]) -> int:
    """Those that are new, each told to who leads the person; of decoys only those who keep the system hear."""
    keys = [case.key for case in cases]
    known = set(Alert.unscoped.filter(key__in=keys).values_list("key", flat=True))
    fresh = [case for case in cases if case.key not in known]
    people = {one.user.pk: one for one in Person.unscoped.filter(user__pk__in={case.user_id for case in fresh})
              .select_related("user", "unit", "supervisor")}  # fmt: skip
    for case in fresh:
        if case.user_id in people:
            with transaction.atomic():
                raise_one(case, people[case.user_id])
    return len(fresh)


def raise_one(case: Case, person: Any) -> None:
    is_secret = case.kind == Kind.DECOY
    owner = None if is_secret else person.supervisor_id or (person.unit.head_id if person.unit else None)
    owner = None if owner == person.pk else owner
    label, pk = case.about or ("", None)
    alert = store.create(Alert(kind=case.kind, person=person, on=case.on, count=case.count, owner_id=owner, key=case.key,
                               about_label=label, about_id=pk), verb="raise")  # fmt: skip
    keepers = [user.person_id for user in administrators() if user.person_id]
    values = {"number": alert.number, "cause": str(Kind(case.kind).label), "who": person.name}
    ports.tell([owner] if owner else keepers, kind=NOTICE, message=MESSAGE, values=values, key=f"alert:{alert.pk}", about=alert,
               urgent=True)  # fmt: skip
