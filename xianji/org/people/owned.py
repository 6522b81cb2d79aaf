"""What somebody answers for."""

from dataclasses import dataclass
from typing import Any

from xianji.org.people.models import Person
from xianji.org.units.models import Unit
from xianji.org.units.tree import owned_models


@dataclass(frozen=True)
class Owned:
    """The records of one kind that a person owns, those in the trash included."""

    model: Any
    count: int

    @property
    def label(self) -> str:
        return self.model._meta.label_lower

    def rows_of(self, person: Person) -> Any:
        """Those records, whatever the one who acts may see."""
        return self.model.unscoped.filter(owner=person)

    @property
    def title(self) -> Any:
        return self.model._meta.verbose_name_plural


def owned_by(person: Person) -> list[Owned]:
    """Kinds of which the person owns something, with how many; one query a kind."""
    found = (Owned(model, model.unscoped.filter(owner=person).count()) for model in owned_models())
    return [one for one in found if one.count]


def headed_by(person: Person) -> list[Unit]:
    """The units that the person heads."""
    return list(Unit.unscoped.filter(head=person, deleted_at=None).order_by("path"))


def reports_of(person: Person) -> list[Person]:
    """The people who work here and name the person as their supervisor."""
    return list(Person.unscoped.filter(supervisor=person, deleted_at=None).exclude(state="left").order_by("name"))
