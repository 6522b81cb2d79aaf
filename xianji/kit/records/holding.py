"""What the actor may do with one record that is at hand: decided in memory, sharing asked for once at most."""

from functools import cached_property
from typing import Any

from xianji.lib.actor import Actor
from xianji.org.models import Share


class Holding:
    """The same answer as scope.holds for a record just read, without a query per verb."""

    def __init__(self, record: Any, who: Actor) -> None:
        self.record, self.who = record, who

    @cached_property
    def is_shared(self) -> bool:
        if self.who.person_id is None:
            return False
        shares = Share.objects.filter(label=self.record.label(), record_id=self.record.pk)
        return shares.filter(person_id=self.who.person_id).exists()

    def may(self, permission: str) -> bool:
        """Whether the permission holds on this record."""
        reach = self.who.reach(permission)
        if reach is None:
            return False
        if reach.everywhere or not self.record.owned:
            return True
        own = reach.own and self.who.person_id is not None and self.record.owner_id == self.who.person_id
        return own or reach.holds_path(self.record.org_path) or (reach.shared and self.is_shared)

    def verbs(self, actions: list[Any]) -> list[Any]:
        """The actions to offer as buttons now, the primary one first."""
        fitting = [a for a in actions if a.only_through is None and a.suits(self.record) and self.may(a.needed)]
        return sorted(fitting, key=lambda a: (not a.is_primary, a.is_danger))
