"""Who gets a lead: the owner of the customer it is, a partner, the specialist, the next of the team, or the pool."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from django.db.models import Count, Max, Q
from django.utils import timezone

from xianji.customers.customers.models import Customer
from xianji.customers.leads.known import known_of
from xianji.customers.leads.models import Lead
from xianji.org.access.models import Assignment
from xianji.org.people.models import Person
from xianji.org.scope import below
from xianji.rulebook.tables.deciding import Answer, decide

HELD = (Lead.State.ASSIGNED, Lead.State.CONTACTED, Lead.State.NURTURING, Lead.State.QUALIFIED)
SELLER = "REP"
LONG_AGO = datetime(1, 1, 2, tzinfo=UTC)
registrations: list[Callable[[Lead], Person | None]] = []
"""Who looks after a partner that has registered the deal; upper chapters that know partners add their answer."""


class Load(NamedTuple):
    """How many open leads somebody has, and when the last one came."""

    held: int = 0
    last: datetime | None = None


@dataclass
class Choice:
    """Who gets it, and what the table said; nobody is the pool."""

    person: Person | None
    said: Answer


def choose(lead: Lead, not_these: Iterable[int | None] = ()) -> Choice:
    """By the table in force; who has just had it is passed over."""
    gone = set(not_these)
    registered = next(filter(None, (ask(lead) for ask in registrations)), None)
    team = with_room(lead, gone)
    owner = known_of(lead).owner
    found = {"owner": owner, "partner": registered, "specialist": specialist(lead, team), "team": team[0] if team else None}
    found = {way: person for way, person in found.items() if person and person.pk not in gone}
    said = decide(
        "lead.assignment", owned="owner" in found, registered="partner" in found, specialist="specialist" in found,
        team="team" in found,
    )  # fmt: skip
    return Choice(found.get(said["to"]), said)


def with_room(lead: Lead, gone: set[int | None]) -> list[Person]:
    """Those who sell where the lead lies and may take one more, who waited longest for a lead first."""
    people = sellers(place_of(lead))
    cap = decide("lead.grade", score=lead.score, excluded=False)["cap"]
    loads = loads_of(people)
    free = [one for one in people if one.pk not in gone and (cap is None or loads[one.pk].held < cap)]
    return sorted(free, key=lambda one: (loads[one.pk].last or LONG_AGO, one.pk))


def place_of(lead: Lead) -> str:
    """The unit that answers for its region, with all below; else where the lead lies."""
    unit = lead.region.unit if lead.region else None
    return unit.path if unit else lead.org_path


def sellers(path: str) -> list[Person]:
    """Those who sell there today."""
    today = timezone.localdate()
    held = Assignment.objects.filter(Q(until_on=None) | Q(until_on__gte=today), role__code=SELLER, user__is_active=True)
    people = Person.unscoped.filter(deleted_at=None, left_on=None, pk__in=held.values("user__person"))
    return list(people.filter(below(path) if path else Q()))


def loads_of(people: list[Person]) -> dict[int, Load]:
    """{person: load}; one grouped statement."""
    rows = Lead.unscoped.filter(owner__in=[one.pk for one in people], deleted_at=None, state__in=HELD).order_by()
    found = {pk: Load(count, last) for pk, count, last in rows.values_list("owner").annotate(Count("pk"), Max("assigned_at"))}
    return {one.pk: found.get(one.pk, Load()) for one in people}


def specialist(lead: Lead, team: list[Person]) -> Person | None:
    """Of those with room who looks after most customers of the lead's industry; nobody where none has any."""
    if not lead.industry_id or not team:
        return None
    rows = Customer.unscoped.filter(owner__in=[one.pk for one in team], industry=lead.industry_id, deleted_at=None).order_by()
    known = dict(rows.values_list("owner").annotate(Count("pk")))
    return max(team, key=lambda one: known.get(one.pk, 0)) if known else None
