"""What is owed adds this to the chapter."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from xianji.kit.registry import NoticeKind, Page, Part
from xianji.sales.receivables.actions import KIND
from xianji.sales.receivables.metrics import METRICS
from xianji.sales.receivables.resource import ReceivableResource
from xianji.sales.receivables.views import owed

part = Part(
    pages=[Page("owed", _("Receivables at a glance"), "chart-bar", "sales.receivable.view")],
    resources=[ReceivableResource],
    metrics=METRICS,
    notices=[NoticeKind(KIND, _("Disputed claims"), "alert-triangle")],
    verbs={"settle": _("Paid or credited"), "owe_again": _("Owed again")},
    urls=[path("sales/owed", owed)],
    asks={"part": _("Amount"), "note_no": _("Number of the credit note")},
)
