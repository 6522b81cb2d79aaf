"""What stands in a pack: the clauses with their controls as they were, and the lists of what happened in the period."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from xianji.kit.controls import Control
from xianji.kit.said import words
from xianji.kit.web.writing import several
from xianji.lib.actor import Actor
from xianji.policy.cockpit import chain, proof, rules
from xianji.policy.cockpit.outline import Line, Outline
from xianji.policy.cockpit.periods import Span
from xianji.policy.cockpit.rates import counted
from xianji.policy.cockpit.rules import Count
from xianji.policy.cockpit.scope import seen, sees_all
from xianji.policy.evidence.models import Evidence
from xianji.policy.evidence.words import verb
from xianji.policy.exceptions.models import ControlException
from xianji.policy.findings.models import Finding
from xianji.policy.runs.looking import parameters_on
from xianji.policy.runs.models import COUNTED, Run, RunPart

MOST = 20_000
"""Rows of one list; what is more is left out, and the pack says how many."""


@dataclass
class Table:
    """A list of texts: a sheet of the workbook, and a table in print."""

    name: str
    title: str
    headings: list[str]
    rows: list[list[str]] = field(default_factory=list)
    left_out: int = 0


@dataclass
class Content:
    """All of it, within the scope of whoever asks."""

    clauses: list[Line]
    within: Span
    tables: list[Table]
    evidence: list[Evidence]
    visible: dict[tuple[str, int], str]

    @property
    def left_out(self) -> int:
        return sum(table.left_out for table in self.tables)


def content(found: Outline, number: str, within: Span, who: Actor) -> Content:
    lines = [one for one in found if one.number == number or one.number.startswith(f"{number}.")]
    names = [name for line in lines for name in line.names]
    rows = proof.evidence_of(names, within, who).select_related("entry", "owner").order_by("at", "pk")
    kept = list(rows[:MOST])
    titles = proof.visible({(row.about_label, row.about_id) for row in kept})
    evidence = _evidence(kept, titles, rows.count() - len(kept) if len(kept) == MOST else 0)
    tables = [_runs(names, within, who), _findings(names, within), _exceptions(names, within), evidence]
    return Content(lines, within, tables, kept, titles)


def controls_of(lines: Iterable[Line], within: Span) -> list[dict[str, Any]]:
    """Each control with the versions that ran and its numbers as they were on the last day."""
    controls = {one.full_name: one for line in lines for one in line.controls}
    ran: dict[str, list[str]] = {}
    rows = Run.objects.filter(control__in=controls, as_of__gte=within.first, as_of__lte=within.last)
    versions = rows.order_by("control", "control_version").values_list("control", "control_version").distinct()
    for name, version in versions:
        ran.setdefault(name, []).append(version)
    day = min(within.last, timezone.localdate())
    return [
        {"control": one, "versions": ran.get(name, []), "numbers": _numbers(one, day), "chain": _steps(one)}
        for name, one in controls.items()
    ]


def _numbers(control: Control, day: date) -> list[tuple[str, str]]:
    """As they were on that day."""
    told = {one["keys"] and sorted(one["keys"])[0]: str(one["label"]) for one in chain.settings(control)}
    names = list(told.values())
    found = []
    for place, (name, value) in enumerate(parameters_on(control, day).items()):
        label = names[place] if place < len(names) else name
        text = several(f"{key} {one}" for key, one in value.items()) if isinstance(value, dict) else str(value)
        found.append((label, text))
    return found


def _steps(control: Control) -> list[str]:
    return [f"{step.title}: {step.text}" for step in control.steps]


def _runs(names: list[str], within: Span, who: Actor) -> Table:
    """The figures of each run as far as the reader sees them."""
    headings = [
        _("Clause"), _("Control"), _("Day"), pgettext("duty", "Kept"),
        _("Missed"), _("Excepted"), _("No data"), _("Not applicable"),
        _("Gone past"), _("Pass rate"),
    ]  # fmt: skip
    table = Table("runs", _("Runs"), headings)
    ran = Run.objects.filter(control__in=names, as_of__gte=within.first, as_of__lte=within.last)
    runs = list(ran.order_by("as_of", "control")[:MOST])
    parts: dict[int, Count] | None = None
    if not sees_all(who):
        parts = {}
        rows = seen(RunPart.objects.filter(run__in=[one.pk for one in runs]), who)
        for run, verdict, cases in rows.order_by().values_list("run", "verdict").annotate(all=Sum("cases")):
            parts[run] = parts.get(run, rules.NOTHING) + counted(verdict, cases)
    for run in runs:
        whole = Count(**{name: getattr(run, name) for name in COUNTED.values()})
        one = whole if parts is None else parts.get(run.pk, rules.NOTHING)
        shown = rules.percent(one.rate, 1)
        figures = [one.passed, one.failed, one.excepted, one.no_data, one.not_applicable, one.bypassed]
        table.rows.append(texts([run.clause, run.control, run.as_of, *figures, "—" if shown is None else f"{shown} %"]))
    return table


def _findings(names: list[str], within: Span) -> Table:
    headings = [_("Clause"), _("About"), _("What was found"), _("Due"), _("State"), _("Done on"), _("Owner")]
    rows = Finding.objects.filter(control__in=names, due_on__gte=within.first, due_on__lte=within.last)
    kept = list(rows.select_related("owner").order_by("due_on", "pk")[:MOST])
    told = [
        texts([
            one.clause, one.about_title, one.found, one.due_on, one.get_state_display(), one.resolved_on,
            one.owner and one.owner.name,
        ])
        for one in kept
    ]  # fmt: skip
    return Table("findings", _("Findings"), headings, told, rows.count() - MOST if len(kept) == MOST else 0)


def _exceptions(names: list[str], within: Span) -> Table:
    headings = [
        _("Number"), _("Clause"), _("About"), _("Reason"), _("What is done instead"), _("From"), _("Until"), _("State"),
        _("Asked by"), _("Decided by"),
    ]  # fmt: skip
    rows = ControlException.objects.filter(control__in=names, valid_from__lte=within.last, valid_to__gte=within.first)
    with_names = rows.select_related("person", "scope_unit", "approver", "created_by")
    kept = list(with_names.order_by("valid_from", "pk")[:MOST])
    told = [
        texts([
            one.number, one.clause, one.about_title, words(one.reason), words(one.compensation), one.valid_from,
            one.valid_to, one.get_state_display(), one.created_by, one.approver,
        ])
        for one in kept
    ]  # fmt: skip
    return Table("exceptions", _("Exceptions"), headings, told, rows.count() - MOST if len(kept) == MOST else 0)


def _evidence(rows: list[Evidence], titles: dict[tuple[str, int], str], left_out: int) -> Table:
    """The last two columns tie each row to the chain."""
    headings = [_("Clause"), _("When"), _("What"), _("About"), _("Owner"), _("By"), _("Journal entry"), _("Digest")]
    told = []
    for row in rows:
        title = titles.get((row.about_label, row.about_id))
        who = row.entry.actor if title else "—"
        at = f"{timezone.localtime(row.at):%Y-%m-%d %H:%M}"
        about = title or _("Outside the scope of this pack")
        owner = row.owner and row.owner.name
        told.append(texts([row.clause, at, verb(row), about, owner, who, row.entry.seq, row.digest]))
    return Table("evidence", _("Evidence"), headings, told, left_out)


def texts(values: Iterable[Any]) -> list[str]:
    """In one line each, as a sheet keeps them."""
    return ["" if value is None else " ".join(str(value).split()) for value in values]
