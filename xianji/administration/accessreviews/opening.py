"""Opening the reviews of a quarter: every open account, once; who came later is reviewed as well."""

from collections import defaultdict
from datetime import date
from typing import Any

from django.utils import timezone

from xianji.administration.accessreviews.models import AccessReview
from xianji.kit import ports, sets
from xianji.lib.actor import SYSTEM, acting
from xianji.org.models import Person
from xianji.workspace.notices.telling import ngettext_noop

NOTICE = "accessreview"
MESSAGE, PLURAL = ngettext_noop(
    "%(count)s account waits for your confirmation for %(quarter)s.",
    "%(count)s accounts wait for your confirmation for %(quarter)s.",
)


def open_reviews(on: date | None = None) -> int:
    """Bring the quarter's reviews up to the accounts of today; returns how many are new."""
    day = on or timezone.localdate()
    quarter = quarter_of(day)
    there = AccessReview.unscoped.filter(quarter=quarter).values("person")
    people = Person.unscoped.filter(user__is_active=True, deleted_at=None).exclude(pk__in=there).order_by("pk")
    made = [review_of(one, quarter, day) for one in people.select_related("user", "unit")
            .prefetch_related("user__assignments__role")]  # fmt: skip
    with acting(SYSTEM):
        sets.insert_many(AccessReview, made, verb="create", source="job")
        tell(made, quarter)
    return len(made)


def review_of(person: Any, quarter: str, day: date) -> AccessReview:
    owner = person.supervisor_id or (person.unit.head_id if person.unit else None)
    codes = sorted(one.role.code for one in person.user.assignments.all())
    return AccessReview(
        name=person.name, person=person, quarter=quarter, login=person.user.login, roles=" ".join(codes)[:300], opened_on=day,
        owner_id=owner if owner != person.pk else None,
    )  # fmt: skip


def tell(made: list[AccessReview], quarter: str) -> None:
    """One word to each who has something to confirm."""
    counts: dict[int, int] = defaultdict(int)
    for one in made:
        if one.owner_id:
            counts[one.owner_id] += 1
    for owner, count in counts.items():
        ports.tell([owner], kind=NOTICE, message=MESSAGE, plural=PLURAL, values={"count": count, "quarter": quarter},
                   key=f"{NOTICE}:{quarter}:{made[0].opened_on}")  # fmt: skip


def quarter_of(day: date) -> str:
    return f"{day.year}-Q{(day.month + 2) // 3}"
