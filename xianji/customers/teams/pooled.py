"""The pool ends a team: what lies there is equally near to all, and whoever takes it makes a team of their own. Back with its
former owner, the customer has its team as it was."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from xianji.customers.customers.models import Customer
from xianji.customers.pool.of_customers import CUSTOMERS
from xianji.customers.pool.rules import OPEN
from xianji.customers.teams.access import belongings, bring
from xianji.customers.teams.models import AccountTeam
from xianji.kit import sets
from xianji.kit.sharing.closing import close
from xianji.org.among import Among


def end(ids: list[int], at: datetime) -> None:
    """The teams of customers that have just come to lie in a pool go to the trash, where nobody of their former unit can take
    them out again; what belongs to the customers is closed to all to whom it was opened, by membership or by hand."""
    teams = list(AccountTeam.unscoped.filter(Among("customer", ids), deleted_at=None))
    for team in teams:
        team.owner, team.unit, team.org_path, team.deleted_at = None, None, OPEN, at
    sets.update_many(AccountTeam, teams, ["owner", "deleted_at"], verb="to_pool", source="")
    for model, way in belongings.values():
        rows = model.unscoped.filter(Among(way, ids)).values_list("pk", flat=True)
        close(model, list(rows), tell_members=model is Customer)


def begin_again(came: Mapping[int, datetime]) -> None:
    """{customer: when it came into the pool} of those that their former owner has again: what ended then goes on."""
    rows = AccountTeam.unscoped.filter(Among("customer", sorted(came)), owner=None, org_path=OPEN).select_related("customer")
    teams = [team for team in rows if team.deleted_at == came[team.customer_id]]
    for team in teams:
        team.owner_id, team.deleted_at = team.customer.owner_id, None
    sets.update_many(AccountTeam, teams, ["owner", "deleted_at"], verb="restore", source="")


def follow_leaving(told: list[tuple[Customer, dict[str, tuple[Any, Any]]]]) -> None:
    """With every write of customers: a team that was made while its customer lay in a pool opens it from now on."""
    bring(one.pk for one, changed in told if "owner_id" in changed and hasattr(one, "_loaded")
          and one.loaded("org_path") == OPEN != one.org_path)  # fmt: skip


def connect() -> None:
    CUSTOMERS.entered.append(end)
    CUSTOMERS.returned.append(begin_again)
