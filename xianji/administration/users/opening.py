"""Opening an account and handing over the link: on the screen, and by mail where there is an address."""

import logging
from smtplib import SMTPException
from typing import Any

from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from xianji.administration.users import actions
from xianji.kit import verbs
from xianji.org.company.settled import company
from xianji.org.people.models import Person
from xianji.org.users.models import User

log = logging.getLogger(__name__)


def opened(request: Any, person: Any, wish: dict[str, Any]) -> tuple[User, str, bool]:
    """(account, link, whether it was sent): person, account, roles and invitation in one transaction."""
    with transaction.atomic():
        if person is None:
            person = verbs.create(Person, {"name": wish["name"], "unit": wish["unit"], "email": wish["email"]}, source="web")
        account = actions.open_account(person, wish["login"], wish["email"])
        for role in wish["roles"]:
            actions.give_role(account, role)
        link = link_of(request, actions.invite(account))
    return account, link, sent(account, link)


def address_of(request: Any, account: User) -> tuple[str, bool]:
    """(a new link, whether it was sent)."""
    link = link_of(request, actions.invite(account))
    return link, sent(account, link)


def link_of(request: Any, token: str) -> str:
    path = f"/account/invitation/{token}/"
    return request.build_absolute_uri(path) if request is not None else path


def sent(account: User, link: str) -> bool:
    """Whether a mail server took the invitation; without one the link on the screen is passed on by hand."""
    if not account.email:
        return False
    told = {"name": str(account.person or account.login), "login": account.login, "link": link, "company": company().name}
    text = render_to_string("administration/invitation.txt", told)
    try:
        return bool(send_mail(_("Your account for Xianji"), text, None, [account.email]))
    except (OSError, SMTPException):
        log.exception("The invitation of %s could not be sent.", account.login)
        return False
