"""Credit for one contract: what it leaves open after its advance, asked for on its page, with its figures and none typed."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xianji.kit import registry, store
from xianji.kit.actions import action, afterwards
from xianji.kit.records.panels import Panel
from xianji.kit.refusals import Refused
from xianji.kit.web.pages import HttpRequest
from xianji.lib import actor, money
from xianji.risk.limits import actions as limits
from xianji.risk.limits.models import CreditLimit
from xianji.sales.contracts import rules
from xianji.sales.contracts.models import Contract
from xianji.sales.contracts.rated import AHEAD
from xianji.sales.contracts.routing import is_foreign

ASK, SEE = "risk.creditlimit.create", "risk.creditlimit.view"
State = CreditLimit.State
AGREED = (Contract.State.APPROVED, Contract.State.SIGNED, *rules.RUNNING)
"""From the approved text on: nobody signs before it is known how the customer is to pay."""
SHOWN = (State.DRAFT, State.REVIEW, State.APPROVED, State.ACTIVE, State.FROZEN)


@action(Contract, when=AGREED, label=gettext_lazy("Ask for a project limit"), icon="gauge", permission=ASK,
        only_for=lambda contract, who: contract.amends_id is None)  # fmt: skip
def ask_for_limit(contract: Contract, *, by: Any, why: str) -> None:
    """Its own limit, outside the standard one; those whom the table names decide, and one that holds is replaced."""
    if is_foreign(contract):
        raise Refused(_("Limits are in base currency, and this contract is in %(currency)s.") % {"currency": contract.currency})
    if (other := limits_of(contract).filter(state__in=(State.DRAFT, State.REVIEW)).first()) is not None:
        raise Refused(_("A limit for this contract is being asked for already: %(number)s.") % {"number": other})
    made = CreditLimit(
        customer_id=contract.customer_id, kind=CreditLimit.Kind.PROJECT, contract_key=contract.pk, contract_no=contract.number,
        gross=contract.gross, advance=advance(contract), reason=why.strip(),
    )  # fmt: skip
    afterwards(lambda: limits.submit(store.create(made)))


def advance(contract: Contract) -> Any:
    """What is paid before anything is shipped."""
    return money.plus(*contract.terms.filter(kind__in=AHEAD, deleted_at=None).values_list("amount", flat=True))


def limits_of(contract: Contract) -> Any:
    return CreditLimit.unscoped.filter(contract_key=contract.pk, kind=CreditLimit.Kind.PROJECT, deleted_at=None)


class ProjectLimit(Panel):
    """The limit of a contract with how much of it is used."""

    def open_on(self, record: Contract) -> bool:
        return record.state in (*AGREED, *rules.SIGNED) and actor.current().may(SEE) and bool(found(record))

    def context(self, record: Contract, request: HttpRequest) -> dict[str, Any]:
        resource = registry.resource_of(CreditLimit)
        return {"rows": [
            {"one": one, "href": resource.address(one.pk), "tone": one.tones.get(one.state, ""),
             "percent": float(min(money.share(one.used, one.amount) or 0, 1) * 100)}
            for one in found(record)
        ]}  # fmt: skip


def found(contract: Contract) -> list[CreditLimit]:
    """One statement for the page."""
    if "_limits" not in contract.__dict__:
        rows = CreditLimit.objects.filter(contract_key=contract.pk, kind=CreditLimit.Kind.PROJECT, state__in=SHOWN)
        contract.__dict__["_limits"] = list(rows.order_by("-pk")[:2])
    read: list[CreditLimit] = contract.__dict__["_limits"]
    return read


LIMIT = ProjectLimit("project_limit", gettext_lazy("Project limit"), "sales/contract_limit.html")
