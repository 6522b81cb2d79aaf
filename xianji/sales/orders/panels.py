"""What a customer bought, on its page: month by month, and what it is worth among all."""

from typing import Any
from urllib.parse import urlencode

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from xianji.customers.customers.tabs import STANDING
from xianji.customers.value.models import CustomerValue
from xianji.customers.value.posting import terms_on, value_of
from xianji.kit import registry
from xianji.kit.charts.drawn import within
from xianji.kit.records.panels import Panel
from xianji.kit.web import writing
from xianji.kit.web.pages import HttpRequest
from xianji.lib import actor
from xianji.rulebook.tables.deciding import in_force
from xianji.sales.orders.models import Order

NONE = "—"
CHART = {"state": "confirmed", "layout": "chart", "by": "ordered_on", "sum": "amount", "mark": "bar"}


class Worth(Panel):
    def open_on(self, record: Any) -> bool:
        return registry.resource_of(Order).may(actor.current(), "view")

    def context(self, record: Any, request: HttpRequest) -> dict[str, Any]:
        """The figures of last night, and the orders that the reader may see as a chart."""
        resource = registry.resource_of(Order)
        asked, value = {"customer": str(record.pk), **CHART}, value_of(record.pk)
        return {
            "value": value, "figures": figures(value) if value else [], "chart": within(request, resource, asked),
            "href": f"{resource.path}?{urlencode(asked)}", "segment": segment_of(value) if value else "", "terms": told(),
        }  # fmt: skip


def figures(value: CustomerValue) -> list[dict[str, Any]]:
    """Bought so far, in twelve months, and what it is worth among all; what cannot be reckoned is a dash."""
    scores = (value.recency, value.frequency, value.monetary)
    rfm = " · ".join(map(str, scores)) if None not in scores else NONE
    per_order = writing.short_money(value.revenue / value.orders) if value.orders else NONE
    return [
        {"label": _("Bought so far"), "value": writing.short_money(value.total)},
        {"label": _("In 12 months"), "value": writing.short_money(value.revenue)},
        {"label": _("Orders in 12 months"), "value": writing.number(value.orders)},
        {"label": _("Average order"), "value": per_order},
        {"label": _("Recency, frequency, money"), "value": rfm},
        {"label": _("A B C"), "value": value.abc or NONE},
        {"label": _("Value over its life"), "value": NONE if value.lifetime is None else writing.short_money(value.lifetime)},
    ]  # fmt: skip


def segment_of(value: CustomerValue) -> str:
    if not value.segment:
        return ""
    return str(in_force("rfm.segments")[1].content.outputs[0].label_of(value.segment))


def told() -> str:
    """What the value over a life is reckoned with, in words."""
    terms = terms_on(timezone.localdate())
    shares = {name: writing.number(getattr(terms, name) * 100) for name in ("margin", "kept", "discount")}
    sentence = _("Over its life: margin %(margin)s %%, %(kept)s %% kept each year, discount %(discount)s %%, %(years)s years.")
    return sentence % {**shares, "years": terms.years}


WORTH = Worth("value", pgettext_lazy("customer", "Value"), "sales/value.html", "tab", fold=STANDING, order=1)
