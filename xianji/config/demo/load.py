"""Loading the demo company: everything or nothing, always the same for one language and day."""

from random import Random

from django.db import transaction
from django.utils import timezone, translation

from xianji.config.demo import company, history
from xianji.config.demo.words import words
from xianji.lib import actor
from xianji.lib.actor import SYSTEM

SEED = 20260101


def load(language: str) -> list[tuple[str, str, str]]:
    """Returns the sign-ins to show: (login, password, name)."""
    told = words(language)
    with actor.acting(SYSTEM), translation.override(language), transaction.atomic():
        made = company.found(told)
        history.write(told, made, Random(SEED))
        regulation_in_force(language)
    shown = ("director", "east", "lead1", "rep1", "admin")
    names = dict(zip([login for login, _role, _place in company.LOGINS], told["people"], strict=True))
    return [(login, company.PASSWORD, names[login]) for login in shown]


def regulation_in_force(language: str) -> None:
    """The regulation that ships takes effect today."""
    from xianji.policy.versions.actions import publish
    from xianji.policy.versions.loading import load_default

    publish(load_default(language), effective_on=timezone.localdate())
