"""Adding to the ledger: what somebody said, at once in force for every channel."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from xianji.customers.consents import rules
from xianji.customers.consents.asking import marks_of
from xianji.customers.consents.models import Consent, NoticeVersion
from xianji.kit import sets, store
from xianji.kit.refusals import Refused
from xianji.org.among import Among


def write_down(
    person: Any, kind: str, purpose: str = rules.ANY, channel: str = rules.ANY, *, basis: str = "consent", source: str = "",
    at: datetime | None = None, text: NoticeVersion | None = None, note: str = "", through: str = "web",
) -> Consent:  # fmt: skip
    """One word of a contact or lead, from now on in the ledger."""
    said = word(person, kind, purpose, channel, basis=basis, source=source, at=at, text=text, note=note)
    return store.create(said, source=through)


def word(
    person: Any, kind: str, purpose: str = rules.ANY, channel: str = rules.ANY, *, basis: str = "consent", source: str = "",
    at: datetime | None = None, text: NoticeVersion | None = None, note: str = "",
) -> Consent:  # fmt: skip
    """What somebody said, not yet kept. A no also holds for the number and the address, on whatever record they stand."""
    at = at or timezone.now()
    if at > timezone.now():
        raise Refused("", {"at": [_("This has not been said yet. Choose a moment that is past.")]})
    if kind == rules.GIVEN and not purpose:
        raise Refused("", {"purpose": [_("Consent is given for a purpose: choose which.")]})
    if text is not None and text.purpose != purpose:
        raise Refused("", {"text": [_("“%(text)s” is about another purpose.") % {"text": text}]})
    phone, mail = ("", "") if kind == rules.GIVEN else marks_of(person)
    return Consent(
        kind=kind, purpose=purpose, channel=channel, basis=basis, source=source[:80], at=at, text=text, note=note[:300],
        about_label=person.label(), about_id=person.pk, phone_mark=phone, mail_mark=mail,
    )  # fmt: skip


def keep(words: Sequence[Consent], *, through: str = "web") -> int:
    """One by the store, several in the set form. Returns how many."""
    if len(words) == 1:
        store.create(words[0], source=through)
    else:
        sets.insert_many(Consent, list(words), verb="create", source=through)
    return len(words)


def carry_over(became: Sequence[tuple[Any, Any]]) -> int:
    """What leads said holds for the contacts that they became, [(lead, contact)]: the same words, with their moments."""
    if not became:
        return 0
    contacts = {before.pk: after for before, after in became}
    rows = Consent.unscoped.filter(Among("about_id", sorted(contacts)), about_label=became[0][0].label(), deleted_at=None)
    return keep([
        word(contacts[row.about_id or 0], row.kind, row.purpose, row.channel, basis=row.basis, source=row.source, at=row.at,
             text=row.text, note=row.note) for row in rows.select_related("text").order_by("at", "pk")
    ], through="convert")  # fmt: skip
