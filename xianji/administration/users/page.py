"""What the screens of accounts show."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Prefetch, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xianji.administration.journal.words import reason_told, verb_told
from xianji.audit.models import Entry
from xianji.lib import whole
from xianji.org.access.models import Assignment
from xianji.org.users.invitations import VALID
from xianji.org.users.models import User
from xianji.org.users.sessions import open_sessions

PAGE = 50
OPEN, CLOSED = pgettext_lazy("account", "Open"), pgettext_lazy("account", "Closed")
STATES = {"": OPEN, "invited": _("Invited"), "closed": CLOSED, "all": _("All")}
DORMANT = timedelta(days=90)


@dataclass(frozen=True)
class Row:
    """One account as the list shows it."""

    user: User
    roles: list[Any]
    has_second_step: bool

    @property
    def state(self) -> tuple[Any, str]:
        """(word, tone)."""
        if not self.user.is_active:
            return CLOSED, ""
        if self.user.invited_at:
            is_over = timezone.now() - self.user.invited_at > VALID
            return (_("Invitation too old"), "warn") if is_over else (_("Invited"), "info")
        return OPEN, ""


def listed(words: str = "", state: str = "", role: str = "", after: str = "") -> tuple[list[Row], str]:
    """(rows by login, mark of the next page)."""
    users = User.objects.select_related("person__unit").prefetch_related(_held()).order_by("login")
    if state != "all":
        users = users.filter(is_active=state != "closed")
    if state == "invited":
        users = users.exclude(invited_at=None)
    if words:
        named = Q(login__icontains=words) | Q(person__name__icontains=words) | Q(person__number=words.upper())
        users = users.filter(named | Q(email__iexact=words))
    if (role_id := whole.number(role)) is not None:
        users = users.filter(assignments__role_id=role_id)
    if after:
        users = users.filter(login__gt=after)
    found = list(users[: PAGE + 1])
    return rows(found[:PAGE]), found[PAGE - 1].login if len(found) > PAGE else ""


def rows(users: Iterable[User]) -> list[Row]:
    users = list(users)
    secured = set(Authenticator.objects.filter(user__in=users, type__in=["totp", "webauthn"]).values_list("user_id", flat=True))
    return [Row(user, [one.role for one in user.assignments.all()], user.pk in secured) for user in users]


def shown(user: User) -> dict[str, Any]:
    """Everything of one account."""
    assignments = list(user.assignments.select_related("role").prefetch_related("units").order_by("role__code"))
    entries = Entry.objects.filter(label=user._meta.label_lower, record_id=user.pk).order_by("-id")[:12]
    return {
        "row": rows([user])[0], "assignments": assignments, "today": timezone.localdate(),
        "sessions": open_sessions(user),
        "tokens": user.tokens.order_by("-created_at"),
        "entries": [
            {"what": verb_told(e.verb, e.label), "who": e.actor, "at": e.at, "reason": reason_told(e.reason)} for e in entries
        ],
    }  # fmt: skip


def _held() -> Prefetch:
    held = Q(until_on=None) | Q(until_on__gte=timezone.localdate())
    return Prefetch("assignments", Assignment.objects.filter(held).select_related("role").order_by("role__code"))
