"""What was earned and invoiced in a span of time: the figures that stand together, as far as the reader may know them."""

from xianji.kit import registry
from xianji.kit.metrics import Figures, figures
from xianji.lib import actor

EARNED = ("revenue_recognised", "gross_profit", "gross_margin", "invoiced")


def may_know(name: str) -> bool:
    metric, who = registry.metrics[name], actor.current()
    return registry.resource_of(metric.model).may(who, "view") and (not metric.guard or who.may(metric.guard))


def earned(span: str, by: str = "", filters: dict[str, str] | None = None) -> list[Figures]:
    """One statement each, on the day that counts for it: booked, or issued. What an object has no such filter for is left out."""
    found = []
    for name in EARNED:
        metric = registry.metrics[name]
        asked = {**(filters or {}), **({metric.dated: span} if span else {})}
        if may_know(name) and can_be_asked(metric.model, asked):
            found.append(figures(name, by, asked))
    return found


def can_be_asked(model: object, filters: dict[str, str]) -> bool:
    return "product" not in filters or "product" in registry.resource_of(model).filterable
