"""The screen of the forecast."""

from decimal import Decimal

from django.utils import timezone
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET

from xianji.kit.web import writing
from xianji.kit.web.pages import HttpRequest, HttpResponse, may_lag, page_for, render
from xianji.lib import axes
from xianji.sales.forecasts import reading, rules
from xianji.sales.forecasts.adding import quarters
from xianji.sales.forecasts.reading import NAMES, VIEW


@require_GET
@page_for(VIEW)
@may_lag
def forecast(request: HttpRequest) -> HttpResponse:
    """This quarter, or one of the next three."""
    spans = quarters(timezone.localdate())
    asked = request.GET.get("quarter", "")
    quarter = next((one for one in spans if one.key == asked), spans[0])
    found, moved = reading.added(quarter), reading.moved(quarter)
    before, off = reading.came_true(spans[0])
    high = axes.end(max((amount for _day, amount in moved), default=Decimal(0)))
    context = {
        "title": pgettext("page", "Forecast"),
        "spans": [one.key for one in spans], "span": quarter.key, "facts": reading.figures(found),
        "shares": reading.shares(found),
        "heads": [NAMES[name] for name in rules.CATEGORIES], "people": reading.people(quarter),
        "moved": [
            {"label": writing.day(day), "short": f"{day:%m-%d}", "value": writing.money(amount), "href": "",
             "percent": float(100 * amount / high) if high else 0}
            for day, amount in moved
        ],
        "ticks": axes.ticks(high, writing.axis_money), "before": before, "off": off, "deals": reading.href(quarter),
    }  # fmt: skip
    return render(request, "sales/forecast.html", context)
