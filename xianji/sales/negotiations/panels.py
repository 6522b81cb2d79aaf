"""The zone of agreement as a picture, the rounds, the other matters, and what was given way in."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from xianji.kit import registry
from xianji.kit.records.panels import Panel
from xianji.kit.web import writing
from xianji.kit.web.pages import HttpRequest
from xianji.lib import actor
from xianji.sales.negotiations import rules
from xianji.sales.negotiations.models import Concession, Negotiation, NegotiationIssue, Round

WIDE, LIMITS = 1000, 3
MOST = 50


def sees(record: Negotiation) -> bool:
    """Whether the least we take is for this reader."""
    resource = registry.resource_of(Negotiation)
    return bool(resource.open_to(actor.current(), ["floor"]))


class ZonePanel(Panel):
    def open_on(self, record: Negotiation) -> bool:
        return sees(record) and record.reservation is not None

    def context(self, record: Negotiation, request: HttpRequest) -> dict[str, Any]:
        least, buyer = record.reservation, record.buyer_likely
        price = record.agreed_price if record.agreed_price is not None else record.ours
        issues = [one.reckoned for one in NegotiationIssue.objects.filter(negotiation=record).order_by("pk")]
        worth, takes = rules.package(issues)
        width = rules.zone(least, buyer)
        return {
            "rungs": rungs(record, least), "zone": zone(record, least, width),
            "figures": figures(record, least, buyer, price, width, worth),
            "has_no_zone": width is not None and width < 0, "is_beyond": not takes,
        }  # fmt: skip


def prices(record: Negotiation, least: Decimal | None) -> list[tuple[Decimal, str, str, str]]:
    """(price, tone of its tag, colour, what it is), the highest first."""
    told = [
        (least, "bad", "bad", _("Least")), (record.theirs, "", "ink-3", _("Their offer")),
        (record.ours, "info", "qing", _("Our offer")), (record.agreed_price, "ok", "ok", pgettext("negotiation", "Agreed")),
        (record.target, "warn", "warn", pgettext("negotiation", "Target")), (record.buyer_likely, "", "ink-3", _("Their limit")),
        (record.opening, "", "ink-3", _("Opening")),
    ]  # fmt: skip
    known = [(price, tone, colour, name) for price, tone, colour, name in told if price is not None]
    return sorted(known, key=lambda one: -one[0])


def place(price: Decimal, known: list[Decimal]) -> int:
    """Where a price stands on the scale that holds all."""
    low, high = min(known), max(known)
    return int((WIDE - 10) * (price - low) / (high - low)) if high > low else WIDE // 2


def rungs(record: Negotiation, least: Decimal | None) -> list[dict[str, Any]]:
    found = prices(record, least)
    known = [price for price, *_rest in found]
    return [
        {"at": place(price, known), "tone": tone, "colour": colour, "name": name, "price": writing.money(price)}
        for price, tone, colour, name in found
    ]


def zone(record: Negotiation, least: Decimal | None, width: Decimal | None) -> dict[str, int] | None:
    """From the least we take to the most they pay."""
    if least is None or record.buyer_likely is None or not width or width < 0:
        return None
    known = [price for price, *_rest in prices(record, least)]
    at = place(least, known)
    return {"at": at, "width": place(record.buyer_likely, known) - at}


def figures(record: Negotiation, least: Any, buyer: Any, price: Any, width: Any, worth: Any) -> list[dict[str, str]]:
    """What the arithmetic says; what cannot be reckoned is a dash."""
    part = rules.share(price, least, buyer)
    limits = [one for one in (record.buyer_least, record.buyer_likely, record.buyer_most) if one is not None]
    likely = rules.chance(price, *limits) if price is not None and len(limits) == LIMITS else None
    return [
        {"label": _("Zone of agreement"), "value": writing.money(width)},
        {"label": _("Our share of it"), "value": writing.percent(part, 1)},
        {"label": _("They say yes to this price"), "value": writing.percent(likely, 0)},
        {"label": _("Worth of the package"), "value": writing.number(worth, 2)},
    ]


class RoundsPanel(Panel):
    def context(self, record: Negotiation, request: HttpRequest) -> dict[str, Any]:
        rounds = Round.objects.filter(negotiation=record).select_related("by").order_by("-number")
        return {"rounds": list(rounds[:MOST])}


class MattersPanel(Panel):
    def context(self, record: Negotiation, request: HttpRequest) -> dict[str, Any]:
        rows = NegotiationIssue.objects.filter(negotiation=record).order_by("pk")
        return {"rows": list(rows[:MOST]), "sees_least": sees(record)}


class ConcessionsPanel(Panel):
    def context(self, record: Negotiation, request: HttpRequest) -> dict[str, Any]:
        rows = Concession.objects.filter(negotiation=record).select_related("allowed_by").order_by("pk")
        address = registry.resource_of(Concession).address
        return {"rows": [(one, address(one.pk)) for one in rows[:MOST]]}


ZONE = ZonePanel("zone", gettext_lazy("Zone of agreement"), "sales/zone.html", "main")
ROUNDS = RoundsPanel("rounds", gettext_lazy("Rounds"), "sales/rounds.html", "main")
MATTERS = MattersPanel("matters", gettext_lazy("Matters of a negotiation"), "sales/matters.html", "main")
CONCESSIONS = ConcessionsPanel("concessions", gettext_lazy("Concessions"), "sales/concessions.html", "main")
