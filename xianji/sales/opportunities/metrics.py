"""The figures of opportunities. Won and lost count on the day of closing, the pipeline on the expected day."""

from decimal import Decimal
from typing import Any

from django.db.models import Count, IntegerField, Q, Sum
from django.db.models.expressions import Func
from django.utils.translation import gettext_lazy as _

from xianji.kit.metrics import metric
from xianji.kit.metrics.declared import COUNT, DAYS, MONEY, RATE
from xianji.lib import money
from xianji.sales.opportunities import rules, stages
from xianji.sales.opportunities.models import Opportunity

WON, LOST = Q(stage="won"), Q(stage="lost")
DECIDED = LOST & Q(is_undecided=False)
CLOSED = {"stage": "won,lost"}
EARNER = "counts_for"
"""What was won or lost counts for whoever owned it then, open deals for whoever owns them now."""
OPEN = {"stage": ",".join(rules.OPEN)}


class DaysBetween(Func):
    """Whole days from one date to another."""

    output_field = IntegerField()
    template = "(%(expressions)s)"
    arg_joiner = " - "

    def as_sqlite(self, compiler, connection, **context):
        first, last = (compiler.compile(one) for one in self.source_expressions)
        sql = f"CAST(julianday({first[0]}) - julianday({last[0]}) AS INTEGER)"
        return sql, [*first[1], *last[1]]


CYCLE = DaysBetween("closed_on", "opened_on")


@metric(Opportunity, label=_("Won revenue"), unit=MONEY, dated="closed_on", whose=EARNER, opens={"stage": "won"},
        amount=Sum("amount"), blank=Count("pk", filter=Q(amount=None)))  # fmt: skip
def won_revenue(amount: Decimal) -> Decimal:
    """What was won, net of tax."""
    return amount


@metric(Opportunity, label=_("Won deals"), unit=COUNT, dated="closed_on", whose=EARNER, opens={"stage": "won"}, count=Count("pk"))
def won_count(count: int) -> int:
    """How many were won."""
    return count


@metric(Opportunity, label=_("Lost deals"), unit=COUNT, dated="closed_on", whose=EARNER, opens={"stage": "lost"},
        count=Count("pk"))  # fmt: skip
def lost_count(count: int) -> int:
    """How many were lost."""
    return count


@metric(Opportunity, label=_("Win rate"), unit=RATE, dated="closed_on", whose=EARNER, opens=CLOSED,
        won=Count("pk", filter=WON), lost=Count("pk", filter=DECIDED))  # fmt: skip
def win_rate(won: int, lost: int) -> Decimal | None:
    """Won among those closed in the period for somebody (F-31)."""
    return money.share(won, won + lost)


@metric(Opportunity, label=_("Sales cycle"), unit=DAYS, dated="closed_on", whose=EARNER, opens={"stage": "won"},
        days=Sum(CYCLE), known=Count("pk", filter=Q(opened_on__isnull=False, closed_on__isnull=False)))  # fmt: skip
def cycle_days(days: int, known: int) -> Decimal | None:
    """Days from opening to closing, won deals only."""
    return money.avg(days, known, 2)


@metric(Opportunity, label=_("Average deal"), unit=MONEY, dated="closed_on", whose=EARNER, opens={"stage": "won"},
        amount=Sum("amount"), valued=Count("amount"), blank=Count("pk", filter=Q(amount=None)))  # fmt: skip
def average_deal(amount: Decimal, valued: int) -> Decimal | None:
    """Won revenue per won deal that has an amount."""
    return money.avg(amount, valued, 2)


@metric(Opportunity, label=_("Open pipeline"), unit=MONEY, dated="expected_on", opens=OPEN,
        amount=Sum("amount"), blank=Count("pk", filter=Q(amount=None)))  # fmt: skip
def open_pipeline(amount: Decimal) -> Decimal:
    """The amounts of all open deals."""
    return amount


BY_STAGE: dict[str, Any] = {stage: Sum("amount", filter=Q(stage=stage)) for stage in rules.OPEN}


@metric(Opportunity, label=_("Weighted pipeline"), unit=MONEY, dated="expected_on", opens=OPEN,
        blank=Count("pk", filter=Q(amount=None)),
        **BY_STAGE)  # fmt: skip
def weighted_pipeline(**amounts: Decimal) -> Decimal:
    """Each stage's amounts times the stage's probability (F-33); rounded once, at the end."""
    exact = sum((Decimal(amount) * stages.PROBABILITY.get(stage, 0) for stage, amount in amounts.items()), Decimal(0))
    return money.round_half_up(exact, 2)


METRICS = [
    won_revenue, won_count, lost_count, win_rate, cycle_days, average_deal, open_pipeline, weighted_pipeline,
]  # fmt: skip
