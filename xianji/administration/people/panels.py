"""The account of a person, for those who keep accounts."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from xianji.administration.users.actions import MANAGE
from xianji.administration.users.page import rows
from xianji.kit.records.panels import Panel
from xianji.lib import actor
from xianji.org.users.models import User


class Account(Panel):
    """Login, state and roles, or the way to open an account."""

    def open_on(self, record: Any) -> bool:
        return actor.current().may(MANAGE)

    def context(self, record: Any, request: Any) -> dict[str, Any]:
        user = User.objects.filter(person=record).prefetch_related("assignments__role").first()
        return {"row": rows([user])[0] if user else None}


ACCOUNT = Account("account", _("Account"), "administration/person_account.html", "rail")
