"""The one question before any contact: `may_contact(person, "call", "marketing")`. Every channel asks it, each time."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy

from xianji.customers.consents import rules
from xianji.customers.consents.models import Consent, Purpose
from xianji.kit.refusals import Refused
from xianji.org import keys
from xianji.org.fields import dialled

REASONS = {
    rules.REFUSED: gettext_lazy("%(person)s asked not to be contacted."),
    rules.WITHDRAWN: gettext_lazy("%(person)s has withdrawn the consent for: %(purpose)s."),
    rules.RESTRICTED: gettext_lazy("What we hold of %(person)s is only kept and not used, as asked."),
    rules.UNASKED: gettext_lazy("%(person)s has given no consent for: %(purpose)s."),
}
PHONES, MAILS = ("call", "message"), ("mail",)
"""Channels by which a no to the number or the address itself counts, whoever's record carries it."""


@dataclass(frozen=True)
class Answer:
    """True where the person may be contacted; else the code and the sentence that says why not."""

    code: str = ""
    reason: str = ""

    def __bool__(self) -> bool:
        return not self.code


def may_contact(person: Any, channel: str, purpose: str = rules.SALES, at: datetime | None = None) -> Answer:
    """Whether this contact, lead or other record of a person may be contacted now, or at a moment to come. One statement."""
    return answers([person], channel, purpose, at)[person.pk]


def must_be_open(person: Any, channel: str, purpose: str = rules.SALES, at: datetime | None = None) -> None:
    """Refused, with the reason, where the person may not be contacted."""
    if not (answer := may_contact(person, channel, purpose, at)):
        raise Refused(answer.reason)


def answers(people: Sequence[Any], channel: str, purpose: str = rules.SALES, at: datetime | None = None) -> dict[int, Answer]:
    """The same for many of one kind, {id: answer}, in one statement: for call lists and mailings."""
    at = at or timezone.now()
    said = words_about(people, channel)
    return {one.pk: told(one, rules.refusal(said[one.pk], channel, purpose, at), purpose) for one in people}


def told(person: Any, code: str, purpose: str) -> Answer:
    if not code:
        return Answer()
    values = {"person": person, "purpose": Purpose(purpose).label}
    return Answer(code, str(REASONS[code]) % values)


def words_about(people: Sequence[Any], channel: str) -> dict[int, list[rules.Word]]:
    """What each of them said, and the noes to the same number or address."""
    found: dict[int, list[rules.Word]] = defaultdict(list)
    if not people:
        return found
    marks = {one.pk: marks_of(one) for one in people}
    ids = set(marks)
    rows = Consent.unscoped.filter(deleted_at=None).filter(
        Q(about_label=people[0].label(), about_id__in=ids) | noes([phone for phone, _mail in marks.values()], "phone_mark")
        | noes([mail for _phone, mail in marks.values()], "mail_mark")
    )  # fmt: skip
    by_phone, by_mail = holders(marks, 0), holders(marks, 1)
    fields = ("kind", "purpose", "channel", "at", "about_label", "about_id", "phone_mark", "mail_mark")
    for kind, meant, way, at, label, about, phone, mail in rows.values_list(*fields):
        whose = {about} & ids if label == people[0].label() else set()
        if kind != rules.GIVEN:
            whose |= by_phone.get(phone, set()) if channel in PHONES else set()
            whose |= by_mail.get(mail, set()) if channel in MAILS else set()
        for pk in whose:
            found[pk].append(rules.Word(kind, meant, way, at))
    return found


def noes(marks: Iterable[str], column: str) -> Q:
    known = sorted({mark for mark in marks if mark})
    return Q(**{f"{column}__in": known}) & ~Q(kind=rules.GIVEN) if known else Q(pk__in=[])


def holders(marks: dict[int, tuple[str, str]], place: int) -> dict[str, set[int]]:
    """{mark: those who carry it}."""
    found: dict[str, set[int]] = defaultdict(set)
    for pk, both in marks.items():
        if both[place]:
            found[both[place]].add(pk)
    return found


def marks_of(person: Any) -> tuple[str, str]:
    """Fingerprints of the telephone number and of the address; they tell nothing and stay when the person is forgotten."""
    phone = getattr(person, "mobile", "") or getattr(person, "phone", "")
    mail = getattr(person, "email", "")
    return (
        keys.blind(dialled(phone), "customers_consent.phone") if phone else "",
        keys.blind(mail.strip().lower(), "customers_consent.mail") if mail else "",
    )
