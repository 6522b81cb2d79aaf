"""Who reviews a contract: every row of the table that holds adds its reviewers; finance and legal first and together, then the
line of those who sell."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from xianji.approval.requests.rules import UPWARDS, Stage, role, stage
from xianji.catalog.currencies.models import ExchangeRate
from xianji.kit.refusals import Refused
from xianji.lib import money
from xianji.org.company.settled import company
from xianji.rulebook.tables.deciding import Answer, decide, in_force
from xianji.sales.contracts import rules
from xianji.sales.contracts.examining import Reading
from xianji.sales.contracts.models import Contract, Deviation
from xianji.sales.contracts.rated import rated
from xianji.sales.contracts.terms import PaymentTerm

TABLE, SUPPLEMENT = "contract.reviewers", "contract.supplement"
TOGETHER, UPWARD = ("FIN", "LEG"), ("SUP", "RM", "SD", "EXE")
CREDITED = (PaymentTerm.Trigger.DELIVERY, PaymentTerm.Trigger.ACCEPTANCE, PaymentTerm.Trigger.INVOICE)


@dataclass
class Route:
    """The answer of the table, and the days that each role has."""

    answer: Answer
    days: dict[str, int] = field(default_factory=dict)
    amount: Decimal = Decimal(0)

    @property
    def roles(self) -> list[str]:
        """In the order in which they are asked; whoever submits has checked it already."""
        return [code for code in (*TOGETHER, *UPWARD) if code in self.days]

    @property
    def chain(self) -> list[Stage]:
        first = [code for code in TOGETHER if code in self.days]
        steps = [first] if first else []
        steps += [[code] for code in UPWARD if code in self.days]
        longest = [max(self.days[code] for code in one) for one in steps]
        return [stage(*map(role, one), days=days, late=UPWARDS) for one, days in zip(steps, longest, strict=True)]


def route(reading: Reading) -> Route:
    asked = facts(reading)
    answer = decide(TABLE, **asked)
    kept, days = in_force(TABLE)[1].answers, dict[str, int]()
    for row in answer.rows:
        for code in kept[row]["reviewers"]:
            days[code] = max(days.get(code, 0), int(kept[row]["within"] or 0))
    return Route(answer, days, asked["amount"])


def facts(reading: Reading) -> dict[str, Any]:
    """What the table asks. A small supplement is judged by what it changes, not by the whole."""
    contract = reading.contract
    changed = change(contract)
    is_small = contract.amends_id is not None and not decide(SUPPLEMENT, change=changed, term=moves_the_end(contract))["again"]
    return {
        "amount": in_base(contract, difference(contract)) if is_small else summed(contract),
        "credit": not is_small and any(one.trigger in CREDITED for one in reading.terms),
        "template": bool(contract.template_id or contract.amends_id), "deviation": contract.deviation,
        "grave": is_grave(reading), "retention": Decimal(0) if is_small else reading.share_of(PaymentTerm.Kind.RETENTION),
        **rated(contract, reading.terms), "sensitive": contract.is_sensitive, "currency": is_foreign(contract),
        "kind": contract.kind, "exclusive": contract.is_exclusive,
    }  # fmt: skip


def is_grave(reading: Reading) -> bool:
    """Whether something that is far from the template concerns what row 7 names."""
    over = reading.contract.penalty is not None and reading.contract.penalty > rules.PENALTY
    return over or any(one.concern and one.deviation == Deviation.MAJOR for one in reading.clauses)


def summed(contract: Contract) -> Decimal:
    """With the other contracts of the customer within 30 days, so that nobody splits one to keep below a bound."""
    since = timezone.now() - rules.WINDOW
    others = Contract.unscoped.filter(customer=contract.customer_id, created_at__gte=since, amends=None, deleted_at=None)
    others = others.exclude(Q(pk=contract.pk) | Q(pk=contract.amends_id) | Q(state=Contract.State.TERMINATED))
    return money.plus(*(in_base(one, one.gross) for one in [contract, *others.select_related("currency")]))


def is_foreign(contract: Contract) -> bool:
    return contract.currency is not None and contract.currency.code != company().currency


def in_base(contract: Contract, amount: Decimal) -> Decimal:
    """In base currency, by the rate of today."""
    if not is_foreign(contract):
        return amount
    rates = ExchangeRate.unscoped.filter(currency=contract.currency_id, from_on__lte=timezone.localdate(), deleted_at=None)
    rate = rates.order_by("-from_on").values_list("rate", flat=True).first()
    if rate is None:
        told = {"currency": contract.currency}
        raise Refused("", {"currency": [_("There is no rate of today for “%(currency)s”. Enter one first.") % told]})
    return money.times(amount, rate, money.MONEY)


def difference(contract: Contract) -> Decimal:
    """What a supplement adds to the price or takes from it."""
    return abs(money.minus(contract.gross, contract.amends.gross)) if contract.amends else Decimal(0)


def change(contract: Contract) -> Decimal:
    """The same as a part of the price before; all of it where that was nothing."""
    if contract.amends is None:
        return Decimal(0)
    return money.share(difference(contract), contract.amends.gross) or Decimal(bool(difference(contract)))


def moves_the_end(contract: Contract) -> bool:
    return contract.amends is not None and contract.expires_on != contract.amends.expires_on
