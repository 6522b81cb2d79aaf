"""What the page of the cockpit shows of a version, a clause and a period."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from xianji.kit import registry
from xianji.kit.controls import Control
from xianji.lib.actor import Actor
from xianji.org.access.models import Assignment
from xianji.org.access.names import ROLES
from xianji.policy.cockpit import chain, periods, proof, rates
from xianji.policy.cockpit.outline import Line, Outline
from xianji.policy.cockpit.rates import Rate, Rates
from xianji.policy.cockpit.rules import percent
from xianji.policy.cockpit.wording import Span, marked
from xianji.policy.coverage.reading import numbers
from xianji.rulebook.parameters.declared import parameters
from xianji.rulebook.parameters.reading import value

SEALS = {"green": "done", "amber": "part", "red": "late", "grey": "due"}
METERS = {"green": "", "amber": "warn", "red": "bad", "grey": "mute"}
VIEWS = ("recent", "missing", "sample")
PEOPLE = 4


def overview(found: Outline, kind: str, on: date, who: Actor) -> dict[str, Any]:
    """Figures on top and the list at the left."""
    read = rates.read(kind, on, who, found.names)
    whole = read.of(found.names)
    return {
        "version": found.version, "kind": kind, "rates": read, "whole": whole, "figures": _figures(found, read, whole, who),
        "parts": [
            {"head": part.head, "rate": read.of(part.names), "lines": [_row(line, read) for line in part.lines if line.is_leaf]}
            for part in found.parts
        ],
        "counts": {"chapters": len(found.parts), "clauses": len(found.shown)}, "from_to": ends(whole),
    }  # fmt: skip


def clause(found: Outline, line: Line, read: Rates, view: str, who: Actor) -> dict[str, Any]:
    """The clause in the middle and what stands at its right."""
    names = found.below(line.number)
    rate = read.of(names)
    within = read.within
    missing = proof.missing(names)
    return {
        "line": line, "rate": rate, "state": state(line, rate), "spans": spans(line),
        "chains": chain.chains(line.controls, read.by_control, rates.by_step(read, line.controls, who)), "view": view,
        "proofs": {"recent": proof.newest, "sample": proof.sample}[view](names, within, who) if view != "missing" else [],
        "proved": proof.count(names, within, who), "missing": missing, "overdue": rate.overdue, "ends": ends(rate),
        "titles": proof.visible({(one.about_label, one.about_id) for one in missing}),
        "answers": answers(line.controls), "teams": rates.by_team(read, names, who), "floor": percent(value("control.amber")),
        "findings_href": findings_of(names), "related": related(found, line), "settings": settings(line),
        "today": timezone.localdate(),
    }  # fmt: skip


def findings_of(names: Sequence[str]) -> str:
    """The address of what is overdue, under the numbers that the findings carry."""
    held = numbers()
    clauses = sorted({held.get(name, registry.controls[name].clause) for name in names if name in registry.controls})
    asked = f"clause={clauses[0]}" if len(clauses) == 1 else "any=" + "".join(f"(clause:{one})" for one in clauses)
    return f"/policy/findings/?state=open,escalated&{asked}" if clauses else ""


def spans(line: Line) -> list[Span]:
    return marked(line.clause.text, [step.words for control in line.controls for step in control.steps])


def state(line: Line, rate: Rate) -> tuple[str, str]:
    """A word for how the clause stands, and its tone."""
    if not line.controls:
        return (_("No control"), "") if line.is_leaf else ("", "")
    if rate.now.bypassed:
        many = rate.now.bypassed
        return ngettext("Gone past %(count)s time", "Gone past %(count)s times", many) % {"count": many}, "bad"
    words = {
        "green": (pgettext("duty", "Kept"), "ok"), "grey": (_("No data yet"), ""),
        "amber": (_("Below %(percent)s%%") % {"percent": percent(value("control.green"))}, "warn"),
        "red": (_("Below the floor of %(percent)s%%") % {"percent": percent(value("control.amber"))}, "bad"),
    }  # fmt: skip
    return words[rate.colour]


def answers(controls: Sequence[Control]) -> list[dict[str, Any]]:
    """The people who answer for the clause: holders of the roles that its controls name."""
    codes = {one.responsible for one in controls}
    held = Assignment.objects.filter(Q(until_on=None) | Q(until_on__gte=timezone.localdate()), user__is_active=True)
    rows = held.filter(role__code__in=codes, user__person__deleted_at=None).order_by("role__code", "pk")
    found = rows.values_list("user__person", "user__person__name", "role__code")[:PEOPLE] if codes else []
    return [{"key": pk, "name": name, "role": _(ROLES[code])} for pk, name, code in found if name]


def related(found: Outline, line: Line) -> list[Line]:
    """Clauses of the same section, and those whose controls look at the same objects."""
    section = line.number.rpartition(".")[0]
    models = {one.model for one in line.controls}
    near = [one for one in found.shown if one.number != line.number and section and one.number.startswith(f"{section}.")]
    same = [one for one in found.shown if one.number != line.number and models & {control.model for control in one.controls}]
    return list({one.number: one for one in [*near, *same]}.values())[:6]


def settings(line: Line) -> list[dict[str, Any]]:
    """Numbers of the rulebook that are kept for the clause but are no parameter of its controls."""
    used = {key for control in line.controls for one in chain.settings(control) for key in one["keys"]}
    homes = {control.clause for control in line.controls} | {line.number}
    return [
        {"label": one.label, "value": one.told(value(key)), "href": chain.kept_at(key)}
        for key, one in parameters.items() if key not in used and homes & set(one.clauses)
    ]  # fmt: skip


def ends(rate: Rate) -> tuple[Decimal, Decimal] | None:
    return (rate.trend[0], rate.trend[-1]) if rate.trend else None


def week_words(on: date) -> tuple[str, str]:
    """The first and the last week of the trend."""
    weeks = periods.weeks(on)
    return f"{weeks[0].first:%m-%d}", f"{weeks[-1].first:%m-%d}"


def _row(line: Line, read: Rates) -> dict[str, Any]:
    rate = read.of(line.names)
    why = "" if line.controls else str(line.signed.get_why_display()) if line.signed else _("Neither a control nor a reason yet")
    return {"line": line, "rate": rate, "seal": SEALS[rate.colour], "meter": METERS[rate.colour], "why": why}


def _figures(found: Outline, read: Rates, whole: Rate, who: Actor) -> dict[str, Any]:
    duties = [line for line in found if line.is_duty]
    return {
        "watched": sum(1 for line in duties if line.controls), "duties": len(duties),
        "evidence": proof.count(found.names, read.within, who), "late_days": proof.time_until_done(found.names, read.within),
    }  # fmt: skip


def evidence_words(kind: str) -> str:
    return {"week": _("Evidence this week"), "month": _("Evidence this month"), "quarter": _("Evidence this quarter")}[kind]


def period_links(kind: str, address: str) -> list[dict[str, Any]]:
    labels = {"week": _("This week"), "month": _("This month"), "quarter": _("This quarter")}
    return [{"label": labels[one], "href": f"{address}?period={one}", "current": one == kind} for one in periods.KINDS]


def view_links(view: str, address: str, kind: str, overdue: int) -> list[dict[str, Any]]:
    labels = {"recent": _("Latest"), "missing": _("Incomplete"), "sample": _("Sample")}
    counts = {"recent": 0, "missing": overdue, "sample": proof.SHOWN}
    return [
        {"label": labels[one], "href": f"{address}?period={kind}&show={one}", "current": one == view, "count": counts[one]}
        for one in VIEWS
    ]


def excepted(rate: Rate) -> str:
    many = rate.now.excepted
    return ngettext("%(count)s case excepted", "%(count)s cases excepted", many) % {"count": f"{many:,}"} if many else ""
