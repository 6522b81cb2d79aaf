"""What people do with teams: share the credit, and do without one for a reason."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xianji.customers.customers.actions import OURS
from xianji.customers.customers.models import Customer
from xianji.customers.teams import rules
from xianji.customers.teams.models import AccountTeam, TeamMember
from xianji.kit import sets, store
from xianji.kit.actions import action
from xianji.kit.refusals import Refused
from xianji.kit.web.writing import several
from xianji.lib.actor import Actor
from xianji.org.among import Among


@action(AccountTeam, label=gettext_lazy("Split the credit evenly"), icon="scale")
def split_evenly(team: AccountTeam, *, by: Any) -> None:
    """Everybody who sells gets the same part; what is left over goes to the first."""
    sellers = sellers_of(members_of(team))
    if not sellers:
        words = _("Nobody in this team sells. Give somebody the role “%(role)s” first.")
        raise Refused(words % {"role": TeamMember.Role.OWNER.label})
    put_credit(sellers, rules.evenly(len(sellers)))


def is_large(customer: Customer, who: Actor) -> bool:
    return customer.size_class == Customer.Size.LARGE


def has_none(customer: Customer, who: Actor) -> bool:
    return is_large(customer, who) and not customer.no_team_because


def has_reason(customer: Customer, who: Actor) -> bool:
    return bool(customer.no_team_because)


@action(Customer, when=OURS, label=gettext_lazy("Do without a team"), icon="users-minus", letter="G", danger=True,
        only_for=has_none)  # fmt: skip
def do_without_team(customer: Customer, *, by: Any, why: str) -> None:
    """The regional manager says why this large customer needs no team of its own."""
    customer.no_team_because = why[:200]


@action(Customer, when=OURS, label=gettext_lazy("A team is needed after all"), icon="users-plus", letter="G", only_for=has_reason)
def want_team(customer: Customer, *, by: Any) -> None:
    """The reason no longer holds."""
    customer.no_team_because = ""


def members_of(team: AccountTeam) -> list[TeamMember]:
    return list(TeamMember.unscoped.filter(team=team, deleted_at=None).select_related("person").order_by("pk"))


def sellers_of(members: list[TeamMember]) -> list[TeamMember]:
    return [one for one in members if one.role in rules.SALES]


def settle(team: AccountTeam) -> None:
    """What must hold of the members together: the customer's owner is among them, nobody twice in one role, and the parts of
    the credit make exactly one. Where nobody typed a part, all get the same."""
    found = members_of(team)
    if not any(one.role == TeamMember.Role.OWNER for one in found) and team.customer.owner_id:
        first = TeamMember(team=team, owner_id=team.owner_id, person_id=team.customer.owner_id, role=TeamMember.Role.OWNER,
                           access=TeamMember.Access.EDIT, split=None if sellers_of(found) else rules.WHOLE)  # fmt: skip
        found.append(store.create(first))
    if twice := next((one for n, one in enumerate(found) if is_among(one, found[:n])), None):
        told = {"person": twice.person, "role": twice.get_role_display()}
        raise Refused(_("%(person)s is in the team twice as “%(role)s”. Remove one of the two rows.") % told)
    sellers = sellers_of(found)
    if all(one.split is None for one in sellers):
        put_credit(sellers, rules.evenly(len(sellers)))
    elif (total := rules.credit([one.split for one in sellers])) != rules.WHOLE:
        told = {"total": f"{total:.6f}", "people": several(f"{one.person} {one.split or 0}" for one in sellers)}
        raise Refused(_("The shares of the credit make %(total)s, not 1.000000 (%(people)s).") % told)


def is_among(member: TeamMember, others: list[TeamMember]) -> bool:
    return any((one.person_id, one.role) == (member.person_id, member.role) for one in others)


def put_credit(sellers: list[TeamMember], parts: list[Any]) -> None:
    for one, part in zip(sellers, parts, strict=True):
        one.split = part
        store.change(one)


def follow_sizes(told: list[tuple[Customer, dict[str, tuple[Any, Any]]]]) -> None:
    """With every write of customers: since when they are large, from which the days for a team are counted."""
    sized = [one for one, changed in told if "size_class" in changed]
    large = [one.pk for one in sized if one.size_class == Customer.Size.LARGE]
    small = [one.pk for one in sized if one.size_class != Customer.Size.LARGE and one.became_large_on]
    for ids, day in ((large, timezone.localdate()), (small, None)):
        if ids:
            Customer.unscoped.filter(pk__in=ids).update(became_large_on=day)


def follow_owners(told: list[tuple[Customer, dict[str, tuple[Any, Any]]]]) -> None:
    """A team goes along with its customer, and its owner's part with it."""
    moved = {one.pk: (changed["owner_id"][0], one.owner_id) for one, changed in told
             if "owner_id" in changed and hasattr(one, "_loaded") and one.owner_id is not None}  # fmt: skip
    teams = AccountTeam.unscoped.filter(Among("customer", sorted(moved)), deleted_at=None) if moved else ()
    if teams:
        hand_on(list(teams), moved)


def hand_on(teams: list[AccountTeam], moved: dict[int, tuple[int | None, int]]) -> None:
    """`moved` is {customer: (the owner before, the owner now)}; who is the team's owner already is not put there twice."""
    for team in teams:
        team.owner_id = moved[team.customer_id][1]
    sets.update_many(AccountTeam, teams, ["owner"], verb="hand_over", source="")
    by_team = {team.pk: moved[team.customer_id] for team in teams}
    rows = TeamMember.unscoped.filter(Among("team", sorted(by_team)), role=TeamMember.Role.OWNER, deleted_at=None)
    found = list(rows.select_related("person").order_by("pk"))
    stands = {one.team_id for one in found if one.person_id == by_team[one.team_id][1]}
    former = [one for one in found if one.person_id == by_team[one.team_id][0] and one.team_id not in stands]
    for one in former:
        one.person_id = by_team[one.team_id][1]
    sets.update_many(TeamMember, former, ["person"], verb="hand_over", source="")
