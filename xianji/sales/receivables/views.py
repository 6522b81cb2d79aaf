"""The page of what is owed."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from xianji.kit.web.pages import HttpRequest, HttpResponse, may_lag, page_for, render, require_GET
from xianji.sales.receivables import page


@require_GET
@page_for("sales.receivable.view")
@may_lag
def owed(request: HttpRequest) -> HttpResponse:
    """As of today, or of the day that is asked for."""
    on = day(request.GET.get("on", ""))
    return render(request, "sales/owed.html", {"title": _("Receivables at a glance"), "on": on, **page.context(on)})


def day(text: str) -> date:
    """A day that cannot be read is today."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return timezone.localdate()
