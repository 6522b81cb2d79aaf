"""Who takes something along, and when: what every printed page and workbook that leaves the house carries."""

from django.utils import timezone

from xianji.lib import actor
from xianji.org.models import Person


def taken_by() -> str:
    """`E-000012 Alice 2026-03-04 10:20`; nothing for the product itself."""
    who = actor.current_or_none()
    if who is None or who.person_id is None:
        return ""
    number = Person.unscoped.filter(pk=who.person_id).values_list("number", flat=True).first()
    return f"{number} {who.name} {timezone.localtime():%Y-%m-%d %H:%M}"
