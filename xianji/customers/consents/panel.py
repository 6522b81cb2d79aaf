"""What a person agreed to, in the rail of their page, with one press to stop it."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.customers.consents import rules
from xianji.customers.consents.models import Consent, Purpose
from xianji.kit.records.panels import Panel
from xianji.lib import actor

CREATE = "customers.consent.create"
SHOWS = 100


def ledger_of(record: Any) -> QuerySet:
    """All that this person said, the newest first; who sees the person sees it."""
    return Consent.unscoped.filter(about_label=record.label(), about_id=record.pk, deleted_at=None).order_by("-at", "-pk")


def standing(words: list[rules.Word], purpose: str) -> dict[str, Any]:
    """How one purpose stands now, over all channels and by each that differs."""
    now = timezone.now()
    code = rules.refusal(words, rules.ANY, purpose, now)
    return {
        "purpose": Purpose(purpose), "code": code, "is_open": not code, "is_said": code != rules.UNASKED and bool(words),
        "told": told(code),
        "tone": Consent.tones.get(code, "") if code else "ok",
    }  # fmt: skip


def told(code: str) -> Any:
    """How a purpose stands, in a word."""
    if not code:
        return pgettext_lazy("consent", "Allowed")
    return _("Not asked") if code == rules.UNASKED else Consent.Kind(code).label


class Consents(Panel):
    """On contacts and leads."""

    def context(self, record: Any, request: Any) -> dict[str, Any]:
        """One statement."""
        rows = list(ledger_of(record).select_related("text", "created_by")[:SHOWS])
        words = [row.word for row in rows]
        here = f"/customers/consents/about/{record.label()}/{record.pk}"
        may = actor.current().may(CREATE) and record.deleted_at is None
        shown = (rules.SALES, rules.MARKETING, rules.SURVEY, rules.SERVICE)
        named = {word.purpose for word in words}
        return {
            "standing": [standing(words, purpose) for purpose in Purpose.values if purpose in shown or purpose in named],
            "rows": rows[:5], "href": here if may else "", "may_contact": not rules.refusal(words, rules.ANY, rules.SALES,
                                                                                            timezone.now()),
        }  # fmt: skip


CONSENTS = Consents("consents", _("Consents"), "customers/consents.html", "rail")
