"""Who is meant by “@name” in a comment, and whether they may see what it is about."""

import re
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from xianji.kit.records.holding import Holding
from xianji.kit.refusals import Refused
from xianji.kit.web.writing import several
from xianji.org.actors import actor_of
from xianji.org.models import Person, User

MARK = re.compile(r"(?<![A-Za-z0-9_@.])@([^\s@]+(?: [^\s@]+){0,3})")
"""A name may hold spaces; a sign before it makes it part of an address."""
LONGEST = 40
MOST = 20
"""People that one comment may mention."""


@dataclass(frozen=True)
class Mention:
    """Somebody, and the word by which they are called here."""

    person: Any
    word: str


def mentions_in(text: str) -> list[Mention]:
    """The people whom a text calls by name or number; of several that would fit, the longest name. Other words after an @
    are words."""
    tails = [found[1][:LONGEST] for found in MARK.finditer(text)]
    words = {tail[:length].rstrip() for tail in tails for length in range(1, len(tail) + 1)}
    if not words:
        return []
    called: dict[str, list[Any]] = {}
    for person in Person.objects.filter(Q(name__in=words) | Q(number__in=words)).order_by("pk"):
        for word in {person.name, person.number} & words:
            called.setdefault(word, []).append(person)
    longest = [max((word for word in called if tail.startswith(word)), key=len, default="") for tail in tails]
    found = [Mention(one_of(word, called[word]), word) for word in dict.fromkeys(longest) if word]
    if len(found) > MOST:
        raise Refused("", {"text": [_("At most %(most)s people can be mentioned in one comment.") % {"most": MOST}]})
    return found


def one_of(word: str, people: list[Any]) -> Any:
    if len(people) > 1:
        numbers = several(f"@{person.number}" for person in people[:5])
        told = _("Several people are called “%(name)s”. Write one of their numbers: %(numbers)s.")
        raise Refused("", {"text": [told % {"name": word, "numbers": numbers}]})
    return people[0]


def readers(record: Any, people: list[Any]) -> dict[int, User]:
    """{person: account} of those who may see the record: each is asked with their own rights."""
    accounts = User.objects.filter(person__in=[person.pk for person in people], is_active=True).order_by("person")
    seeing = f"{record.label()}.view"
    return {account.person_id or 0: account for account in accounts if Holding(record, actor_of(account)).may(seeing)}


def must_see(record: Any, found: list[Mention]) -> dict[int, User]:
    """The accounts of all that are mentioned; refused when somebody among them may not see the record."""
    there = readers(record, [one.person for one in found])
    if blind := [one.word for one in found if one.person.pk not in there]:
        told = _("%(people)s may not see this record, so they cannot be mentioned here.")
        raise Refused("", {"text": [told % {"people": several(blind)}]})
    return there
