"""What was said with a customer, its contacts and about its deals."""

from collections.abc import Sequence
from random import Random
from typing import Any

from xianji.config.generate.dealing import Deal
from xianji.config.generate.house import House, Seller
from xianji.config.generate.shares import ACTIVITIES
from xianji.customers.models import Contact, Customer
from xianji.org.blanks import blanks
from xianji.workspace.models import Activity

KINDS = ("call", "call", "call", "note", "note", "meeting", "mail", "mail")
SUBJECTS = {"call": "calls", "note": "notes", "meeting": "meetings", "mail": "mails"}
MINUTES = (5, 10, 15, 30, 60, 90)
TIMED = ("call", "meeting")
BY_COLLEAGUE = 0.06
new_activity = blanks(Activity)
Said = tuple[Activity, Any, int]
"""An activity not stored yet, the record it is about, and how many days ago it was."""


def activities(house: House, told: dict[str, Any], customer: Customer, rank: int, age: int, owner: Seller,
               contacts: Sequence[Contact], deals: Sequence[Deal], pick: Random) -> list[Said]:  # fmt: skip
    """As many as the rank says, more of them lately; now and then by a colleague."""
    draw, days, made = pick.random, house.days, []
    for _place in range(ACTIVITIES[rank]):
        about: Any = customer
        latest, earliest = 1, age
        chance = draw()
        if chance > 0.7 and deals:
            deal = deals[int(draw() * len(deals))]
            about, latest, earliest = deal.record, max(1, deal.closed or 1), max(1, deal.opened)
        elif chance > 0.5:
            about = contacts[int(draw() * len(contacts))]
        ago = latest + int((earliest - latest) * draw() ** 2)
        kind = KINDS[int(draw() * len(KINDS))]
        subjects, at = told[SUBJECTS[kind]], days.moment(ago, draw)
        author = owner.team[int(draw() * len(owner.team))] if owner.team and draw() < BY_COLLEAGUE else owner.pk
        said = new_activity(
            kind=kind, subject=subjects[int(draw() * len(subjects))],
            text=told["details"][int(draw() * len(told["details"]))] if draw() < 0.6 else "", at=at,
            minutes=MINUTES[int(draw() * len(MINUTES))] if kind in TIMED else None, owner_id=author, created_by_id=author,
            about_label=about.label(), created_at=at, updated_at=at,
        )  # fmt: skip
        made.append((said, about, ago))
    return made
