"""Loading the demo company: everything or nothing, always the same for one language and day."""

from random import Random
from typing import Any

from django.db import transaction
from django.utils import timezone, translation

from xianji.config.demo import (
    asked,
    company,
    contracts,
    credit,
    deals,
    desk,
    expenses,
    history,
    leaves,
    money,
    nurturing,
    orders,
    pools,
    privacy,
    prospects,
    quotes,
    register,
    risks,
    service,
    strategies,
    visits,
    webforms,
)
from xianji.config.demo.acting import acting_as
from xianji.config.demo.planted import look_back, plant
from xianji.config.demo.words import words
from xianji.lib import actor
from xianji.lib.actor import SYSTEM

SEED = 20260101
BEFORE = (
    history.write, strategies.devise, desk.furnish, prospects.write, nurturing.write, pools.fill, privacy.fill, webforms.write,
    deals.write, deals.look_ahead, quotes.listed, contracts.write, visits.write, register.write, expenses.write, orders.write,
    money.write, credit.write, risks.write, strategies.renew, service.write,
)  # fmt: skip
UNDER = (quotes.write, contracts.offered)
"""What is done by verbs before which the regulation stands: it is asked, or they would be found to have gone past it."""
DECLARING = ("1.1", "1.3", "X8")
"""Clauses that say why, in what spirit, or how the text itself is kept."""


def load(language: str) -> list[tuple[str, str, str]]:
    """Returns the sign-ins to show: (login, password, name)."""
    told = words(language)
    with actor.acting(SYSTEM), translation.override(language), transaction.atomic():
        write(told, language)
        plant()
        leaves.ask_for(told)
        look_back()
        leaves.go_past()
        exports_are_asked_for()
        asked.ask(told)
    shown = ("director", "east", "lead1", "rep1", "admin")
    names = dict(zip([login for login, _role, _place in company.LOGINS], told["people"], strict=True))
    return [(login, company.PASSWORD, names[login]) for login in shown]


def write(told: dict[str, Any], language: str) -> None:
    """The company and what its people have done, before its regulation and under it; each writer draws from lots of its own."""
    made = company.found(told)
    for before in BEFORE:
        before(told, made, Random(SEED))
    regulation_in_force(language)
    for under in UNDER:
        under(told, made, Random(SEED))


def regulation_in_force(language: str) -> None:
    """The regulation that ships takes effect today: the director says which control answers for which clause, and puts it
    into force."""
    from xianji.policy.coverage import reading
    from xianji.policy.coverage.actions import confirm, sign, suggest, uncovered
    from xianji.policy.coverage.models import Coverage
    from xianji.policy.versions.actions import submit
    from xianji.policy.versions.loading import load_default

    with acting_as("director"):
        version = load_default(language)
        suggest(version)
        confirm(Coverage.unscoped.filter(policy_version=version))
        left = uncovered(version)
        sign([one for one in left if one.number.startswith(DECLARING)], Coverage.Why.DECLARES)
        sign([one for one in left if not one.number.startswith(DECLARING)], Coverage.Why.WAITS)
        submit(version, effective_on=timezone.localdate())
    reading.forget()


def exports_are_asked_for() -> None:
    """As the regulation wants it: more than a hundred rows leave with an approval."""
    from xianji.rulebook.parameters.writing import plan

    plan("export.approval", "on", timezone.localdate(), "3.3.3b", source="demo")
