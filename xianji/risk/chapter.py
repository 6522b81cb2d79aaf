"""Contents of chapter 七: risk."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.kit.registry import Chapter
from xianji.risk.assessments.part import part as assessments
from xianji.risk.credit.part import part as credit
from xianji.risk.limits.part import part as limits
from xianji.risk.responses.part import part as responses
from xianji.risk.risks.part import part as risks
from xianji.risk.rounds.part import part as rounds
from xianji.risk.weighing.part import part as weighing

chapter = Chapter(
    name="risk",
    number="七",
    title=_("Risk management"),
    icon="shield",
    parts=[risks, rounds, responses, weighing, credit, assessments, limits],
    verbs={
        "grant": pgettext_lazy("history", "Granted"), "expire": pgettext_lazy("history", "Expired"),
        "begin": pgettext_lazy("history", "Begun"), "replace": pgettext_lazy("history", "Replaced by a newer one"),
    },  # fmt: skip
)
