"""What the actor may do with one record that is at hand: decided in memory, sharing asked for once at most."""

from functools import cached_property
from typing import Any

from xianji.lib.actor import Actor
from xianji.org import scope


class Holding:
    """The same answer as scope.holds for a new record or one just read, without a query per verb."""

    def __init__(self, record: Any, who: Actor) -> None:
        self.record, self.who = record, who

    @cached_property
    def shared(self) -> set[bool]:
        """For each share of this record with the actor whether it is for changing too."""
        if not self.who.person_id:
            return set()
        rows = scope.shares(self.who).filter(label=self.record.label(), record_id=self.record.pk)
        return set(rows.values_list("may_change", flat=True))

    def may(self, permission: str) -> bool:
        """Whether the permission holds on this record."""
        reach = self.who.reach(permission)
        if reach is None:
            return False
        if reach.everywhere or not self.record.owned:
            return True
        if self.record.pk is None:
            return self.record.owner_id in (None, self.who.person_id) and reach.own or reach.holds_path(self.record.org_path)
        if reach.own and self.who.person_id and self.record.owner_id == self.who.person_id:
            return True
        return reach.holds_path(self.record.org_path) or (reach.shared and self._is_shared(permission))

    def _is_shared(self, permission: str) -> bool:
        return True in self.shared if scope.changes(permission) else bool(self.shared)

    def verbs(self, actions: list[Any]) -> list[Any]:
        """The actions to offer as buttons now, the primary one first."""
        fitting = [a for a in actions if a.only_through is None and a.suits(self.record) and self.may(a.needed)
                   and a.only_for(self.record, self.who)]  # fmt: skip
        return sorted(fitting, key=lambda a: (not a.is_primary, a.is_danger))
