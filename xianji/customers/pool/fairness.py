"""Who took how much of what, who lost what, who looked, and how long things wait: of the pools that the reader sees."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Case, CharField, Count, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _

from xianji.customers.pool.models import KINDS, Pool, PoolEntry, PoolMovement, PoolView, Ways
from xianji.kit.web.writing import several
from xianji.lib import actor
from xianji.org import scope
from xianji.org.models import Person

SPANS = (7, 30, 90, 365)
PEOPLE = 50
AGES = ((1, "0–1"), (3, "2–3"), (7, "4–7"), (14, "8–14"), (30, "15–30"), (None, "> 30"))
"""Days waited: up to, and how it is called."""
MOVEMENTS, ENTRIES = "/customers/pool_movements/", "/customers/pool/"


@dataclass
class Line:
    """One person."""

    person: int
    name: str = ""
    kinds: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    assigned: int = 0
    returned: int = 0
    lost: int = 0
    looks: int = 0

    @property
    def claimed(self) -> int:
        return sum(self.kinds.values())


def read(pool: Pool | None, days: int) -> dict[str, Any]:
    """Four statements over the movements of the span, two over what waits now."""
    since = timezone.localdate() - timedelta(days=days)
    moved = PoolMovement.objects.filter(at__date__gte=since).order_by()
    lying = PoolEntry.objects.order_by()
    looked = PoolView.objects.filter(on__gte=since)
    if pool is not None:
        moved, lying, looked = moved.filter(pool=pool), lying.filter(pool=pool), looked.filter(entry__pool=pool)
    lines = people(moved, looked.filter(entry__in=every_entry(pool).values("pk")))
    claims = sum(line.claimed for line in lines)
    words = {"at": f"{since.isoformat()}..", **({"pool": str(pool.pk)} if pool else {})}
    return {
        "lines": lines, "claims": claims, "most": share(lines, claims),
        "bars_of": [bar(line, lines, words) for line in lines if line.claimed][:12],
        "waited": ages(moved.filter(is_out=True, waited__isnull=False), "waited"), "waiting": waiting(lying),
        "longest": lying.filter(came_at__lt=timezone.now() - timedelta(days=30)).order_by("came_at")[:5],
        "href": lambda **more: f"{MOVEMENTS}?{urlencode({**words, **more})}", "in_water": lying.count(),
    }  # fmt: skip


def every_entry(pool: Pool | None) -> Any:
    """Also what has left: who looked before is part of the story; the reach of the reader is the same."""
    rows = scope.visible(PoolEntry.unscoped.all(), actor.current())
    return rows.filter(pool=pool) if pool else rows


def people(moved: Any, looked: Any) -> list[Line]:
    found: dict[int, Line] = {}

    def line(pk: int) -> Line:
        return found.setdefault(pk, Line(pk))

    for pk, how, kind, number in moved.filter(to__isnull=False).values_list("to", "how", "kind").annotate(n=Count("pk")):
        if how == Ways.CLAIMED:
            line(pk).kinds[kind] += number
        else:
            line(pk).assigned += number
    for pk, how, number in moved.filter(is_out=False, former__isnull=False).values_list("former", "how").annotate(n=Count("pk")):
        if how == Ways.RETURNED:
            line(pk).returned += number
        else:
            line(pk).lost += number
    for pk, number in looked.values_list("person").annotate(n=Count("pk")):
        line(pk).looks += number
    for pk, name in Person.unscoped.filter(pk__in=list(found)).values_list("pk", "name"):
        found[pk].name = name
    return sorted(found.values(), key=lambda one: (-one.claimed, -one.assigned, one.name))[:PEOPLE]


def share(lines: list[Line], claims: int) -> dict[str, Any] | None:
    """The one who took most, in percent of all claims; nothing to say where only one claims."""
    several = [line for line in lines if line.claimed]
    if len(several) < 2:
        return None
    return {"name": several[0].name, "percent": round(100 * several[0].claimed / claims)}


def bar(line: Line, lines: list[Line], words: dict[str, str]) -> dict[str, Any]:
    """Their claims as a bar that opens the movements behind it."""
    kinds = dict(KINDS)
    title = several(f"{kinds[kind]} {number}" for kind, number in sorted(line.kinds.items()))
    href = f"{MOVEMENTS}?{urlencode({**words, 'to': str(line.person), 'how': Ways.CLAIMED.value})}"
    return {"label": line.name, "value": str(line.claimed), "percent": round(100 * line.claimed / lines[0].claimed),
            "href": href, "title": title}  # fmt: skip


def ages(rows: Any, column: str) -> list[dict[str, Any]]:
    """How many waited so many days before somebody took them."""
    cases = [When(**{f"{column}__lte": upto}, then=Value(name)) for upto, name in AGES if upto is not None]
    told = rows.annotate(age=Case(*cases, default=Value(AGES[-1][1]), output_field=CharField()))
    return drawn(dict(told.values_list("age").annotate(n=Count("pk"))))


def waiting(rows: Any) -> list[dict[str, Any]]:
    """How many have waited so long and still do."""
    now, cases = timezone.now(), []
    for upto, name in AGES:
        if upto is not None:
            cases.append(When(came_at__gt=now - timedelta(days=upto + 1), then=Value(name)))
    told = rows.annotate(age=Case(*cases, default=Value(AGES[-1][1]), output_field=CharField()))
    return drawn(dict(told.values_list("age").annotate(n=Count("pk"))))


def drawn(numbers: dict[str, int]) -> list[dict[str, Any]]:
    most = max(numbers.values(), default=0)
    return [
        {"label": _("%(days)s days") % {"days": name}, "value": str(numbers.get(name, 0)),
         "percent": round(100 * numbers.get(name, 0) / most) if most else 0}
        for _upto, name in AGES
    ]  # fmt: skip

