"""The list of customers by the use of their limits."""

from decimal import Decimal

from django.utils.translation import gettext as _

from xianji.kit import registry
from xianji.kit.web import writing
from xianji.kit.web.pages import HttpRequest, HttpResponse, page_for, render, require_GET
from xianji.risk.assessments.sheet import TONES
from xianji.risk.credit.using import WHICH, Row, used
from xianji.risk.limits.models import CreditLimit
from xianji.risk.standing.models import CreditStanding

PAGE, VIEW = "/risk/credit", f"{CreditLimit.label()}.view"


@require_GET
@page_for(VIEW)
def use(request: HttpRequest) -> HttpResponse:
    which = request.GET.get("which", "") if request.GET.get("which", "") in WHICH else ""
    rows, more = used(which, request.GET.get("after", ""))
    labels = {"": _("All"), "yellow": _("80 % and more"), "red": _("100 % and more"), "frozen": _("Frozen")}
    context = {
        "title": _("Use of limits"), "rows": [told(one) for one in rows],
        "seg_items": [{"href": f"{PAGE}?which={key}" if key else PAGE, "label": label, "current": key == which}
                      for key, label in labels.items()],
        "next_href": f"{PAGE}?which={which}&after={rows[-1].place}" if more and rows else "",
        "is_first": "after" not in request.GET, "first_href": f"{PAGE}?which={which}" if which else PAGE,
    }  # fmt: skip
    return render(request, "risk/use.html", context)


def told(row: Row) -> dict[str, object]:
    standing = row.standing
    share = standing.use or Decimal(0)
    return {
        "customer": row.customer, "href": registry.resource_of(type(row.customer)).address(row.customer.pk), "row": standing,
        "percent": float(min(share * 100, Decimal(100))), "use": writing.percent(share, 0),
        "tone": CreditStanding.tones.get(standing.mark, ""),
        "rating_tone": TONES.get(standing.rating, ""),
    }  # fmt: skip
