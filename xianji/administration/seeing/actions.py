"""Looking at the product as somebody else: who may, for how long, and every page of it in the journal."""

from dataclasses import dataclass, replace
from functools import lru_cache
from secrets import token_hex
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xianji.audit.journal import Event, record
from xianji.audit.models import Entry
from xianji.kit.refusals import NotPermitted, Refused
from xianji.kit.registry import CommonRight
from xianji.lib import actor
from xianji.lib.actor import Actor
from xianji.org.actors import actor_of
from xianji.org.users.models import User

SEE_AS = "administration.see_as"
RIGHT = CommonRight(SEE_AS, gettext_lazy("See as another person"), {"ADM": "a"})
KEPT, MINUTES = "see_as", 30
TAKEN = ("export", "import")
"""Verbs of which nothing is left: what is seen stays on the screen."""


@dataclass(frozen=True)
class Look:
    """Whom one looks as, until when, and the mark that its journal entries share."""

    user: User
    until: float
    batch: str

    @property
    def is_over(self) -> bool:
        return timezone.now().timestamp() >= self.until or not self.user.is_active or not actor.current().may(SEE_AS)

    @property
    def actor(self) -> Actor:
        return looker(actor_of(self.user))


@lru_cache(maxsize=64)
def looker(of: Actor) -> Actor:
    """The same person, who only looks; one object per person, as what the menu keeps is kept by actor."""
    rights = {name: reach for name, reach in of.rights.items() if name.rpartition(".")[2] not in TAKEN}
    return replace(of, rights=rights, only_looks=True)


def begin(session: Any, user: User) -> None:
    """From the next request on; an open account that is not one's own."""
    if not actor.current().may(SEE_AS):
        raise NotPermitted(_("Only administrators see the product as another person."))
    if user.pk == actor.current().user_id or not user.is_active:
        raise Refused(_("Choose the open account of somebody else."))
    batch = token_hex(12)
    _write("see_as", user, batch)
    session[KEPT] = [user.pk, timezone.now().timestamp() + MINUTES * 60, batch]


def look_of(session: Any) -> Look | None:
    """What this session looks at."""
    if KEPT not in session:
        return None
    pk, until, batch = session[KEPT]
    return Look(User.objects.select_related("person").get(pk=pk), until, batch)


def note(look: Look, path: str) -> None:
    """Each page once a look, before it is shown."""
    if not Entry.objects.filter(batch=look.batch, verb="see_page", reason=path[:500]).exists():
        _write("see_page", look.user, look.batch, path[:500])


def end(session: Any, look: Look) -> None:
    del session[KEPT]
    _write("see_as_end", look.user, look.batch)


def _write(verb: str, user: User, batch: str, reason: str = "") -> None:
    record(Event(verb, user._meta.label_lower, user.pk, user.login, reason=reason), source="web", batch=batch)
