"""The class on a customer's page: what it follows from, what follows from it, and which it had before."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from xianji.customers.classification.models import ClassificationResult, ClassOverride
from xianji.customers.customers.models import Customer
from xianji.customers.customers.tabs import STANDING
from xianji.kit.records.panels import Panel
from xianji.kit.web.pages import HttpRequest
from xianji.rulebook.parameters.declared import CLASSES, parameter
from xianji.rulebook.parameters.reading import value
from xianji.rulebook.tables.deciding import PAGE, decide, in_force

MOST = 24
FACTORS = {"scale": (gettext_lazy("Scale"), 25), "trade": (gettext_lazy("Trade"), 25),
           "industry": (gettext_lazy("Industry"), 20), "need": (gettext_lazy("Need"), 30)}  # fmt: skip
"""With the most points that ship; a company's own table may give others."""
RHYTHMS = ("profile.verify", "profile.minimum", "acctplan.age")
BARS = {"large": 3, "medium": 2, "small": 1}


class ClassPanel(Panel):
    def context(self, record: Any, request: HttpRequest) -> dict[str, Any]:
        """Two statements: the results, the newest first, and what people set or asked for."""
        results = list(ClassificationResult.objects.filter(customer_id=record.pk).order_by("-as_of")[:MOST])
        by_hand = ClassOverride.objects.filter(customer=record, state__in=["asked", "holds"]).select_related("approver")
        now = results[0] if results else None
        return {
            "now": now, "bars": BARS.get(record.size_class, 0), "labels": dict(Customer.Class.choices),
            "sizes": dict(Customer.Size.choices),
            "factors": factors(now) if now else [], "why": why(now) if now else "", "by_hand": list(by_hand.order_by("-pk")[:5]),
            "history": [(one, BARS.get(one.size, 0)) for one in results], "follows": follows(record),
            "points_href": href("customer.points", now.points_version, now.points_rows) if now else "",
            "size_href": href("customer.size", now.size_version, now.size_rows) if now and now.size_rows else "",
        }  # fmt: skip


def href(table: str, version: int, rows: str) -> str:
    return f"{PAGE}/{table}/{version}?row={rows}"


def factors(now: ClassificationResult) -> list[dict[str, Any]]:
    """Points of each factor beside the most that ships."""
    got = {name: now.parts.get(name, 0) for name in FACTORS}
    return [{"label": label, "value": f"{got[name]} / {most}", "percent": min(100, got[name] * 100 // most)}
            for name, (label, most) in FACTORS.items()]  # fmt: skip


def why(now: ClassificationResult) -> str:
    """In words, what is not plain from the points."""
    if now.override_id:
        return _("Set by hand for a while; the table would go by the points.")
    if not now.is_complete and not now.size_rows:
        return _("An estimate: staff, revenue, industry or kind of need are not known yet, so that the typed size counts.")
    if not now.is_complete:
        return _("Staff, revenue, industry or kind of need are not known yet; what is missing counts nothing.")
    if now.facts.get("ordered") == "False":
        return _("No order within 24 months: a potential customer, of the size that the points say.")
    return ""


def follows(customer: Customer) -> list[dict[str, Any]]:
    """What the class asks of us: rhythms of the rulebook, then the table of care."""
    suffix = CLASSES.get(customer.shown_class, "")
    keys = [f"{name}.{suffix}" for name in RHYTHMS] if suffix else []
    found = [(told_without_class(key), parameter(key).told(value(key))) for key in keys if is_declared(key)]
    care, content = decide("customer.care", shown=customer.shown_class), in_force("customer.care")[1].content
    found += [(column.title, _(care[column.key]) if care[column.key] else "") for column in content.outputs]
    return [{"label": label, "value": text} for label, text in found if text]


def is_declared(key: str) -> bool:
    try:
        parameter(key)
    except LookupError:
        return False
    return True


def told_without_class(key: str) -> str:
    """“Longest time between two visits”, without the class behind it."""
    return str(parameter(key).label).rpartition(" · ")[0]


CLASS = ClassPanel("class", pgettext_lazy("customer", "Class"), "customers/class.html", "tab", fold=STANDING)
