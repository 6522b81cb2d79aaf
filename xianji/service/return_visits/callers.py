"""Who calls a customer: the one of customer service in its team, else one who holds that role for where it lies."""

from collections.abc import Iterable
from typing import Any

from xianji.approval.requests.holders import Matter, holders
from xianji.approval.requests.rules import role
from xianji.customers.customers.models import Customer
from xianji.customers.teams.models import TeamMember
from xianji.org.among import Among
from xianji.service.return_visits.models import ReturnVisit

SERVICE = "CS"


class Callers:
    """Of several customers: their teams in one statement, each unit asked once."""

    def __init__(self, customers: Iterable[Customer]) -> None:
        ids = [one.pk for one in customers]
        rows = TeamMember.unscoped.filter(
            Among("team__customer", ids), role=TeamMember.Role.CS, deleted_at=None, team__deleted_at=None, person__left_on=None
        )
        self.in_team = dict(rows.order_by("-pk").values_list("team__customer", "person"))
        self.serving: dict[int | None, list[int]] = {}

    def of(self, customer: Customer) -> int | None:
        """Where several serve, a customer always has the same one; where nobody does, whoever answers for it."""
        if customer.pk in self.in_team:
            return int(self.in_team[customer.pk])
        found = self.at(customer)
        return found[customer.pk % len(found)] if found else customer.owner_id

    def at(self, customer: Customer) -> list[int]:
        if customer.unit_id not in self.serving:
            matter: Any = Matter(customer.unit_id, customer.owner_id, ReturnVisit.label())
            self.serving[customer.unit_id] = [one.pk for one in holders(role(SERVICE), matter)]
        return self.serving[customer.unit_id]
