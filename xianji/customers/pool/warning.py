"""What people are told of the pool: before something goes back, once a step; when it is gone; when a manager has to look."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_noop

from xianji.approval.requests.holders import Matter, holders
from xianji.approval.requests.rules import role
from xianji.customers.pool.models import Ways
from xianji.customers.pool.subjects import Subject
from xianji.customers.pool.surveying import Standing
from xianji.kit.ports import tell
from xianji.org.among import Among
from xianji.workspace.notices.telling import Word, tell_many

KIND = "pool"
MANAGER = "RM"


@dataclass(frozen=True)
class Warned:
    """A record that goes back on a day, and the step of the warnings that is due."""

    one: Standing
    day: date
    step: int
    why: str


def warn(subject: Subject, several: list[Warned], today: date) -> None:
    """Each step once for each day on which it would go back."""
    records = titled(subject, [found.one.row.pk for found in several])
    tell_many(
        Word(
            found.one.row.owner_id, KIND, gettext_noop("%(record)s goes back to the pool on %(day)s. %(why)s."),
            {"record": records[found.one.row.pk], "day": found.day.isoformat(), "why": Ways(found.why).label},
            f"pool:{subject.name}:{found.one.row.pk}:{found.day.isoformat()}:{found.step}",
            (subject.model.label(), found.one.row.pk), found.step == min(found.one.terms.warned),
        )
        for found in several if found.one.row.pk in records
    )  # fmt: skip


def tell_review(subject: Subject, several: list[Standing], today: date) -> None:
    """What never goes back by itself: the manager above hears that nobody follows it up."""
    records = titled(subject, [one.row.pk for one in several])
    seats: dict[int, list[Any]] = {}
    for one in several:
        unit = int(one.row.org_path.split(".")[-2]) if one.row.org_path else 0
        if unit not in seats:
            seats[unit] = holders(role(MANAGER), Matter(unit or None, one.row.owner_id, subject.model.label()))
        tell_many(
            Word(
                person.pk, KIND, gettext_noop("Nobody has followed up %(record)s for %(days)s days. Decide who looks after it."),
                {"record": records[one.row.pk], "days": (today - (one.seen.followed or one.seen.since)).days},
                f"pool:review:{subject.name}:{one.row.pk}:{(one.seen.followed or one.seen.since).isoformat()}",
                (subject.model.label(), one.row.pk),
            )
            for person in seats[unit] if one.row.pk in records
        )  # fmt: skip


def tell_first_missed(record: Any, owner_id: int, today: date) -> None:
    message = gettext_noop("%(record)s went back to the pool: nobody followed it up in time after it was claimed.")
    key = f"pool:first:{record.label()}:{record.pk}:{today.isoformat()}"
    tell([owner_id], kind=KIND, message=message, values={"record": str(record)}, key=key)


def titled(subject: Subject, ids: list[int]) -> dict[int, str]:
    return {record.pk: str(record) for record in subject.model.unscoped.filter(Among("pk", ids))} if ids else {}
