"""Adding to the ledger: what somebody said, at once in force for every channel."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from xianji.customers.consents import rules
from xianji.customers.consents.asking import marks_of
from xianji.customers.consents.models import Consent, NoticeVersion
from xianji.kit import store
from xianji.kit.refusals import Refused


def write_down(
    person: Any, kind: str, purpose: str = rules.ANY, channel: str = rules.ANY, *, basis: str = "consent", source: str = "",
    at: datetime | None = None, text: NoticeVersion | None = None, note: str = "", through: str = "web",
) -> Consent:  # fmt: skip
    """One word of a contact or lead. A no also holds for the number and the address, on whatever record they stand."""
    at = at or timezone.now()
    if at > timezone.now():
        raise Refused("", {"at": [_("This has not been said yet. Choose a moment that is past.")]})
    if kind == rules.GIVEN and not purpose:
        raise Refused("", {"purpose": [_("Consent is given for a purpose: choose which.")]})
    if text is not None and text.purpose != purpose:
        raise Refused("", {"text": [_("“%(text)s” is about another purpose.") % {"text": text}]})
    phone, mail = ("", "") if kind == rules.GIVEN else marks_of(person)
    return store.create(
        Consent(
            kind=kind, purpose=purpose, channel=channel, basis=basis, source=source[:80], at=at, text=text, note=note[:300],
            about_label=person.label(), about_id=person.pk, phone_mark=phone, mail_mark=mail,
        ), source=through,
    )  # fmt: skip


def carry_over(before: Any, after: Any) -> int:
    """What a lead said holds for the contact it became: the same words, with their moments. Returns how many."""
    rows = Consent.unscoped.filter(about_label=before.label(), about_id=before.pk, deleted_at=None).order_by("at", "pk")
    for row in rows:
        write_down(after, row.kind, row.purpose, row.channel, basis=row.basis, source=row.source, at=row.at, text=row.text,
                   note=row.note, through="convert")  # fmt: skip
    return len(rows)
