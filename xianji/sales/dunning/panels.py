"""Steps on the way of their receivable, the lines of a statement, the parts of a plan."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from xianji.kit import registry
from xianji.kit.records.panels import Panel
from xianji.kit.web import writing
from xianji.kit.web.pages import HttpRequest
from xianji.sales.dunning import rules
from xianji.sales.dunning.models import DunningAction, RepaymentPlan, Statement
from xianji.sales.dunning.statements import account, lines
from xianji.sales.receivables.models import Receivable
from xianji.sales.receivables.panels import Story, line

State = DunningAction.State
SHOWN = 60


def steps_of(record: Receivable) -> list[dict[str, Any]]:
    """The steps of the ladder as lines of the timeline; with what was promised, and what was not kept."""
    resource, found = registry.resource_of(DunningAction), []
    for one in DunningAction.objects.filter(receivable=record).order_by("due_on", "pk"):
        tag = {"text": one.get_state_display(), "tone": one.tones.get(one.state, "")}
        told = " · ".join(filter(None, (one.response, one.proof)))
        if one.promised_on:
            told = " · ".join(filter(None, (told, _("promised for %(day)s") % {"day": writing.day(one.promised_on)})))
        found.append(line(
            one.done_on or one.due_on, "bell-ringing", one.get_step_display(), told, tags=[tag],
            href=resource.address(one.pk),
        ))  # fmt: skip
    if record.broken_on is not None:
        found.append(line(record.broken_on, "alert-triangle", _("The promise was not kept")))
    return found


class Claim(Story):
    """What the step is about, for whoever may see it: how much of it is paid, and what was tried before."""

    def claim(self, record: DunningAction) -> Receivable | None:
        if "_claim" not in record.__dict__:
            record.__dict__["_claim"] = Receivable.objects.filter(pk=record.receivable_id).first()
        found: Receivable | None = record.__dict__["_claim"]
        return found

    def open_on(self, record: Any) -> bool:
        return self.claim(record) is not None

    def context(self, record: Any, request: HttpRequest) -> dict[str, Any]:
        claim = self.claim(record)
        return super().context(claim, request) if claim else {}


class Account(Panel):
    def context(self, record: Statement, request: HttpRequest) -> dict[str, Any]:
        found = account(record)
        moves = lines(record, found.opening)
        figures = [
            {"label": _("Owed at the beginning"), "value": writing.money(found.opening)},
            {"label": _("Charged"), "value": writing.money(found.charged)},
            {"label": _("Paid and credited"), "value": writing.money(found.settled)},
            {"label": _("Owed at the end"), "value": writing.money(found.closing)},
        ]  # fmt: skip
        return {
            "figures": figures, "lines": moves[:SHOWN], "more": max(0, len(moves) - SHOWN),
            "href": f"/sales/statements/{record.pk}/paper",
            "has_moved": record.state != Statement.State.DRAFT and found.closing != record.closing,
        }  # fmt: skip


class Parts(Panel):
    def context(self, record: RepaymentPlan, request: HttpRequest) -> dict[str, Any]:
        today, whole = timezone.localdate(), record.amount
        parts = rules.parts(record.amount, record.first_on, record.parts)
        return {
            "rows": [
                {"on": on, "amount": amount, "is_past": on < today, "percent": float(amount * 100 / whole) if whole else 0}
                for on, amount in parts
            ]
        }


CLAIM = Claim("claim", Receivable._meta.verbose_name, "sales/receivable.html", "main")
ACCOUNT = Account("account", pgettext_lazy("statement", "Ledger"), "sales/account.html", "main")
PARTS = Parts("parts", gettext_lazy("Parts"), "sales/parts.html", "main")
