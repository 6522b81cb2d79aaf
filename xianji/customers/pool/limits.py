"""What one may take out of a pool: so many a day, so many at once, and not at once what one has just lost."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from xianji.customers.pool import rules
from xianji.customers.pool.deciding import Ask, terms_on
from xianji.customers.pool.holding import local_day
from xianji.customers.pool.models import KINDS, PoolEntry, PoolMovement, Ways
from xianji.customers.pool.rules import Terms
from xianji.customers.pool.subjects import Subject, subject_of, subjects
from xianji.kit.records.finding import held as locked
from xianji.kit.refusals import Refused
from xianji.kit.web import writing
from xianji.org.models import Assignment, Person


@dataclass(frozen=True)
class Allowance:
    """Of one kind: how many were claimed today and are held, of how many."""

    kind: str
    claimed: int
    claims: int
    held: int
    most: int | None

    @property
    def label(self) -> Any:
        return dict(KINDS)[self.kind]


def must_allow(entry: PoolEntry, person: Person, *, by_claim: bool) -> None:
    """Refused with the rule and the figure. The person's row is held, so that two claims at once are counted one after the
    other; what is assigned counts towards what one holds, and nothing else."""
    locked(Person, person.pk)
    subject, terms = subject_of(entry), terms_of(person)(entry.kind, entry.grade)
    kind = {"kind": dict(KINDS)[entry.kind]}
    if by_claim:
        must_be_claimable(entry, terms, kind)
        must_have_left(claimed(person.pk, entry.kind), terms, kind)
        must_have_cooled(subject, entry, person, terms)
    if terms.held is not None and (has := held(subject, person.pk, entry.kind)) >= terms.held:
        told = _("%(person)s holds %(held)s of at most %(most)s (%(kind)s). One has to go back first.")
        raise Refused(told % {"person": person, "held": has, "most": terms.held, **kind})


def must_be_claimable(entry: PoolEntry, terms: Terms, kind: dict[str, Any]) -> None:
    if terms.claims == 0:
        told = _("%(kind)s: such customers are assigned, not claimed. Ask %(keeper)s, who keeps this pool.")
        raise Refused(told % {**kind, "keeper": entry.pool.owner or _("the person")})


def must_have_left(done: int, terms: Terms, kind: dict[str, Any]) -> None:
    if done >= terms.claims:
        told = _("You have claimed %(done)s of %(most)s today (%(kind)s). The next ones can be claimed tomorrow.")
        raise Refused(told % {"done": done, "most": terms.claims, **kind})


def must_have_cooled(subject: Subject, entry: PoolEntry, person: Person, terms: Terms) -> None:
    """Who held it last waits; who gave it away long ago does not."""
    lost = PoolMovement.unscoped.filter(
        **{subject.link: getattr(entry, f"{subject.link}_id")}, former=person.pk, is_out=False
    ).order_by("-at").first()  # fmt: skip
    if lost is None:
        return
    until = rules.cools_until(terms, local_day(lost.at))
    if until > timezone.localdate():
        told = _("You held this until %(left)s; you may take it again from %(day)s on (%(days)s days).")
        raise Refused(told % {"left": writing.day(local_day(lost.at)), "day": writing.day(until), "days": terms.cooling})


def claimed(person_id: int, kind: str, on: date | None = None) -> int:
    """How many of a kind somebody has claimed on a day."""
    day = on or timezone.localdate()
    return PoolMovement.unscoped.filter(to=person_id, how=Ways.CLAIMED, kind=kind, at__date=day).count()


def held(subject: Subject, person_id: int, kind: str) -> int:
    """How many of a kind somebody holds that count."""
    return subject.model.unscoped.filter(subject.in_life, subject.counted(kind), owner=person_id, deleted_at=None).count()


def allowances(person: Person, subject_name: str, only: str = "") -> list[Allowance]:
    """What a person has taken and may take today, by kind, or of one kind."""
    subject, ask = subjects[subject_name], terms_of(person)
    found = []
    for kind, _label in KINDS:
        if (kind == "lead") is (subject_name == "leads") and only in ("", kind):
            terms = ask(kind, "")
            found.append(Allowance(kind, claimed(person.pk, kind), terms.claims, held(subject, person.pk, kind), terms.held))
    return found


def terms_of(person: Person) -> Ask:
    """The rules by the roles that somebody holds; of several the most generous cap counts."""
    roles = Assignment.objects.filter(user__person=person, role__deleted_at=None).values_list("role__code", flat=True)
    return terms_on(roles=tuple(sorted(roles)))
