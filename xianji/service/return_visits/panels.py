"""What a caller is to ask, while it is still to be made; what the customer said, afterwards."""

from typing import Any

from django.utils.translation import gettext_lazy, pgettext_lazy

from xianji.kit.records.panels import Panel
from xianji.kit.web.pages import HttpRequest
from xianji.service.return_visits import rules
from xianji.service.return_visits.models import SCORES, ReturnVisit

QUESTIONS = {
    "complete": gettext_lazy("Did everything arrive, on the day and undamaged?"),
    "works": gettext_lazy("Does it work as expected? What is in the way?"),
    "papers": gettext_lazy("Are invoice, manual and certificates there and right?"),
    "people": gettext_lazy("Do our people answer in time, and do they help?"),
    "solved": gettext_lazy("Is it solved for good?"),
    "again": gettext_lazy("What should we do another way the next time?"),
    "content": gettext_lazy("Are you content with how we dealt with it?"),
    "plans": gettext_lazy("What do you plan for the coming months? What will you need for it?"),
    "rivals": gettext_lazy("Who else supplies you, and what do they do better?"),
    "else": gettext_lazy("What else should we know?"),
}


class ToAsk(Panel):
    """By its occasion, and more of the larger customers."""

    def open_on(self, record: Any) -> bool:
        return record.state == ReturnVisit.State.DUE

    def context(self, record: ReturnVisit, request: HttpRequest) -> dict[str, Any]:
        names = rules.questions(record.occasion, record.customer.shown_class)
        return {"questions": [QUESTIONS[name] for name in names], "visit": record, "most": rules.TRIES}


class Said(Panel):
    def open_on(self, record: Any) -> bool:
        return record.state == ReturnVisit.State.DONE

    def context(self, record: ReturnVisit, request: HttpRequest) -> dict[str, Any]:
        labels = {field.name: field.verbose_name for field in ReturnVisit._meta.fields}
        scores = [{"label": labels[name], "points": getattr(record, name)} for name in SCORES]
        return {"visit": record, "scores": [one for one in scores if one["points"]], "tone": record.tones.get(record.result, "")}


TO_ASK = ToAsk("to_ask", gettext_lazy("What to ask"), "service/to_ask.html", "main")
SAID = Said("said", pgettext_lazy("return visit", "The answer"), "service/said.html", "main")
