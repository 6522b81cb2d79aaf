"""The demo company's planted violations: each is found by its control, and nothing beside them."""

from calendar import monthrange
from collections import defaultdict
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from django.db.models import Q, Sum
from django.utils import timezone, translation

from xianji.audit.models import Entry
from xianji.config.demo import leaves, planted
from xianji.config.demo.load import write
from xianji.config.demo.words import words
from xianji.kit import registry
from xianji.kit.metrics import figures
from xianji.kit.records.history import source_told, verb_told
from xianji.org import actors
from xianji.policy.coverage.reading import active
from xianji.policy.models import Finding, Run
from xianji.policy.runs.looking import look
from xianji.sales.models import DeliveryLine, OrderLine, RevenueEntry, SalesReturn
from xianji.workspace.models import Task

TIMELY = "org.person.tasks_are_done_on_time"


@pytest.mark.parametrize("language", ["zh-hans"])
def test_what_was_planted_is_found_and_nothing_else(as_system, language):
    actors.forget()
    told = words(language)
    with translation.override(language):
        write(told, language)
        wanted = planted.plant()
        resting = leaves.ask_for(told)
        planted.look_back(weeks=1)
        leaves.go_past()
    wanted = {name: ids for name, ids in (wanted | {TIMELY: late_last_month()}).items() if ids}
    found = {name: set() for name in wanted}
    for name, pk in Finding.unscoped.filter(state__in=["open", "escalated"]).values_list("control", "about_id"):
        found.setdefault(name, set()).add(pk)
    assert {name: ids for name, ids in found.items() if ids} == wanted
    last = Run.objects.filter(as_of=timezone.localdate(), failed__gt=0).exclude(control=leaves.PAST)
    assert {run.control: run.failed for run in last} == {name: len(ids) for name, ids in wanted.items()}
    assert not Run.objects.exclude(problem="").exists()
    assert set(Finding.unscoped.filter(state="excepted").values_list("about_id", flat=True)) == resting
    past = Run.objects.filter(Q(bypassed__gt=0) | Q(control=leaves.PAST, as_of=timezone.localdate()))
    assert list(past.values_list("control", "passed", "failed", "bypassed")) == [(leaves.PAST, 1, 1, 1)]
    assert wordless(language) == set()
    booked, counted = booked_by_line(), counted_by_line()
    assert {source for _line, source in booked} == {"delivery", "service", "return"}
    assert booked == counted and figures("revenue_recognised").total.value == sum(counted.values())
    assert [control.full_name for control in active(timezone.localdate()) if control.every and not ways_agree(control)] == []


def ways_agree(control):
    """Whether a few cases are judged one by one as all of them are by one condition."""
    seen = look(control, timezone.localdate(), is_excepted=True)
    ids = set(control.model.unscoped.order_by("pk").values_list("pk", flat=True)[:500])
    wanted = seen.needed({"pass", "fail", "excepted"}).filter(pk__in=ids)
    return set(wanted.values_list("pk", "case_due")) == seen.needed_of(ids)


def late_last_month():
    """Who did less than nine of ten tasks of last month in time, added up one by one: much of what the company leaves undone fell
    due then when the month is young."""
    first = timezone.localdate().replace(day=1)
    kept = defaultdict(list)
    for task in Task.unscoped.filter(deleted_at=None).exclude(state="cancelled").exclude(due_at=None).select_related("owner"):
        day = timezone.localdate(task.due_at)
        if (day.year, day.month) == ((first - timedelta(days=1)).year, (first - timedelta(days=1)).month):
            kept[task.owner].append(bool(task.done_at and task.done_at <= task.due_at))
    return {who.pk for who, each in kept.items() if who and not who.left_on and sum(each) * 10 < len(each) * 9}


def booked_by_line():
    rows = RevenueEntry.unscoped.order_by().values_list("line", "source").annotate(Sum("net"))
    return {(line, source): net for line, source, net in rows}


def counted_by_line():
    """What deliveries, months of service and returns come to, from what happened, in fractions, without the code that books."""
    found, today = defaultdict(Fraction), timezone.localdate()
    for part in DeliveryLine.unscoped.filter(delivery__state="accepted", accepted__gt=0).select_related("line"):
        found[part.line, "delivery"] += Fraction(part.accepted)
    for line in OrderLine.unscoped.filter(months__isnull=False, met_on__lt=today):
        over = today + timedelta(days=1)
        begins = min(line.met_on.day, monthrange(over.year, over.month)[1])
        months = (over.year - line.met_on.year) * 12 + over.month - line.met_on.month - (over.day < begins)
        found[line, "service"] += min(Fraction(months, line.months), 1) * Fraction(line.quantity)
    for back in SalesReturn.unscoped.filter(state="credited").select_related("line"):
        found[back.line, "return"] -= Fraction(back.quantity)
    worth = {(line.pk, source): Fraction(line.net) * part / Fraction(line.quantity) for (line, source), part in found.items() if part}
    return {key: round(Decimal(net.numerator) / net.denominator, 2) for key, net in worth.items()}


def wordless(language):
    """What the company wrote into its journal and its pages would tell by the name in the code."""
    kept = Entry.objects.filter(label__in=registry.resources).order_by()
    with translation.override(language):
        verbs = {(label, verb) for label, verb in kept.values_list("label", "verb").distinct()
                 if str(verb_told(verb, registry.resources[label].model)).isascii()}  # fmt: skip
        return verbs | {one for one in kept.exclude(source="").values_list("source", flat=True).distinct()
                        if str(source_told(one)).isascii()}  # fmt: skip
