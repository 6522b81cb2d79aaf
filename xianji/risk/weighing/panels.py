"""What is to be done with a risk next: assess it, answer it, or look again at what is left."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from xianji.kit import registry
from xianji.kit.records.panels import Panel
from xianji.kit.web import writing
from xianji.kit.web.pages import HttpRequest
from xianji.lib import actor
from xianji.risk.risks import rules
from xianji.risk.risks.keeping import keeps
from xianji.risk.risks.models import Risk
from xianji.risk.weighing.models import RiskAssessment

RESPONSE = "risk.riskresponse"


class Next(Panel):
    """Only for those who may; nothing once the risk is over."""

    def open_on(self, record: Risk) -> bool:
        who = actor.current()
        may = who.may(f"{RiskAssessment.label()}.create") and keeps(record, who)
        return may and record.state in rules.OPEN and record.deleted_at is None

    def context(self, record: Risk, request: HttpRequest) -> dict[str, Any]:
        assess = f"{registry.resource_of(RiskAssessment).path}new?risk={record.pk}"
        answer = f"{registry.resource_of(RESPONSE).path}new?risk={record.pk}"
        anew = (_("Assess anew"), assess, "scale")
        if record.state == rules.IDENTIFIED:
            said = _("How likely is it, how grave, and how much is at stake?")
            return {"said": said, "ways": [(pgettext_lazy("risk", "Assess"), assess, "scale")]}
        if record.state == rules.ASSESSED:
            told = {"level": record.get_level_display(), "day": writing.day(record.respond_by)}
            said = _("Level %(level)s: a response is to be approved by %(day)s.") % told
            return {"said": said, "ways": [(_("Propose a response"), answer, "shield"), anew]}
        left = (_("Assess what is left"), f"{assess}&kind=residual", "scale")
        said = _("What is left: %(level)s, expected loss %(loss)s.") % {
            "level": record.get_left_level_display(), "loss": writing.money(record.left_loss),
        }  # fmt: skip
        return {"said": said, "ways": [left, anew, (_("Another response"), answer, "shield")]}


NEXT = Next("next_risk", gettext_lazy("Next step"), "risk/next_risk.html", "next")
