"""What owners of contracts are told by the clock: milestones that come, and contracts that expire; each once."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_noop

from xianji.sales.contracts import rules
from xianji.sales.contracts.models import Contract
from xianji.sales.contracts.parts import Milestone
from xianji.sales.contracts.quoting import LIVING
from xianji.workspace.notices.telling import Word, tell_many

KIND = "contract"
BLOCK = 2_000


def remind(today: date) -> int:
    """How many words were new."""
    return tell_many([*milestones(today), *expiring(today)])


def milestones(today: date) -> Iterator[Word]:
    """Seven days before, three, and on the day; who missed a night hears of the nearest."""
    until = today + timedelta(days=max(rules.ALERTS))
    rows = Milestone.objects.filter(done_on=None, due_on__gte=today, due_on__lte=until, contract__state__in=rules.RUNNING)
    for one in rows.select_related("contract", "term").exclude(contract__owner=None).iterator(BLOCK):
        left = nearest((one.due_on - today).days, rules.ALERTS)  # type: ignore[operator]
        title = one.term.get_kind_display() if one.term else one.get_kind_display()
        values = {"step": title, "contract": told(one.contract), "day": one.due_on.isoformat()}  # type: ignore[union-attr]
        yield Word(
            one.contract.owner_id or 0, KIND, gettext_noop("%(step)s on %(day)s: %(contract)s"), values,
            f"milestone:{one.pk}:{one.due_on}:{left}", (Contract.label(), one.contract_id), left == 0,
        )  # fmt: skip


def expiring(today: date) -> Iterator[Word]:
    """Ninety, sixty and thirty days before; a supplement ends with its contract, and what is renewed goes on."""
    renewed = Contract.unscoped.filter(renews=OuterRef("pk"), state__in=LIVING, deleted_at=None)
    until = today + timedelta(days=max(rules.WARNINGS))
    rows = Contract.unscoped.filter(state__in=rules.RUNNING, expires_on__gte=today, expires_on__lte=until, deleted_at=None)
    for one in rows.filter(~Exists(renewed), amends=None).exclude(owner=None).iterator(BLOCK):
        left = nearest((one.expires_on - today).days, rules.WARNINGS)
        values = {"contract": told(one), "day": one.expires_on.isoformat()}
        yield Word(
            one.owner_id or 0, KIND, gettext_noop("%(contract)s expires on %(day)s. Renew it, or let it end."), values,
            f"expiry:{one.pk}:{one.expires_on}:{left}", (Contract.label(), one.pk), left == min(rules.WARNINGS),
        )  # fmt: skip


def told(contract: Contract) -> str:
    return f"{contract.number} {contract}"


def nearest(days: int, steps: Iterable[int]) -> int:
    """The step that has come: the smallest that is not smaller than the days left."""
    return min(step for step in steps if step >= days)
