"""With every response the risk tells how far it is answered."""

from typing import Any

from xianji.kit import store
from xianji.risk.responses.models import RiskResponse
from xianji.risk.risks import rules
from xianji.risk.risks.models import Risk

State, Strategy = RiskResponse.State, RiskResponse.Strategy
Told = list[tuple[RiskResponse, dict[str, tuple[Any, Any]]]]


def follow_responses(told: Told) -> None:
    for response, changed in told:
        if changed.keys() & {"state", "deleted_at"}:
            bring(response, "state" in changed and response.state == State.APPROVED)


def bring(response: RiskResponse, is_new: bool) -> None:
    """Answered since the first approval; watched as soon as nothing that was approved is still to be done."""
    risk = Risk.unscoped.select_for_update().get(pk=response.risk_id)
    if risk.state not in rules.WEIGHED:
        return
    if is_new and risk.responded_on is None:
        risk.responded_on = response.approved_on
    if risk.responded_on is None:
        return
    under_way = RiskResponse.unscoped.filter(risk=risk, state=State.APPROVED, deleted_at=None).exclude(strategy=Strategy.ACCEPT)
    state = Risk.State.RESPONDING if under_way.exists() else Risk.State.MONITORING
    if risk.state != state or is_new:
        risk.state = state
        store.change(risk, verb="answer")
