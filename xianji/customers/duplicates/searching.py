"""Is this company here? Answered to everybody with the same few words, written down, and so many times a day."""

from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from xianji.customers.contacts.models import Contact
from xianji.customers.customers.models import Customer
from xianji.customers.duplicates.finding import is_named_alike, read, where
from xianji.customers.duplicates.marks import file_of, marks_of, partners, whole
from xianji.customers.duplicates.models import DuplicateMark, DuplicateSearch
from xianji.customers.duplicates.rules import WEIGHTY, File, compact, compare, phone_key, weight
from xianji.kit import registry, store
from xianji.kit.records.finding import is_seen
from xianji.kit.refusals import Refused
from xianji.kit.search.ask import search
from xianji.lib import actor, text
from xianji.lib.actor import SYSTEM
from xianji.lib.text.companies import firm
from xianji.org.models import Person
from xianji.rulebook.parameters.reading import value

MOST = 8
DIGITS = 7
"""Digits that make a telephone number."""
SHORTEST = WEIGHTY // 2
"""The weight of a part of a name by which a company is found: three Hanzi, six letters."""


@dataclass
class Found:
    """One customer as it may be told: by name and owner only to who may see it."""

    why: str
    where: str
    unit: str
    title: str = ""
    number: str = ""
    owner: str = ""
    href: str = ""
    state: str = ""


@dataclass
class Answer:
    """What was found, and how many questions are left today."""

    asked: str
    left: int
    found: list[Found] = field(default_factory=list)
    is_cut: bool = False


def left(who: Any) -> int:
    """How many more times this person may ask today."""
    asked = DuplicateSearch.unscoped.filter(owner=who.person_id, on=timezone.localdate()).count()
    return max(0, int(value("duplicate.searches")) - asked)


def ask(typed: str) -> Answer:
    """Counted, written down and answered in one transaction; a person asks one thing at a time."""
    who, typed = actor.current(), " ".join(typed.split())
    if not who.person_id:
        raise Refused(_("Only somebody of the company may search here."))
    if weight(text.bare(typed)) < SHORTEST - 2:
        raise Refused(_("Type at least two Hanzi or four letters of the name, a telephone number, or a registration number."))
    with store.whole():
        Person.unscoped.select_for_update().get(pk=who.person_id)
        remaining = left(who)
        if not remaining:
            told = _("You have searched %(most)s times today; that is all for one day. Tomorrow you can search again.")
            raise Refused(told % {"most": int(value("duplicate.searches"))})
        customers = {**by_number(typed), **by_name(typed)}
        store.create(DuplicateSearch(asked=masked(typed), found=min(len(customers), MOST), owner_id=who.person_id), source="web")
    found = [told_of(*pair) for pair in customers.values()]
    return Answer(typed, remaining - 1, found[:MOST], len(found) > MOST)


def masked(typed: str) -> str:
    """A telephone number is nobody's business afterwards."""
    return text.mask_phone(typed) if is_phone(typed) else typed[:120]


def is_phone(typed: str) -> bool:
    digits = sum(sign.isdigit() for sign in typed)
    return digits >= DIGITS and not any(sign.isalpha() for sign in typed)


def by_number(typed: str) -> dict[int, tuple[Any, str]]:
    """By registration number, telephone or our own number: {customer: (it, why)}."""
    found: dict[int, tuple[Any, str]] = {}
    for key, why in ((f"r{compact(typed)}", _("Same registration number")), (f"p{phone_key(typed)}", _("Same telephone"))):
        if len(key) > DIGITS:
            ids = DuplicateMark.objects.filter(mark=whole(key)).values_list("file", flat=True)[: MOST + 1]
            found |= {pk: (one, why) for pk, one in read(ids).items()}
    if len("".join(filter(str.isdigit, typed))) >= DIGITS:
        mark = Contact._meta.get_field("mobile_mark").mark(typed)
        ids = Contact.unscoped.filter(mobile_mark=mark, deleted_at=None).values_list("customer", flat=True)[: MOST + 1]
        found |= {pk: (one, _("A contact has this number")) for pk, one in read(ids).items() if pk not in found}
    rows = Customer.unscoped.filter(number=typed.upper(), deleted_at=None).select_related("owner", "unit")
    return found | {one.pk: (one, _("This is its number")) for one in rows}


def by_name(typed: str) -> dict[int, tuple[Any, str]]:
    """By a name that is alike, or that has what was typed in it."""
    file = File(typed)
    wanted = [one for mark, _place in marks_of(file) for one in partners(mark)]
    ids = DuplicateMark.objects.filter(mark__in=wanted).values_list("file", flat=True)[: 20 * MOST]
    alike = {pk: one for pk, one in read(set(ids)).items() if is_named_alike(compare(file, file_of(one)))}
    found = {pk: (one, _("Same name") if bare(one) == text.bare(typed) else _("Name alike")) for pk, one in alike.items()}
    core = firm(typed).core
    if weight(core) >= SHORTEST:
        hits = search(core, SYSTEM, labels=[Customer.label()], limit=MOST + 1)
        named = read([hit.record_id for hit in hits])
        found |= {pk: (one, _("Has this in its name")) for pk, one in named.items() if pk not in found and has(one, core)}
    return found


def bare(customer: Any) -> str:
    return text.bare(customer.name)


def has(customer: Any, core: str) -> bool:
    """In its names; what else the index found it by is nobody's business."""
    return any(core in text.bare(name) for name in (customer.name, customer.short_name))


def told_of(customer: Any, why: str) -> Found:
    told = Found(why, where(customer), str(customer.unit or ""))
    if is_seen(customer):
        told.title, told.number, told.owner = customer.name, customer.number, str(customer.owner or "")
        told.href = registry.resource_of(Customer).address(customer.pk)
        told.state = customer.get_state_display()
    return told
