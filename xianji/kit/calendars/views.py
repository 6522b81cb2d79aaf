"""The calendar of a list's address."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import pgettext

from xianji.kit.calendars.dates import date_of, dates, held
from xianji.kit.calendars.marks import marks
from xianji.kit.calendars.reading import Days, read
from xianji.kit.calendars.spans import DAY, MONTH, WEEK, Span, span_of
from xianji.kit.lists.asked import address
from xianji.kit.lists.query import ListQuery

EACH = {MONTH: 4, WEEK: 40, DAY: 200}
"""So many entries of one day; of all together no more than reading.MOST."""
GONE = ("layout", "calendar", "span", "day", "sort")


def context(request: HttpRequest, query: ListQuery) -> dict[str, Any]:
    """Days with their entries, the ways to other days, and by which date."""
    resource, asked = query.resource, request.GET
    if not dates(resource):
        raise Http404
    column, span = date_of(resource, query.asked), span_of(query.asked)
    found = read(query, column, span.first, span.last, EACH[span.kind])
    by = [{"href": address(asked, calendar=one.path), "label": one.label, "current": one.path == column.path}
          for one in dates(resource)]  # fmt: skip
    return {
        "resource": resource, "by": by if len(by) > 1 else [], "column": column, "held": held(resource, column),
        "rest": {day: resource.path + address(asked, *GONE, **{column.path: f"{day}"}) for day in span.days},
        **sheet(span, found, asked),
    }  # fmt: skip


def sheet(span: Span, found: Days, asked: Any) -> dict[str, Any]:
    """What every calendar shows: its days and the ways on."""
    return {
        "span": span, "marks": marks(span), "found": found, "day_hrefs": {day: address(asked, span=DAY, day=f"{day}")
                                                                         for day in span.days},
        "back_href": turned(asked, span.turned(-1)), "on_href": turned(asked, span.turned(1)),
        "today_href": address(asked, "day"), "is_now": span.first <= timezone.localdate() <= span.last,
        "spans": [{"href": address(asked, span=kind), "label": label, "current": kind == span.kind}
                  for kind, label in words().items()],
    }  # fmt: skip


def turned(asked: Any, day: date) -> str:
    return address(asked, day=f"{day}")


def words() -> dict[str, str]:
    return {MONTH: pgettext("calendar", "Month"), WEEK: pgettext("calendar", "Week"), DAY: pgettext("calendar", "Day")}
