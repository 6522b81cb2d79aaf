"""What the regulation asks of the pools: what nobody follows up goes back."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import (
    Case,
    CharField,
    DateField,
    DateTimeField,
    DurationField,
    F,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Greatest, TruncDate
from django.utils.translation import gettext_lazy as _

from xianji.customers.customers.models import Customer
from xianji.customers.pool.deciding import protecting, terms_on
from xianji.customers.pool.membership import catchments
from xianji.customers.pool.models import Hold
from xianji.customers.pool.of_customers import CUSTOMERS, IN_LIFE
from xianji.customers.pool.rules import Terms
from xianji.kit.controls import Step, control

KINDS = {"prospect": Q(state="prospect"), "large": Q(size_class="large"), "usual": Q()}
"""In the order in which they are asked."""


@dataclass(frozen=True)
class PoolRules:
    """The rules of the pool, as they are on the day that is judged."""

    def on(self, day: date) -> dict[str, Terms]:
        ask = terms_on(day)
        return {kind: ask(kind, "") for kind in KINDS}


@control(
    "3.2.1c", Customer, every="day", evidence=("to_pool", "claimed", "assigned"), rules=PoolRules(),
    title=_("Idle customers go back"), duty=_("Follow the customer up, or give it back to the pool"),
    says=_("Who does not follow a customer up for the time that the pool's rules give does not keep it."),
    steps=(
        Step(
            _("Last follow-up"), _("call, meeting or mail with the customer or about its deals"),
            ("后续跟进", "後續追蹤", "follows up"),
        ),
        Step(_("Warned in time"), _("7, 3 and 1 days before, by the table of the pool")),
        Step(_("Every night"), _("what nobody followed up goes back to its pool"), ("收回", "go back")),
    ),
)
def idle_customers_go_back(customers: Any, on: date, rules: dict[str, Terms]) -> Any:
    """A customer whose time is over lies in its pool, and nobody holds it; where there is no pool, or something open or a
    promise protects it, the clause does not ask."""
    hold = Hold.objects.filter(customer=OuterRef("pk"))
    found = customers.annotate(
        held_since=Coalesce(Subquery(hold.values("since")[:1]), F("created_at"), output_field=DateTimeField()),
        allowed=Subquery(hold.annotate(day=Greatest(
            Coalesce("extended_until", NEVER), Coalesce("protected_until", NEVER), Coalesce("falls_on", NEVER),
        )).values("day")[:1]),
    )  # fmt: skip
    begun = Greatest(TruncDate(Greatest("held_since", "created_at")), Coalesce("last_contact_on", NEVER))
    found = found.annotate(begun=Cast(begun, DateField()), spell=by_kind(rules))
    due = Greatest(Cast(F("begun") + F("spell"), DateField()), Coalesce("allowed", NEVER))
    found = found.annotate(due=Cast(due, DateField()))
    return found.annotate(
        verdict=Case(
            When(~asked(on), then=Value("na")), When(spell=None, then=Value("na")), When(due__lt=on, then=Value("fail")),
            default=Value("pass"), output_field=CharField(),
        ),
        given=Cast("begun", CharField()),
    )  # fmt: skip


NEVER = Value(date(1970, 1, 1), output_field=DateField())


def asked(on: date) -> Q:
    """Customers in life that somebody holds, whom a pool would take back, and whom nothing open protects."""
    places = Q(pk__in=[])
    for one in catchments(CUSTOMERS.name):
        places |= one.condition()
    kept = Q(pk__in=[])
    for facts in protecting(CUSTOMERS.protections, on):
        several = Q()
        for fact in sorted(facts):
            several &= Q(pk__in=CUSTOMERS.protections[fact]())
        kept |= several
    return places & Q(state__in=IN_LIFE, owner__isnull=False) & ~kept


def by_kind(rules: dict[str, Terms]) -> Case:
    """How long without follow-up; nothing for those who never go back by themselves."""
    spells = [
        When(KINDS[kind] or Q(pk__isnull=False), then=Value(
            timedelta(days=terms.idle) if terms.recycles and terms.idle is not None else None, output_field=DurationField()
        )) for kind, terms in rules.items()
    ]  # fmt: skip
    return Case(*spells, output_field=DurationField())
