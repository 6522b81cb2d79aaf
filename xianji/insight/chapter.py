"""Contents of chapter 六: data analysis and evaluation."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from xianji.insight.performance.views import PERMISSION, performance
from xianji.kit.registry import Chapter, Page

chapter = Chapter(
    name="insight",
    number="六",
    title=_("Analysis and evaluation"),
    icon="chart-bar",
    pages=[Page("performance", _("Performance"), "chart-bar", PERMISSION, "REP SUP RM SD MR FIN EXE")],
    urls=[path("insight/performance", performance)],
)
