"""How values are written for people: half-width digits, thousands commas, — for nothing, near dates in words."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal
from functools import cache, partial
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

NOTHING = "—"
MINUS = "−"
NUMERALS = "一二三四五六七八九"
"""The chapters of the regulation, in their order."""
LARGE = ((10**8, 2, "亿", "億"), (10**4, 1, "万", "萬"))
"""From which amount on it is told in these, with how many decimals, simplified and traditional."""
BROWSERS = {"Edg": "Edge", "OPR": "Opera", "MicroMessenger": "WeChat", "Firefox": "Firefox", "Chrome": "Chrome",
            "Safari": "Safari"}  # fmt: skip
SYSTEMS = {"Android": "Android", "iPhone": "iOS", "iPad": "iPadOS", "Windows": "Windows", "Mac OS": "macOS", "Linux": "Linux"}
"""What a browser says of itself → what people call it; the first that occurs counts."""


def number(value: Any, digits: int | None = None) -> str:
    """1,284 or −12.50."""
    if value is None or value == "":
        return NOTHING
    if digits is None and isinstance(value, Decimal):
        value = value.normalize() if value % 1 else value.quantize(Decimal(1))
    return f"{value:,.{digits}f}".replace("-", MINUS) if digits is not None else f"{value:,}".replace("-", MINUS)


def several(things: Iterable[Any]) -> str:
    """One after the other, with what the reader's language puts between them."""
    return pgettext("between things", ", ").join(map(str, things))


def chapter_number(numeral: str) -> str:
    """The number of a chapter as its reader counts: 三 in Chinese, 3 elsewhere."""
    return numeral if (get_language() or "").startswith("zh") else str(NUMERALS.index(numeral) + 1)


def money(value: Any) -> str:
    return number(value, 2)


def short_money(value: Any) -> str:
    """For key figures: 1,204.0 万 and 3.25 亿 in Chinese, 12,040,000 elsewhere; the exact figure is behind it."""
    if value is None:
        return NOTHING
    size, digits, unit = large(value)
    return f"{number(Decimal(value) / size, digits)} {unit}" if unit else number(Decimal(value), 0)


def axis_money(value: Any) -> str:
    """The same beside an axis, where figures are round: 2,000 万, 2.5 亿."""
    size, _digits, unit = large(value)
    return f"{number(Decimal(value) / size)} {unit}" if unit else number(Decimal(value), 0)


def large(value: Any) -> tuple[int, int, str]:
    """The size in which Chinese tells this amount, its decimals and its name; other languages have none."""
    language = get_language() or ""
    size, digits, *names = next((one for one in LARGE if abs(value) >= one[0]), (1, 0, "", ""))
    return (size, digits, names[language == "zh-hant"]) if language.startswith("zh") else (1, 0, "")


def bytes_told(size: int) -> str:
    """640 B, 12 KB, 1.4 MB."""
    if size < 1024:
        return f"{size} B"
    if size < 1024**2:
        return f"{size / 1024:,.0f} KB"
    megabytes = size / 1024**2
    return f"{megabytes:,.1f} MB" if megabytes < 10 else f"{megabytes:,.0f} MB"


def percent(value: Any, digits: int = 1) -> str:
    """A fraction as a percentage; the last digit is rounded half up."""
    if value is None:
        return NOTHING
    from decimal import ROUND_HALF_UP

    scaled = (Decimal(value) * 100).quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
    return f"{scaled}%".replace("-", MINUS)


def day(value: Any) -> str:
    """Today, yesterday, 6 days ago, then 11-17, then 2025-11-17; a moment of today is told by its hour."""
    return days()(value)


def days() -> Callable[[Any], str]:
    """`day` for the many values of one page: the zone and today are asked once, each day is put into words once."""
    zone, today = timezone.get_current_timezone(), timezone.localdate()
    words = cache(partial(_in_words, today=today))

    def write(value: Any) -> str:
        if not value:
            return NOTHING
        if isinstance(value, datetime):
            on = value.astimezone(zone).date()
            return moment(value) if on == today else words(on)
        return words(value)

    return write


def _in_words(on: date, today: date) -> str:
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


def month_day(value: date) -> str:
    """11月5日, November 5: a day whose year is clear."""
    return date_format(value, pgettext("how a day without its year is written", "F j"))


def moment(value: datetime | None) -> str:
    """Today 09:10, yesterday 16:42, then 11-17 16:42, with the year when it is another one."""
    if not value:
        return NOTHING
    at = timezone.localtime(value)
    gap = (timezone.localdate() - at.date()).days
    on = day(at.date()) if gap in (0, 1) else f"{at:%m-%d}" if at.year == timezone.localdate().year else f"{at:%Y-%m-%d}"
    return f"{on} {at:%H:%M}"


def exact(value: Any) -> str:
    """2025-11-17, or 2025-11-17 16:42 in the reader's own time; also from the ISO text of either."""
    if not value:
        return NOTHING
    read = value if isinstance(value, date) else datetime.fromisoformat(value)
    if isinstance(read, datetime) and (isinstance(value, datetime) or "T" in value):
        return f"{timezone.localtime(read):%Y-%m-%d %H:%M}" if read.tzinfo else f"{read:%Y-%m-%d %H:%M}"
    return f"{read:%Y-%m-%d}"


def device(agent: str) -> str:
    """Chrome · Windows, from what the browser says of itself; its beginning where neither is known."""
    told = [next((name for mark, name in known.items() if mark in agent), "") for known in (BROWSERS, SYSTEMS)]
    return " · ".join(name for name in told if name) or agent[:60] or NOTHING


def shown(value: Any) -> str:
    """Any value, plainly."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime):
        return exact(value)
    if isinstance(value, date):
        return exact(value)
    return number(value) if isinstance(value, int | Decimal) else str(value)
