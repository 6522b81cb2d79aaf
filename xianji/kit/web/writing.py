"""How values are written for people: half-width digits, thousands commas, — for nothing, near dates in words."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

NOTHING = "—"
MINUS = "−"
TEN_THOUSAND = 10_000


def number(value: Any, digits: int | None = None) -> str:
    """1,284 or −12.50."""
    if value is None or value == "":
        return NOTHING
    if digits is None and isinstance(value, Decimal):
        value = value.normalize() if value % 1 else value.quantize(Decimal(1))
    return f"{value:,.{digits}f}".replace("-", MINUS) if digits is not None else f"{value:,}".replace("-", MINUS)


def money(value: Any) -> str:
    return number(value, 2)


def short_money(value: Any) -> str:
    """For charts and key figures: 1,204.0 万 in Chinese, 12,040,000 elsewhere; the exact figure is behind it."""
    if value is None:
        return NOTHING
    if (get_language() or "").startswith("zh") and abs(value) >= TEN_THOUSAND:
        unit = "萬" if get_language() == "zh-hant" else "万"
        return f"{number(Decimal(value) / TEN_THOUSAND, 1)} {unit}"
    return number(Decimal(value), 0)


def percent(value: Any, digits: int = 1) -> str:
    """A fraction as a percentage; the last digit is rounded half up."""
    if value is None:
        return NOTHING
    from decimal import ROUND_HALF_UP

    scaled = (Decimal(value) * 100).quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
    return f"{scaled}%".replace("-", MINUS)


def day(value: Any) -> str:
    """Today, yesterday, 6 days ago, then 11-17, then 2025-11-17."""
    if not value:
        return NOTHING
    on = timezone.localtime(value).date() if isinstance(value, datetime) else value
    today = timezone.localdate()
    gap = (today - on).days
    if gap == 0:
        return _("today")
    if gap == 1:
        return _("yesterday")
    if gap == -1:
        return _("tomorrow")
    if 1 < gap < 8:
        return ngettext("%(count)s day ago", "%(count)s days ago", gap) % {"count": gap}
    return f"{on:%m-%d}" if on.year == today.year else f"{on:%Y-%m-%d}"


ago = day


def moment(value: datetime | None) -> str:
    """11-17 16:42, with the year when it is another one."""
    if not value:
        return NOTHING
    at = timezone.localtime(value)
    return f"{at:%m-%d %H:%M}" if at.year == timezone.localdate().year else f"{at:%Y-%m-%d %H:%M}"


def shown(value: Any) -> str:
    """Any value, plainly."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return f"{value:%Y-%m-%d}"
    return number(value) if isinstance(value, int | Decimal) else str(value)
