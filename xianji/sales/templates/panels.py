"""A template as people read it: its clauses in their order."""

from typing import Any

from django.utils.translation import gettext_lazy

from xianji.kit import registry
from xianji.kit.records.holding import Holding
from xianji.kit.records.panels import Panel
from xianji.kit.web.pages import HttpRequest
from xianji.lib import actor
from xianji.sales.templates.actions import CHANGE
from xianji.sales.templates.models import Clause, ContractTemplate, Subject
from xianji.sales.templates.rules import missing


class Text(Panel):
    def context(self, record: ContractTemplate, request: HttpRequest) -> dict[str, Any]:
        clauses = list(Clause.objects.filter(template=record))
        is_draft = record.state == ContractTemplate.State.DRAFT
        lacking = missing({one.subject for one in clauses})
        return {
            "clauses": clauses, "here": registry.resource_of(ContractTemplate).address(record.pk),
            "may_write": is_draft and Holding(record, actor.current()).may(CHANGE),
            "lacking": [str(Subject(group[0]).label) for group in lacking],
        }  # fmt: skip


TEXT = Text("text", gettext_lazy("Text of the template"), "sales/template_text.html", "main")
