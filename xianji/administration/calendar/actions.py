"""Filling the work calendar with the public days of a year, so that they are seen and can be changed."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from xianji.kit import sets
from xianji.kit.refusals import NotPermitted, Refused
from xianji.lib import actor
from xianji.lib.calendars import public_days
from xianji.org.days.calendar import forget
from xianji.org.days.models import WorkDay


def seed_year(country: str, year: int) -> int:
    """Add the holidays and worked weekends of a year; days that the company has decided stay. Returns how many."""
    if not actor.current().may("org.workday.create"):
        raise NotPermitted(_("You may not change the work calendar."))
    country = country.strip().upper()
    try:
        off, worked = public_days(country, year)
        names = _names(country, year)
    except ValueError as problem:
        raise Refused("", {"country": [_("No public holidays are known for “%(country)s”.") % {"country": country}]}) from problem
    with transaction.atomic():
        known = set(WorkDay.objects.filter(country=country, date__year=year).values_list("date", flat=True))
        fresh = sorted((off | worked) - known)
        days = [
            WorkDay(country=country, date=day, is_worked=day in worked, name=_told(day, worked, names)) for day in fresh
        ]
        sets.insert_many(WorkDay, days, verb="create", source="calendar")
    forget()
    return len(days)


def _told(day: date, worked: frozenset[date], names: Any) -> str:
    return _("Worked instead of a holiday") if day in worked else str(names.get(day) or "")[:80]


def _names(country: str, year: int) -> Any:
    """Names of the holidays in the language of the reader where the library has them."""
    from django.utils.translation import get_language
    from holidays import country_holidays

    wanted = {"zh-hans": "zh_CN", "zh-hant": "zh_HK" if country == "HK" else "zh_TW", "en": "en_US"}
    return country_holidays(country, years=year, language=wanted.get(get_language() or "en", "en_US"))
