"""The chapters in menu order: the one list from which everything else follows."""

from importlib import import_module

from django.utils.translation import gettext_lazy as _

from xianji.kit.registry import Chapter, Heading

NAMES = (
    "workspace", "approval", "customers", "planning", "sales", "service", "risk", "insight", "policy", "catalog",
    "administration",
)  # fmt: skip


ROLL = [
    Heading("market", _("Market research"), "map-search", "二", _("See clearly, then move")),
    Heading("customers", _("Customer development"), "building", "三", _("Every visit leaves a trace")),
    Heading("planning", _("Sales planning"), "target", "四", _("Targets reach every person")),
    Heading("sales", _("Sales execution"), "layout-kanban", "五", _("Only past the gate does it move on")),
    Heading("insight", _("Analysis and evaluation"), "chart-bar", "六", _("Look back with figures")),
    Heading("risk", _("Risk management"), "shield", "七", _("Stopped before the limit")),
]
"""The working chapters of the regulation, as the sign-in page shows them; chapter 一 is the regulation itself."""


def chapters() -> list[Chapter]:
    """Their contents pages; imported when all models are loaded."""
    return [import_module(f"xianji.{name}.chapter").chapter for name in NAMES]
