"""Rates of controls within somebody's scope: of a period, of the one before, and week by week; two statements at most."""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Q, Sum

from xianji.kit import registry
from xianji.kit.controls import Control
from xianji.lib.actor import Actor
from xianji.org.units.models import Unit
from xianji.policy.cockpit import periods, rules
from xianji.policy.cockpit.periods import Span
from xianji.policy.cockpit.rules import NOTHING, Count
from xianji.policy.cockpit.scope import seen, sees_all
from xianji.policy.runs.models import COUNTED, Run, RunPart, StepPart
from xianji.policy.runs.rules import KEPT_DAYS
from xianji.rulebook.parameters.reading import value

TEAMS = 8


@dataclass(frozen=True)
class Rate:
    """What was counted of one control, or of several together."""

    now: Count = NOTHING
    before: Count = NOTHING
    weeks: tuple[Count, ...] = (NOTHING,) * periods.WEEKS
    newest: Count = NOTHING
    """Its last look: what is missed today."""
    newest_before: Count = NOTHING
    """The last look before the period."""

    def __add__(self, other: "Rate") -> "Rate":
        both = tuple(one + more for one, more in zip(self.weeks, other.weeks, strict=True))
        return Rate(
            self.now + other.now, self.before + other.before, both, self.newest + other.newest,
            self.newest_before + other.newest_before,
        )  # fmt: skip

    @property
    def percent(self) -> Decimal | None:
        return rules.percent(self.now.rate)

    @property
    def exact(self) -> Decimal | None:
        return rules.percent(self.now.rate, 1)

    @property
    def change(self) -> Decimal | None:
        return rules.change(self.now.rate, self.before.rate)

    @property
    def colour(self) -> str:
        return colour_of(self.now)

    @property
    def trend(self) -> list[Decimal]:
        """Percent of the weeks in which something was judged."""
        return [shown for week in self.weeks if (shown := rules.percent(week.rate, 1)) is not None]

    @property
    def overdue(self) -> int:
        return self.newest.failed

    @property
    def overdue_change(self) -> int:
        return self.newest.failed - self.newest_before.failed


@dataclass
class Rates:
    """The rates of all controls that were asked for."""

    kind: str
    within: Span
    by_control: dict[str, Rate] = field(default_factory=dict)
    runs: dict[str, list[int]] = field(default_factory=dict)
    """The runs that the rate of the period is made of."""

    def of(self, names: Iterable[str]) -> Rate:
        return sum((self.by_control.get(name, Rate()) for name in dict.fromkeys(names)), Rate())


@dataclass(frozen=True)
class Team:
    """A unit and its rate."""

    name: str
    count: Count

    @property
    def percent(self) -> Decimal | None:
        return rules.percent(self.count.rate)

    @property
    def colour(self) -> str:
        return colour_of(self.count)


def colour_of(count: Count) -> str:
    """Red as soon as anything went past a preventive control, whatever the rate."""
    if count.bypassed:
        return rules.RED
    return rules.colour(count.rate, value("control.green"), value("control.amber"))


def read(kind: str, on: date, who: Actor, names: Iterable[str]) -> Rates:
    """The rates of these controls in the period of a day, as far as this reader sees."""
    within = periods.span(kind, on)
    looks = _looks(names, periods.before(kind, within).first, on)
    chosen = {name: Chosen.of(name, days, kind, on) for name, days in looks.items()}
    counts = _counts({pk for one in chosen.values() for pk in one.all}, looks, who)
    found = Rates(kind, within)
    for name, one in chosen.items():
        found.by_control[name], found.runs[name] = one.rate(counts), one.now
    return found


def by_step(rates: Rates, controls: Iterable[Control], who: Actor) -> dict[tuple[str, int], Count]:
    """{(control, step): what was counted} of steps that are judged alone; one statement, none where there is no such step."""
    names = {pk: one.full_name for one in controls if one.judging for pk in rates.runs.get(one.full_name, [])}
    found: dict[tuple[str, int], Count] = {}
    parts = seen(StepPart.objects.filter(run__in=names), who) if names else StepPart.objects.none()
    for run, step, verdict, cases in parts.order_by().values_list("run", "step", "verdict").annotate(all=Sum("cases")):
        found[names[run], step] = found.get((names[run], step), NOTHING) + counted(verdict, cases)
    return found


def by_team(rates: Rates, names: Iterable[str], who: Actor) -> list[Team]:
    """The units with the lowest rates of the period."""
    runs = [pk for name in names for pk in rates.runs.get(name, [])]
    parts = seen(RunPart.objects.filter(run__in=runs), who) if runs else RunPart.objects.none()
    found: dict[str, Count] = {}
    for path, verdict, cases in parts.order_by().values_list("org_path", "verdict").annotate(all=Sum("cases")):
        found[path] = found.get(path, NOTHING) + counted(verdict, cases)
    lowest = sorted((path for path in found if found[path].judged), key=lambda path: (found[path].rate, path))[:TEAMS]
    called = dict(Unit.objects.filter(path__in=lowest).values_list("path", "name")) if lowest else {}
    return [Team(called[path], found[path]) for path in lowest if path in called]


@dataclass
class Chosen:
    """Which runs of a control count for what."""

    now: list[int]
    before: list[int]
    weeks: list[list[int]]
    newest: list[int]
    newest_before: list[int]

    @classmethod
    def of(cls, name: str, days: dict[date, tuple[int, Count]], kind: str, on: date) -> "Chosen":
        """A detective control shows a state, so its looks are weighed evenly; each case of a preventive one is an event."""
        control = registry.controls[name]
        within = periods.span(kind, on)
        spans = [within, periods.before(kind, within)]
        ends = [Span(date.min, on), Span(date.min, within.first - timedelta(days=1))]
        last = [periods.last_of(list(days), one) for one in ends]
        if not control.every:
            inside = [[day for day in days if day in one] for one in [*spans, *periods.weeks(on)]]
            last = [None, None]
        else:
            sundays = [periods.last_of(list(days), one) for one in periods.weeks(on)]
            inside = [*(sorted(periods.counting(days, one, on)) for one in spans), *([day] if day else [] for day in sundays)]
        ids = [[days[day][0] for day in one] for one in inside]
        return cls(ids[0], ids[1], ids[2:], *([days[day][0]] if day else [] for day in last))

    @property
    def all(self) -> list[int]:
        return [*self.now, *self.before, *(pk for week in self.weeks for pk in week), *self.newest, *self.newest_before]

    def rate(self, counts: dict[int, Count]) -> Rate:
        def told(ids: list[int]) -> Count:
            return rules.total(counts.get(pk, NOTHING) for pk in ids)

        return Rate(
            told(self.now), told(self.before), tuple(told(week) for week in self.weeks), told(self.newest),
            told(self.newest_before),
        )  # fmt: skip


def _looks(names: Iterable[str], first: date, on: date) -> dict[str, dict[date, tuple[int, Count]]]:
    """{control: {day: (run, what it counted)}} of the days whose runs have kept their parts."""
    names = [name for name in names if name in registry.controls]
    detective = [name for name in names if registry.controls[name].every]
    first = min(first, periods.weeks(on)[0].first)
    daily = on - timedelta(days=KEPT_DAYS)
    days = Q(as_of__gte=daily, as_of__lte=on) | Q(as_of__in=periods.kept_days(first, daily))
    events = Q(as_of__gte=first, as_of__lte=on, control__in=set(names) - set(detective))
    rows = Run.objects.filter(Q(control__in=detective) & days | events, problem="")
    found: dict[str, dict[date, tuple[int, Count]]] = {name: {} for name in names}
    for pk, name, day, *figures in rows.values_list("pk", "control", "as_of", *(one.name for one in fields(Count))):
        found[name][day] = (pk, Count(*figures))
    return found


def _counts(runs: set[int], looks: dict[str, dict[date, tuple[int, Count]]], who: Actor) -> dict[int, Count]:
    """What each run counted of what the reader sees: the run's own figures where that is everything."""
    if sees_all(who):
        return {pk: count for days in looks.values() for pk, count in days.values() if pk in runs}
    found: dict[int, Count] = {}
    parts = seen(RunPart.objects.filter(run__in=runs), who) if runs else RunPart.objects.none()
    for run, verdict, cases in parts.order_by().values_list("run", "verdict").annotate(all=Sum("cases")):
        found[run] = found.get(run, NOTHING) + counted(verdict, cases)
    return found


def counted(verdict: str, cases: int) -> Count:
    figures: dict[str, Any] = {COUNTED[verdict]: cases}
    return Count(**figures)
