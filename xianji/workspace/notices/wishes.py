"""How people want to be told: their own wish, else what the company settled, else what the kind itself says."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time

from xianji.workspace.notices import rules
from xianji.workspace.notices.models import Wishes, kinds

HOUR = 8
"""Of the digest, where nobody has said another one."""


@dataclass(frozen=True)
class Wish:
    """What holds for one person."""

    modes: dict[str, str]
    digest_hour: int = HOUR
    quiet: tuple[time | None, time | None] = (None, None)
    has_hook: bool = False

    def mode(self, kind: str) -> str:
        known = kinds()[kind]
        mode = self.modes.get(kind, known.mail)
        return known.mail if mode == rules.OFF and not known.can_mute else mode

    def mail_due(self, kind: str, now: datetime, *, urgent: bool) -> datetime | None:
        return rules.mail_due(self.mode(kind), now, hour=self.digest_hour, quiet=self.quiet, urgent=urgent)

    def hook_due(self, now: datetime, *, urgent: bool) -> datetime:
        return now if urgent else rules.after_quiet(now, *self.quiet)


def wishes_of(people: Iterable[int]) -> dict[int, Wish]:
    """{person: wish} for all of them: two statements."""
    wanted = set(people)
    default = of_company()
    own = {row.person_id: row for row in Wishes.objects.filter(person__in=wanted)}
    return {person: wish(own.get(person), default) for person in wanted}


def of_company() -> Wishes:
    return Wishes.objects.filter(is_default=True).first() or Wishes(is_default=True)


def wish(own: Wishes | None, default: Wishes) -> Wish:
    settled = own or default
    modes = {**default.modes, **(own.modes if own else {})}
    return Wish(modes, settled.digest_hour, (settled.quiet_from, settled.quiet_to), bool(own and own.hook_url))
