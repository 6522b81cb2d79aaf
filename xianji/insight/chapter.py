"""Contents of chapter 六: data analysis and evaluation."""

from django.utils.translation import gettext_lazy as _

from xianji.kit.registry import Chapter

chapter = Chapter(
    name="insight", number="六", title=_("Analysis and evaluation"), saying=_("Look back with figures"), icon="chart-bar"
)
