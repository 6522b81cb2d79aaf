"""A control as the chain that it is: what sets it off, its steps, and what follows when a duty is missed."""

from dataclasses import dataclass
from typing import Any

from django.urls import is_valid_path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from xianji.kit import registry
from xianji.kit.controls import ByClass, Control, Parameter
from xianji.kit.web.writing import several
from xianji.org.access.names import ROLES
from xianji.policy.cockpit.rates import Rate, colour_of
from xianji.policy.cockpit.rules import Count, percent
from xianji.policy.cockpit.wording import sign
from xianji.rulebook.parameters.declared import parameters
from xianji.rulebook.parameters.reading import value


@dataclass(frozen=True)
class Cell:
    """One stage: a small word, what happens, and a figure with its colour."""

    small: str
    text: str
    figure: str = ""
    tone: str = ""


@dataclass(frozen=True)
class Chain:
    """One control with its stages."""

    control: Control
    rate: Rate
    cells: list[Cell]
    settings: list[dict[str, Any]]


TONES = {"green": "ok", "amber": "warn", "red": "bad", "grey": "muted"}


def chains(controls: list[Control], rates: dict[str, Rate], by_step: dict[tuple[str, int], Count]) -> list[Chain]:
    """In the order of the clause's controls; the steps are counted through, as the marks in the text are."""
    found, number = [], 0
    for control in controls:
        rate, steps = rates[control.full_name], []
        for place, step in enumerate(control.steps):
            number += 1
            count = _count(control, place, rate, by_step)
            exact = percent(count.rate, 1) if count else None
            figure = (f"{exact} %", TONES[colour_of(count)]) if count and exact is not None else ("", "")
            steps.append(Cell(f"{sign(number)} {step.title}", str(step.text), *figure))
        cells = [_trigger(control), *steps, _missed(control, rate), *_past(rate)]
        found.append(Chain(control, rate, cells, settings(control)))
    return found


def _count(control: Control, place: int, rate: Rate, by_step: dict[tuple[str, int], Count]) -> Count | None:
    """What was counted of a step: its own, or the whole's where that judges it."""
    step = control.steps[place]
    if step.judged == "verdict" or (place == len(control.steps) - 1 and not any(one.judged for one in control.steps)):
        return rate.now
    return by_step.get((control.full_name, place))


def _past(rate: Rate) -> list[Cell]:
    """Only where something went past it."""
    many = rate.now.bypassed
    if not many:
        return []
    times = ngettext("%(count)s time", "%(count)s times", many) % {"count": many}
    return [Cell(_("Gone past"), _("The journal tells of states that were reached without asking it"), times, "bad")]


def settings(control: Control) -> list[dict[str, Any]]:
    """The numbers that it goes by today, and where they are kept; one that differs by class stands once, with all its values."""
    found = []
    for given in control.parameters.values():
        keys = {"": given.key} if isinstance(given, Parameter) else {}
        keys = {one: f"{given.key}.{one}" for one in given.classes} if isinstance(given, ByClass) else keys
        known = {one: parameters[key] for one, key in keys.items() if key in parameters}
        if known:
            told = " · ".join(f"{one} {setting.told(value(setting.key))}".strip() for one, setting in known.items())
            label = next(iter(known.values())).label
            found.append({"keys": set(keys.values()), "label": label, "value": told, "href": kept_at(given.key)})
    return found


def kept_at(key: str = "") -> str:
    """The page of the parameters, where there is one."""
    address = "/administration/parameters"
    there = next((one for one in (address, f"{address}/") if is_valid_path(one)), "")
    return f"{there}?q={key}" if there and key else there


def _trigger(control: Control) -> Cell:
    if control.is_preventive:
        verbs = [registry.actions[name] for name in control.blocked if name in registry.actions]
        told = several(verb.label for verb in verbs) or several(control.blocks)
        return Cell(_("Trigger"), _("Before “%(verb)s”") % {"verb": told})
    return Cell(_("Trigger"), _("Every hour") if control.every == "hour" else _("Every night"))


def _missed(control: Control, rate: Rate) -> Cell:
    """The end of the chain: refused at once, or told upwards."""
    if control.is_preventive:
        role = ROLES.get(control.granted_by)
        text = _("Refused; an exception is granted by: %(role)s") % {"role": _(role)} if role else _("Refused")
        times = ngettext("%(count)s time", "%(count)s times", rate.now.failed) % {"count": rate.now.failed}
        return Cell(_("Not met"), text, times, "bad" if rate.now.failed else "muted")
    cases = ngettext("%(count)s case", "%(count)s cases", rate.overdue) % {"count": rate.overdue}
    return Cell(_("Overdue"), _ladder(control), cases, "bad" if rate.overdue else "muted")


def _ladder(control: Control) -> str:
    ladder = control.missed.on(timezone.localdate())
    first = next((rung.after for rung in ladder.rungs if rung.after > 0), 0)
    if ladder.misses > 1:
        return _("Told upwards after %(count)s misses in a row") % {"count": ladder.misses}
    if ladder.in_hours:
        told = ngettext("Told upwards after %(count)s working hour", "Told upwards after %(count)s working hours", first)
    else:
        told = ngettext("Told upwards after %(count)s working day", "Told upwards after %(count)s working days", first)
    return told % {"count": first}
