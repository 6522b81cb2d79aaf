"""What dunning adds to the chapter."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from xianji.kit.registry import NoticeKind, Part
from xianji.sales.dunning.controls import balances_are_confirmed, little_is_overdue, steps_are_taken
from xianji.sales.dunning.resource import DunningActionResource, RepaymentPlanResource, StatementResource
from xianji.sales.dunning.today import STEPS
from xianji.sales.dunning.views import paper

part = Part(
    resources=[DunningActionResource, StatementResource, RepaymentPlanResource],
    controls=[steps_are_taken, balances_are_confirmed, little_is_overdue],
    today=[STEPS],
    notices=[NoticeKind("dunning", _("Overdue claims"), "bell-ringing")],
    verbs={
        "promise": _("A day for payment promised"), "break_promise": _("Promise not kept"), "keep": _("Kept to the end"),
    },  # fmt: skip
    urls=[path("sales/statements/<int:pk>/paper", paper)],
)
