"""What visit plans add to the chapter."""

from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.kit.registry import Part
from xianji.sales.rounds import views
from xianji.sales.rounds.controls import CONTROLS
from xianji.sales.rounds.resource import VisitPlanResource
from xianji.sales.rounds.today import OWED

part = Part(
    resources=[VisitPlanResource], controls=[*CONTROLS], today=[OWED],
    urls=[path("sales/rounds/<int:pk>/move", views.move)], asks={"day": _("Day"), "kind": pgettext_lazy("visit", "Kind")},
)  # fmt: skip
