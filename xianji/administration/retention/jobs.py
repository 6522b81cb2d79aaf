"""Every night: who is heard of again, who is quiet for too long, whose day has come."""

from datetime import date

from django.utils import timezone

from xianji.administration.retention.announcing import announce
from xianji.administration.retention.ending import carry_out, keep_from_use, let_go, let_live
from xianji.administration.retention.kinds import KINDS
from xianji.lib.actor import SYSTEM, acting


def look_after(on: date | None = None) -> dict[str, int]:
    """A second time the same day changes nothing; returns how many were announced and how many carried out."""
    today = on or timezone.localdate()
    with acting(SYSTEM):
        let_go(today)
        for kind in KINDS.values():
            let_live(kind, today)
            keep_from_use(kind, today)
        announced = sum(announce(kind, today) for kind in KINDS.values())
        return {"announced": announced, "done": carry_out(today)}
