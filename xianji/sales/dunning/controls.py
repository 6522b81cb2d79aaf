"""What the regulation asks of receivables: steps in their time, balances confirmed by customers, not too much overdue."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Case, CharField, DecimalField, Exists, F, OuterRef, Q, Subquery, Sum, Value, When
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext_lazy as _

from xianji.kit.controls import L_FAST, L_MONTH, Parameter, Step, control
from xianji.kit.given import amounts
from xianji.kit.over import over
from xianji.org.models import Person
from xianji.sales.dunning.models import DunningAction, Statement
from xianji.sales.receivables.models import Receivable
from xianji.sales.receivables.rules import OWED

UNITS = DecimalField(max_digits=20, decimal_places=0)
CLAUSE = "7.3.2b"


@control(
    CLAUSE, DunningAction, every="day", missed=L_FAST, responsible="FIN", evidence=("sales.dunningaction.finish",),
    title=_("Overdue claims are followed up in time"), duty=_("Take the step of dunning that is due"),
    says=_("Each step of the ladder is done by its day, or left out with a reason."),
    steps=(Step(_("Ladder"), _("opened every night by days overdue"), ("按阶段催收", "依階段催收", "collected in stages")),),
)  # fmt: skip
def steps_are_taken(steps: Any, on: date) -> Any:
    """A step is late as soon as its day is over; what was settled or left out is no case."""
    done = Q(state=DunningAction.State.DONE)
    due = Q(state=DunningAction.State.DUE, due_on__lte=on)
    late = (done & Q(done_on__gt=F("due_on"))) | (due & Q(due_on__lt=on))
    return steps.annotate(
        due=F("due_on"), over=over(done),
        verdict=Case(
            When(~(done | due), then=Value("na")), When(late, then=Value("fail")), default=Value("pass"), output_field=CharField()
        ),
        given=Cast("due_on", CharField()),
    )


def last_quarter(on: date) -> tuple[date, date]:
    """The last day of the quarter before, and the day by which its balances are confirmed: a month later."""
    first = date(on.year, (on.month - 1) // 3 * 3 + 1, 1)
    end = first - timedelta(days=1)
    return end, first + timedelta(days=30)


@control(
    CLAUSE, Person, owner="id", every="day", missed=L_MONTH, responsible="FIN", least=Parameter("statement.confirmed"),
    evidence=("sales.statement.answer",), title=_("Customers confirm what they owe"),
    duty=_("Have the open statements of account confirmed"),
    says=_("Of what customers owe at the end of a quarter nearly all is confirmed by them within a month."),
    steps=(
        Step(
            _("Each quarter"), _("by value, from statements that customers signed"),
            ("定期与客户对账", "定期與客戶對帳", "confirmed with the customer"),
        ),
    ),
)  # fmt: skip
def balances_are_confirmed(people: Any, on: date, least: Decimal) -> Any:
    """What is owed still from before the end of the quarter, seller by seller; a customer with a statement to that day or
    later, confirmed, counts as confirmed."""
    end, by = last_quarter(on)
    owed = Receivable.unscoped.filter(owner=OuterRef("pk"), state__in=OWED, issued_on__lte=end, deleted_at=None)
    signed = Statement.unscoped.filter(
        customer=OuterRef("customer"), to_on__gte=end, state=Statement.State.CONFIRMED, deleted_at=None
    )
    return rated(people, owed, owed.filter(Exists(signed)), least, waits=on < by)


@control(
    CLAUSE, Person, owner="id", every="day", missed=L_FAST, responsible="FIN", most=Parameter("overdue.most"),
    title=_("Not too much is overdue"), duty=_("Collect what is overdue"),
    says=_("Of what the customers of a seller owe only a small part is overdue."),
    steps=(
        Step(_("Every day"), _("overdue in what is owed, seller by seller"), ("逐日计算账龄", "每日計算帳齡", "aged daily")),
    ),
)  # fmt: skip
def little_is_overdue(people: Any, on: date, most: Decimal) -> Any:
    """What is not overdue is at least the rest."""
    owed = Receivable.unscoped.filter(owner=OuterRef("pk"), state__in=OWED, issued_on__lte=on, deleted_at=None)
    return rated(people, owed, owed.filter(due_on__gte=on), 1 - most)


def rated(people: Any, whole: Any, part: Any, least: Decimal, *, waits: bool = False) -> Any:
    """Whether a part of what is owed is at least a share of it; who is owed nothing is no case."""
    found = people.filter(left_on=None).annotate(whole=units(whole), part=units(part))
    enough = Q(part__gte=Cast(F("whole"), SHARE) * Value(least, output_field=SHARE))
    verdict = Case(
        When(whole=0, then=Value("na")), When(enough, then=Value("pass")), default=Value("na" if waits else "fail"),
        output_field=CharField(),
    )  # fmt: skip
    return found.annotate(verdict=verdict, given=amounts("part", "whole"))


SHARE = DecimalField(max_digits=24, decimal_places=6)


def units(rows: Any) -> Any:
    """A sum in whole units, as the database keeps it."""
    summed = rows.order_by().values("owner").annotate(sum=Cast(Sum("balance"), UNITS)).values("sum")
    return Coalesce(Subquery(summed, output_field=UNITS), Value(Decimal(0), output_field=UNITS))
