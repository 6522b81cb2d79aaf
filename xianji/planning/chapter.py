"""Contents of chapter 四: sales planning."""

from django.utils.translation import gettext_lazy as _

from xianji.kit.registry import Chapter
from xianji.planning.prices.part import part as prices

chapter = Chapter(name="planning", number="四", title=_("Sales planning"), icon="target", parts=[prices])
