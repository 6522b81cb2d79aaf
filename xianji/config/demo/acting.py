"""What people of the demo company do is done as them."""

from contextlib import AbstractContextManager
from typing import Any

from xianji.lib import actor
from xianji.lib.actor import Actor
from xianji.org.actors import actor_of
from xianji.org.models import Person, User


def acting_as(who: Person | str | None) -> AbstractContextManager[Actor | None]:
    """A person, or the login of one."""
    asked: dict[str, Any] = {"login": who} if isinstance(who, str) else {"person": who}
    return actor.acting(actor_of(User.objects.get(**asked)))
