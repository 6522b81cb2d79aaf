"""A member is a share: of the customer and of what belongs to it, brought in line with every write of teams and belongings.

Membership takes the place of a share that was given by hand, and both end together."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, Value

from xianji.customers.contacts.models import Contact
from xianji.customers.customers.models import Customer
from xianji.customers.pool.rules import OPEN
from xianji.customers.teams.models import AccountTeam, TeamMember
from xianji.kit import store
from xianji.kit.sharing.closing import tell_many
from xianji.kit.sharing.words import TEAM, kept
from xianji.org.among import Among
from xianji.org.models import Person, Share

BLOCK = 200
belongings: dict[str, tuple[Any, str]] = {
    Customer.label(): (Customer, "pk"), Contact.label(): (Contact, "customer_id"),
    AccountTeam.label(): (AccountTeam, "customer_id"), TeamMember.label(): (TeamMember, "team__customer_id"),
}  # fmt: skip
"""{kind: (model, its way to the customer)}; other objects add their own with `belongs`."""
OPENING = {"team_id", "person_id", "access", "deleted_at"}
"""What decides of a member whom its customer is open to."""
Told = list[tuple[Any, dict[str, tuple[Any, Any]]]]
Key = tuple[str, int, int]
"""(kind, record, person)"""
Rows = dict[str, dict[int, int | None]]
"""{kind: {record: its customer}}"""
Members = dict[int, dict[int, bool]]
"""{customer: {person: whether they may change it}}"""


def follow_members(told: Told) -> None:
    """With every write of members: somebody came, went, or may do more or less."""
    said = [(member, changed) for member, changed in told if not hasattr(member, "_loaded") or changed.keys() & OPENING]
    teams = {pk for member, changed in said for pk in {member.team_id, *changed.get("team_id", ())} if pk}
    if not teams:
        return
    bring(AccountTeam.unscoped.filter(Among("pk", sorted(teams))).values_list("customer_id", flat=True))


def follow_teams(told: Told) -> None:
    """With every write of teams: one that goes to another customer or to the trash takes its access along."""
    moved = [changed.get("customer_id", (None, team.customer_id)) for team, changed in told if is_moved(team, changed)]
    bring(pk for both in moved for pk in both)
    follow_belongings([(team, changed) for team, changed in told if not hasattr(team, "_loaded")])


def is_moved(team: AccountTeam, changed: dict[str, Any]) -> bool:
    return hasattr(team, "_loaded") and bool({"customer_id", "deleted_at"} & changed.keys())


def follow_belongings(told: Told) -> None:
    """With every write of what belongs to a customer: it is open to those in the customer's teams, from its first moment."""
    rows = {record.pk: record.customer_id for record, changed in told if "customer_id" in changed}
    if rows:
        align(type(told[0][0]).label(), rows, members_of(set(rows.values()) - {None}))


def follow_lines(parent: str) -> Any:
    """The same for lines, which reach the customer through the record they belong to."""

    def follow(told: Told) -> None:
        fresh = [line for line, _changed in told if not hasattr(line, "_loaded")]
        rows = {line.pk: getattr(line, parent).customer_id for line in fresh}
        if rows:
            align(type(fresh[0]).label(), rows, members_of(set(rows.values()) - {None}))

    return follow


def bring(customer_ids: Iterable[int | None]) -> None:
    """Bring the shares of these customers, and of what belongs to them, in line with their teams."""
    ids, known = sorted({pk for pk in customer_ids if pk is not None}), People()
    for start in range(0, len(ids), BLOCK):
        block = ids[start : start + BLOCK]
        align_all(rows_of(block), members_of(block), known)


def rows_of(customer_ids: list[int]) -> Rows:
    """All that belongs to these customers, kind by kind, in one statement."""
    each = [
        model.unscoped.filter(Among(way, customer_ids)).order_by().values_list(Value(label), "pk", way)
        for label, (model, way) in belongings.items()
    ]
    found: Rows = {label: {} for label in belongings}
    for label, pk, customer in each[0].union(*each[1:], all=True):
        found[label][pk] = customer
    return found


def members_of(customer_ids: Iterable[int]) -> Members:
    """What lies in a pool is equally near to all: there membership opens nothing."""
    ids = sorted(customer_ids)
    rows = TeamMember.unscoped.filter(Among("team__customer_id", ids), deleted_at=None, team__deleted_at=None)
    rows = rows.exclude(team__customer__org_path=OPEN)
    found: Members = {}
    for customer, person, access in rows.values_list("team__customer_id", "person_id", "access") if ids else ():
        people = found.setdefault(customer, {})
        people[person] = people.get(person, False) or access == TeamMember.Access.EDIT
    return found


class People(dict[int, Person]):
    """Read once for all that is opened to them."""

    def read(self, ids: set[int]) -> None:
        if missing := ids - self.keys():
            self |= Person.unscoped.in_bulk(missing)


def align(label: str, rows: dict[int, int | None], members: Members) -> None:
    align_all({label: rows}, members, People())


def align_all(rows: Rows, members: Members, known: People) -> None:
    """The shares of these records as the teams want them. The customer's journal tells of each; that of what belongs to it
    only where a share given by hand gives way."""
    wanted = {
        (label, pk, person): may for label, some in rows.items() for pk, customer in some.items()
        for person, may in members.get(customer or 0, {}).items()
    }  # fmt: skip
    shares = standing(rows, {person for _label, _pk, person in wanted})
    before = {key: kept(share) for key, share in shares.items()}
    by_hand = {key for key, share in shares.items() if share.part != TEAM}
    after = write(wanted, shares, known)
    other = [key for key in sorted(shares.keys() | after.keys()) if before.get(key) != after.get(key)]
    for label in rows:
        told = [key for key in other if key[0] == label and (label == Customer.label() or key in by_hand)]
        tell_many(belongings[label][0], [(key[1], (before.get(key), after.get(key))) for key in told])


def standing(rows: Rows, people: set[int]) -> dict[Key, Share]:
    """The shares of these records that are a team's, or of somebody who is in one."""
    here = Q(pk__in=[])
    for label, some in rows.items():
        if some:
            here |= Q(Among("record_id", sorted(some)), label=label)
    found = Share.objects.filter(here, Q(part=TEAM) | Q(person__in=people), unit=None).select_related("person")
    return {(share.label, share.record_id, share.person_id or 0): share for share in found}


def write(wanted: dict[Key, bool], shares: dict[Key, Share], known: People) -> dict[Key, str | None]:
    """One statement each for those that come, change and go; as they are then. One given by hand that allows more goes on
    doing so, and where no team wants it, it stays."""
    gone = {key for key, share in shares.items() if share.part == TEAM and key not in wanted}
    other = [share for key, share in shares.items() if key in wanted and brought(share, wanted[key])]
    new = sorted(wanted.keys() - shares.keys())
    known.read({person for _label, _pk, person in new})
    fresh = [
        Share(label=label, record_id=pk, person=known[who], may_change=wanted[label, pk, who], part=TEAM)
        for label, pk, who in new
    ]
    if gone:
        Share.objects.filter(Among("pk", [shares[key].pk for key in gone])).delete()
    if other:
        Share.objects.bulk_update(other, ["may_change", "until_on", "part"], batch_size=BLOCK)
    if fresh:
        Share.objects.bulk_create(fresh, batch_size=BLOCK)
    stands = {key: share for key, share in shares.items() if key not in gone} | dict(zip(new, fresh, strict=True))
    return {key: kept(share) for key, share in stands.items()}


def brought(share: Share, may_change: bool) -> bool:
    """As the team wants it; whether that is another one."""
    if share.part == TEAM and share.may_change == may_change:
        return False
    share.may_change = may_change or (share.part != TEAM and share.may_change)
    share.until_on, share.part = None, TEAM
    return True


def belongs(model: Any, *, through: str = "") -> None:
    """From now on records of this kind belong to their customer, as lines through the record that they are lines of."""
    belongings[model.label()] = (model, f"{through}__customer_id" if through else "customer_id")
    store.follow(model, follow_lines(through) if through else follow_belongings)


def connect() -> None:
    store.follow(TeamMember, follow_members)
    store.follow(AccountTeam, follow_teams)
    store.follow(Contact, follow_belongings)
