"""Contents of chapter 七: risk."""

from django.utils.translation import gettext_lazy as _

from xianji.kit.registry import Chapter
from xianji.risk.assessments.part import part as assessments
from xianji.risk.credit.part import part as credit
from xianji.risk.limits.part import part as limits

chapter = Chapter(name="risk", number="七", title=_("Risk management"), icon="shield", parts=[credit, assessments, limits])
