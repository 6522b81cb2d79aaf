"""Which series of numbers a contract is in: the year, and the region of whoever answers for it: HT2026-EC-0001."""

from typing import Any

from django.utils import timezone

from xianji.lib import actor
from xianji.lib.text.readings import initials
from xianji.org.models import Person, Unit

NOWHERE = "HQ"


def series(contract: Any) -> str:
    return f"HT{timezone.localdate():%Y}-{letters(region(contract))}"


def region(contract: Any) -> str:
    """The name of the region in which it lies; of the company where it lies in none."""
    unit_id = contract.unit_id or Person.unscoped.filter(pk=contract.owner_id).values_list("unit", flat=True).first()
    path = Unit.unscoped.filter(pk=unit_id or actor.current().unit_id).values_list("path", flat=True).first() or ""
    above = Unit.unscoped.filter(pk__in=[int(step) for step in path.split(".") if step]).order_by("-path")
    found = next((unit for unit in above if unit.kind == Unit.Kind.REGION), None)
    return found.name if found else ""


def letters(name: str) -> str:
    """How a name begins, word by word or Hanzi by Hanzi: “East China” is EC."""
    words = name.split()
    made = "".join(word[0] for word in words) if len(words) > 1 and name.isascii() else initials(name)
    return "".join(one for one in made.upper() if one.isascii() and one.isalnum())[:4] or NOWHERE
