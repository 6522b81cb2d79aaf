"""Choices that several tables share."""

from django.utils.translation import gettext_noop as N_

from xianji.org.access.names import ROLES
from xianji.rulebook.kinds import Kind
from xianji.rulebook.tables.content import Column
from xianji.rulebook.tables.declared import choice

ANY, NONE = "", ""
YES, NO = "yes", "no"
PEOPLE = {code: ROLES[code] for code in ("REP", "SUP", "RM", "SD", "MR", "CS", "HR", "FIN", "LEG", "EXE")}
"""In the order in which they are asked."""
INDUSTRIES = {"priority": N_("Priority industry"), "normal": N_("Normal industry"), "other": N_("Other industry")}
SIZES = {"large": N_("Large"), "medium": N_("Medium"), "small": N_("Small")}
AREAS = {
    "sales": N_("Sales rules"), "market": N_("Market rules"), "prices": N_("Price rules"), "legal": N_("Contract rules"),
    "finance": N_("Credit rules"), "service": N_("Service rules"), "people": N_("Commission and appraisal rules"),
}  # fmt: skip
"""The parts of the rulebook; each is kept by others."""
CLASSES = SIZES | {"potential": N_("Potential")}
EVERY = {
    "day": N_("Every day"), "week": N_("Every week"), "month": N_("Every month"), "quarter": N_("Every quarter"),
    "half": N_("Every half-year"), "year": N_("Every year"),
}  # fmt: skip


def people(key: str, label: str) -> Column:
    """Roles that do something together or one after the other."""
    return choice(key, label, PEOPLE, many=True)


def every(key: str, label: str) -> Column:
    return choice(key, label, EVERY)


def yes_no(key: str, label: str) -> Column:
    return Column(key, label, Kind.YES_NO)


def percent(key: str, label: str, least: str = "", most: str = "", *, optional: bool = False) -> Column:
    return Column(key, label, Kind.PERCENT, least=least, most=most, optional=optional)


def money(key: str, label: str, least: str = "0", *, optional: bool = False) -> Column:
    return Column(key, label, Kind.MONEY, least=least, optional=optional)


def count(key: str, label: str, least: str = "", most: str = "", *, optional: bool = False) -> Column:
    return Column(key, label, Kind.COUNT, least=least, most=most, optional=optional)


def text(key: str, label: str) -> Column:
    return Column(key, label, Kind.TEXT)
