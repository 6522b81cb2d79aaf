"""What proves that a clause is followed: the newest evidence, a sample of it, and what lacks."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count as Rows
from django.db.models import F
from django.utils import timezone

from xianji.kit import registry
from xianji.lib.actor import Actor
from xianji.policy.cockpit.periods import Span
from xianji.policy.cockpit.scope import seen
from xianji.policy.evidence.models import Evidence
from xianji.policy.findings.models import MISSED, Finding

SHOWN = 10
SAMPLED = 2_000
"""Of how many of the newest a sample is drawn."""
MOST = 20_000
"""Evidence is counted no further than this."""


@dataclass(frozen=True)
class Proof:
    """One piece of evidence with the object that it is about, as far as the reader may see that object."""

    evidence: Evidence
    title: str
    href: str


def evidence_of(names: Sequence[str], within: Span, who: Actor) -> Any:
    """Within the reader's scope and the period."""
    first, end = _moments(within)
    return seen(Evidence.objects.filter(control__in=names, at__gte=first, at__lt=end), who)


def count(names: Sequence[str], within: Span, who: Actor) -> str:
    found = evidence_of(names, within, who).order_by()[: MOST + 1].count() if names else 0
    return f"{MOST:,}+" if found > MOST else f"{found:,}"


def newest(names: Sequence[str], within: Span, who: Actor) -> list[Proof]:
    rows = evidence_of(names, within, who).select_related("entry", "owner").order_by("-at", "-pk")
    return told(rows[:SHOWN]) if names else []


def sample(names: Sequence[str], within: Span, who: Actor) -> list[Proof]:
    """Ten, drawn by chance but each day the same, so that two readers talk about the same ones."""
    if not names:
        return []
    ids = list(evidence_of(names, within, who).order_by("-at", "-pk").values_list("pk", flat=True)[:SAMPLED])
    chance = random.Random(f"{timezone.localdate()} {sorted(names)}")  # noqa: S311 - a sample, not a secret
    drawn = chance.sample(ids, min(SHOWN, len(ids)))
    return told(Evidence.objects.filter(pk__in=drawn).select_related("entry", "owner").order_by("-at", "-pk"))


def missing(names: Sequence[str]) -> Any:
    """What is overdue, the oldest first."""
    rows = Finding.objects.filter(control__in=names, state__in=MISSED)
    return list(rows.select_related("owner").order_by("due_on", "pk")[:SHOWN])


def told(rows: Iterable[Evidence]) -> list[Proof]:
    """With title and address of the objects that the reader may see: one statement for each kind of object."""
    rows = list(rows)
    titles = visible({(row.about_label, row.about_id) for row in rows})
    found = []
    for row in rows:
        title = titles.get((row.about_label, row.about_id), "")
        href = registry.resources[row.about_label].address(row.about_id) if title else ""
        found.append(Proof(row, title, href))
    return found


def visible(about: set[tuple[str, int]]) -> dict[tuple[str, int], str]:
    found: dict[tuple[str, int], str] = {}
    for label in sorted({one for one, _pk in about if one in registry.resources}):
        model = registry.resources[label].model
        rows = model.objects.filter(pk__in=[pk for one, pk in about if one == label])
        found |= {(label, row.pk): str(row) for row in rows}
    return found


def time_until_done(names: Sequence[str], within: Span) -> Decimal | None:
    """Days between the due day and the day on which it was done, on average, of duties due in the period and done too late."""
    due = Finding.objects.filter(control__in=names, due_on__gte=within.first, due_on__lte=within.last)
    late = due.filter(state=Finding.State.RESOLVED, resolved_on__gt=F("due_on"))
    groups = list(late.order_by().values_list("due_on", "resolved_on").annotate(all=Rows("pk")))
    cases = sum(many for _due, _done, many in groups)
    days = sum((done - due).days * many for due, done, many in groups)
    return (Decimal(days) / cases).quantize(Decimal("0.1")) if cases else None


def _moments(within: Span) -> tuple[datetime, datetime]:
    def start(day: date) -> datetime:
        return timezone.make_aware(datetime.combine(day, time()))

    return start(within.first), start(within.last + timedelta(days=1))


