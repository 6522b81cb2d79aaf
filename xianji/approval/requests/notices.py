"""Telling people about requests: a mail to each, in their own language, promised in the transaction and sent once."""

from collections.abc import Iterable

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from xianji.approval.absences.deputies import deputies_of
from xianji.approval.requests.models import Request
from xianji.kit.mail import send_mail_later
from xianji.lib import actor
from xianji.org.models import User

DEPUTISED = {"asked", "reminded", "late"}
"""What is also told to the deputies of those who are away."""


def announce(request: Request, kind: str, people: Iterable[int | None]) -> None:
    """Nobody is told of what they did themselves."""
    who = actor.current()
    told = {pk for pk in people if pk}
    if kind in DEPUTISED:
        told |= set(deputies_of(told).values())
    for account in User.objects.filter(person__in=told - {who.person_id}, is_active=True):
        if account.email:
            with translation.override(account.language or settings.LANGUAGE_CODE):
                text = f"{request.word}\n\n{address(request)}"
                key = f"approval:{request.pk}:{request.version}:{kind}:{account.pk}"
                send_mail_later(account.email, sentence(request, kind, who.name), text, key=key)


def sentence(request: Request, kind: str, name: str) -> str:
    told = {"who": name, "what": f"{request.title}: {request.about_title}", "number": request.number}
    sentences = {
        "asked": _("%(who)s asks for your approval: %(what)s"),
        "approved": _("Approved: %(what)s"),
        "returned": _("%(who)s returned it: %(what)s"),
        "rejected": _("%(who)s rejected it: %(what)s"),
        "withdrawn": _("%(who)s withdrew the request: %(what)s"),
        "overtaken": _("What was asked about has changed, so the request is closed: %(what)s"),
        "reminded": _("Waiting for your decision: %(what)s"),
        "late": _("The time to decide is over: %(what)s"),
        "deputy": _("You decide for somebody who is away: %(what)s"),
        "nobody": _("Nobody is left to decide: %(what)s"),
    }
    return sentences[kind] % told


def address(request: Request) -> str:
    """Where to decide: with the host, where one is set."""
    at = f"/approval/requests/{request.pk}"
    return f"{settings.CSRF_TRUSTED_ORIGINS[0]}{at}" if settings.CSRF_TRUSTED_ORIGINS else at
