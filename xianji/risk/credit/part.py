"""What the standing of customers adds to the chapter."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from xianji.kit.registry import Page, Part
from xianji.risk.credit.today import CREDIT, red
from xianji.risk.credit.views import VIEW, use

part = Part(
    pages=[Page("credit", _("Use of limits"), "gauge", VIEW, counts="red_limits")], urls=[path("risk/credit", use)],
    today=[CREDIT], counts={"red_limits": red},
)  # fmt: skip
