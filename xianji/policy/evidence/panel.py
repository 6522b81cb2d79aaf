"""Which clauses a record has evidence for: a tab of its own, read when it is opened."""

from typing import Any

from django.db.models import Count, Max
from django.utils.translation import gettext_lazy as _

from xianji.kit import registry
from xianji.kit.records.panels import Panel
from xianji.kit.records.tabs import TRACES
from xianji.kit.web.pages import HttpRequest
from xianji.lib import actor
from xianji.policy.coverage.matching import base
from xianji.policy.coverage.reading import numbers
from xianji.policy.evidence.models import Evidence
from xianji.policy.evidence.words import verb

SHOWN = 20


class EvidencePanel(Panel):
    """On every record whose verbs prove something, for those who read the regulation."""

    def open_on(self, record: Any) -> bool:
        label = record.label()
        return actor.current().may("policy.clause.view") and any(
            verb.rpartition(".")[0] == label for control in registry.controls.values() for verb in control.proving
        )

    def context(self, record: Any, request: HttpRequest) -> dict[str, Any]:
        """Who sees the record sees what it proves. Two statements: by control, and the newest one by one."""
        rows = Evidence.objects.filter(about_label=record.label(), about_id=record.pk)
        grouped = rows.order_by().values_list("control", "clause").annotate(times=Count("pk"), last=Max("at"))
        groups = grouped.order_by("clause", "control")
        held = numbers()
        proved = [
            {"control": registry.controls.get(name), "name": name, "clause": held.get(name, clause), "times": times, "last": last,
             "href": f"/policy/cockpit/{base(held[name])}" if name in held else ""}
            for name, clause, times, last in groups
        ]  # fmt: skip
        return {"proved": proved, "rows": list(rows.select_related("entry").order_by("-at", "-pk")[:SHOWN]), "verb": verb}


EVIDENCE = EvidencePanel("evidence", _("Evidence"), "policy/panels/evidence.html", "tab", fold=TRACES, order=2)
