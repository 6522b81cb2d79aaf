"""How complete the file is, on the customer's page: what is missing stands there with the way to fill it."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xianji.customers.customers.models import Customer
from xianji.customers.preferences.models import Preference
from xianji.customers.profiles import completeness
from xianji.customers.profiles.completeness import BASICS, CONTACTS, FINANCE, HALVES, PREFERENCES, WEIGHTS
from xianji.kit import registry
from xianji.kit.controls import ByClass
from xianji.kit.records.panels import Panel
from xianji.kit.web.pages import HttpRequest
from xianji.lib import actor
from xianji.rulebook.parameters.declared import CLASSES

WAYS = {"person": gettext_lazy("Main contact"), "phone": gettext_lazy("Telephone of a contact"),
        "decider": gettext_lazy("Contact who decides"), "mail": gettext_lazy("E-mail of a contact")}  # fmt: skip
SHOWN = 5


class Complete(Panel):
    def open_on(self, record: Any) -> bool:
        return record.deleted_at is None and record.state != Customer.Cycle.BLACKLIST

    def context(self, record: Any, request: HttpRequest) -> dict[str, Any]:
        """It comes late, so that the page asks nothing for it."""
        return {"href": f"/customers/completeness/{record.pk}"}


def told(customer: Customer) -> dict[str, Any]:
    """One statement for all that the points are made of."""
    got, asked = points_of(customer), float(asked_of(customer))
    share = sum(got.values()) / HALVES / completeness.WHOLE
    lacking = [way(customer, name, halves) for name, halves in got.items() if halves < WEIGHTS[name] * HALVES]
    return {
        "percent": f"{share * 100:.3g}", "pace": round(asked * 100), "is_enough": share >= asked,
        "lacking": sorted(lacking, key=lambda one: -one["points"]), "shown": SHOWN,
    }  # fmt: skip


def points_of(customer: Customer) -> dict[str, int]:
    """{what is asked: twice its points}."""
    asked = completeness.parts()
    told = {f"at_{name}": one for name, one in asked.items()}
    row = completeness.aged(Customer.objects.filter(pk=customer.pk)).annotate(**told).values_list(*told).get()
    return dict(zip(asked, row, strict=True))


def asked_of(customer: Customer) -> Any:
    """The share of points that its class asks."""
    asked = ByClass("profile.minimum").on(timezone.localdate())
    if customer.state == Customer.Cycle.PROSPECT:
        return asked["P"]
    return asked[CLASSES.get(customer.size_class, "S")]


def way(customer: Customer, name: str, halves: int) -> dict[str, Any]:
    """What is missing or old, the points it would give, and where it is filled in."""
    resource = registry.resource_of(Customer)
    here = resource.address(customer.pk)
    if name in BASICS or name in FINANCE:
        label, href = resource.column(name).label, f"{here}/edit?at={name}"
    elif name in CONTACTS:
        label, href = WAYS[name], f"/customers/contacts/new?customer={customer.pk}"
    elif name in PREFERENCES:
        label, href = Preference.Dimension(name).label, f"/customers/preferences/new?customer={customer.pk}&dimension={name}"
    else:
        label, href = _("First order"), ""
    may = actor.current().may("customers.customer.change")
    return {"label": label, "href": href if may else "", "points": WEIGHTS[name] - halves / HALVES, "is_old": halves > 0}


COMPLETE = Complete("complete", gettext_lazy("Completeness"), "customers/complete_late.html")
