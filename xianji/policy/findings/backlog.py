"""A backlog: what was overdue already when it was first seen. It is found, shown and counted like everything that was missed, but
nobody could be told in time: its ladder begins a while later, and who has it hears of all of it in one sentence."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, Count, DateField, Exists, Min, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Cast

from xianji.kit import registry
from xianji.kit.ladders import OWNER, SUPERVISOR
from xianji.policy.findings.above import Above
from xianji.policy.findings.models import MISSED, Finding
from xianji.policy.findings.telling import names_of
from xianji.rulebook.parameters.reading import value
from xianji.workspace.notices.telling import Word, ngettext_noop, tell_many

OLD = ngettext_noop(
    "%(count)s duty was overdue already when it was first looked at, since %(day)s: %(example)s. Nobody further up hears of it"
    " before %(until)s.",
    "%(count)s duties were overdue already when they were first looked at, the oldest since %(day)s: %(example)s. Nobody further"
    " up hears of them before %(until)s.",
)
OLD_FOR = ngettext_noop(
    "For %(who)s, who is away. %(count)s duty was overdue already when it was first looked at, since %(day)s: %(example)s. Nobody"
    " further up hears of it before %(until)s.",
    "For %(who)s, who is away. %(count)s duties were overdue already when they were first looked at, the oldest since %(day)s:"
    " %(example)s. Nobody further up hears of them before %(until)s.",
)


def spared(on: date) -> int:
    """Days until the ladders of a backlog that is found on a day begin."""
    return int(value("ladder.backlog", on))


def begins(rows: QuerySet, since: date | None, on: date) -> Any:
    """For new findings, asked of what was laid down: the day from which the ladder of a backlog counts. That is everything at
    the first look; later what should have been seen by the look before, of objects on which this control never found anything."""
    days = spared(on)
    if not days:
        return Cast(Value(None), DateField())
    old = Q(verdict__in=["fail", "excepted"])
    if since is not None:
        old = old & Q(due_on__lt=since) & Q(~Exists(rows.filter(about_id=OuterRef("about_id"))))
    later = Value(on + timedelta(days=days), output_field=DateField())
    return Case(When(old, then=later), default=Value(None, output_field=DateField()), output_field=DateField())


def tell(on: date, above: Above) -> int:
    """Whose they are and who leads them, each once: what was found this night, and by the hour since the last."""
    days = spared(on)
    if not days:
        return 0
    asked: dict[str, Any] = {"cases": Count("pk"), "oldest": Min("due_on"), "example": Min("about_title")}
    rows = Finding.unscoped.filter(counts_from__gte=on + timedelta(days=days - 1), state__in=MISSED, rung=0)
    groups = list(rows.order_by("counts_from").values("counts_from", "control", "owner_id", "org_path").annotate(**asked))
    return tell_many(list(_words(groups, above))) if groups else 0


def _words(groups: list[dict[str, Any]], above: Above) -> Iterable[Word]:
    heard: dict[tuple[date, int, int | None], list[dict[str, Any]]] = defaultdict(list)
    for group in groups:
        control = registry.controls.get(group["control"])
        whose = (group["owner_id"], group["org_path"], control.responsible if control else "SD")
        people = [one for who in (OWNER, SUPERVISOR) for one in above.told(who, *whose)]
        for person, instead_of in above.hear(list(dict.fromkeys(people))).items():
            heard[(group["counts_from"], person, instead_of)].append(group)
    names = names_of(instead_of for _day, _person, instead_of in heard)
    for (until, person, instead_of), own in heard.items():
        values = {
            "count": sum(one["cases"] for one in own), "day": min(one["oldest"] for one in own), "example": own[0]["example"],
            "until": until, "who": names.get(instead_of, ""),
        }  # fmt: skip
        message, plural = OLD if instead_of is None else OLD_FOR
        key = f"backlog:{until:%Y%m%d}" + (f":{instead_of}" if instead_of else "")
        yield Word(person, "duty", message, values, key, plural=plural)
