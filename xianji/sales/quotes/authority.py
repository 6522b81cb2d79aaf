"""Who must agree to a quote, and why: the strictest of discount, margin and terms, as the rulebook's table says."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from xianji.approval.requests.rules import Stage, role, stage
from xianji.lib import money
from xianji.lib.actor import Actor
from xianji.org.actors import held_by
from xianji.org.models import User
from xianji.risk.standing.models import CreditStanding
from xianji.rulebook.parameters.reading import value
from xianji.rulebook.tables.deciding import Answer, decide
from xianji.sales.quotes import rules

TABLE = "quote.approvers"
PLAIN: dict[str, Any] = {
    "discount": Decimal(0), "margin": Decimal(1), "validity": 0, "freight": Decimal(0), "retention": Decimal(0), "longer": 0,
    "below_cost": False,
}  # fmt: skip
"""A quote that nobody need be asked about."""


@dataclass(frozen=True)
class Terms:
    """What the whole asks for besides its prices."""

    validity: int
    freight: Decimal
    retention: Decimal
    longer: int

    def facts(self) -> dict[str, Any]:
        return {"validity": self.validity, "freight": self.freight, "retention": self.retention, "longer": self.longer}


@dataclass(frozen=True)
class Reason:
    """One thing that asks for a level."""

    name: str
    value: Any
    level: str


@dataclass(frozen=True)
class Need:
    """The level, the answer of the table that gave it, and everything that asks for more than nothing."""

    level: str
    answer: Answer
    reasons: tuple[Reason, ...]

    @property
    def approvers(self) -> tuple[str, ...]:
        return tuple(self.answer.get("approvers") or ())


def terms_of(quote: Any, net: Decimal, allowed: int) -> Terms:
    """The freight as a share of the net amount; the days beyond those that the rating allows."""
    share = money.share(quote.freight, net) if net > 0 else None
    if share is None:
        share = Decimal(1) if quote.freight else Decimal(0)
    return Terms((quote.valid_until - quote.quoted_on).days, share, quote.retention, max(0, quote.days - allowed))


def allowed_days(quote: Any) -> int:
    """How long the customer may take to pay without anybody being asked: by its rating, where it has one."""
    rated = CreditStanding.objects.filter(pk=quote.customer_id).exclude(rating="").values_list("terms_days", flat=True).first()
    return int(value("quote.days", quote.quoted_on)) if rated is None else int(rated)


def needed(totals: rules.Totals, terms: Terms, on: date) -> Need:
    """Every line and the whole are asked about; the highest level counts."""
    asked = list(dict.fromkeys(rules.asked(totals)))
    answers = [decide(TABLE, on, **facts_of(one), **terms.facts()) for one in asked]
    answer = max(answers, key=lambda one: (one["level"], len(one.get("approvers") or ())))
    return Need(answer["level"], answer, tuple(reasons(asked, terms, on)))


def facts_of(one: rules.Asked) -> dict[str, Any]:
    return {"discount": one.discount, "margin": one.margin, "below_cost": one.below_cost}


def reasons(asked: list[rules.Asked], terms: Terms, on: date) -> Iterable[Reason]:
    """Each matter alone, at its worst; those that ask for nothing are left out, the strictest comes first."""
    facts = {
        "discount": max(one.discount for one in asked), "margin": min(one.margin for one in asked),
        "below_cost": any(one.below_cost for one in asked), **terms.facts(),
    }  # fmt: skip
    found = [Reason(name, fact, decide(TABLE, on, **PLAIN | {name: fact})["level"]) for name, fact in facts.items()]
    least = decide(TABLE, on, **PLAIN)["level"]
    return sorted((one for one in found if one.level > least), key=lambda one: one.level, reverse=True)


def chain(need: Need, by: Actor) -> list[Stage]:
    """Each level above whoever asks, from below; finance beside the director, legal before management."""
    hours = float(need.answer["within"])
    return [stage(*map(role, roles), hours=hours) for roles in rules.steps(need.approvers, roles_of(by))]


def roles_of(who: Actor) -> set[str]:
    user = User.objects.filter(pk=who.user_id).first() if who.user_id else None
    return {one.role.code for one in held_by(user)} if user else set()
