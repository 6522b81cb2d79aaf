"""What an assessment comes to, and why one cannot be right."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from xianji.kit.web import writing
from xianji.risk.risks import keeping, rules
from xianji.rulebook.parameters.reading import value
from xianji.rulebook.tables.deciding import decide

POINTS = ("least", "likely", "most")
AMOUNTS = ("exposure", "probability")


def problems(one: Any) -> dict[str, Any]:
    """By field."""
    keeping.must_keep(one.risk, field="risk")
    found: dict[str, Any] = {}
    if one.risk.state not in rules.OPEN:
        found["risk"] = _("This risk is not open any more.")
    if one.as_of > timezone.localdate():
        found["as_of"] = _("An assessment tells what is known today. Choose today or an earlier day.")
    return found | of_money(one) | of_steps(one) | of_what_is_left(one)


def of_money(one: Any) -> dict[str, Any]:
    """One way or the other, and whole."""
    points = [getattr(one, name) for name in POINTS]
    if any(point is not None for point in points):
        if None in points or not one.least <= one.likely <= one.most:
            return {"likely": _("Give all three losses, the least first and the most last.")}
        if one.exposure is not None:
            return {"exposure": _("Give either what is at stake or three losses, not both.")}
    elif one.probability is not None and one.exposure is None:
        return {"exposure": _("Say what is at stake.")}
    elif one.exposure is not None and one.probability is None:
        return {"probability": _("Say how probable it is within 12 months.")}
    return {}


def of_steps(one: Any) -> dict[str, Any]:
    """A step below what the money says needs a reason."""
    if one.note.strip() or not (one.likelihood and one.impact):
        return {}
    likelihood, impact = by_tables(one, one.as_of)
    found = {}
    if likelihood and int(one.likelihood) < likelihood:
        told = {"chance": writing.percent(one.probability), "step": likelihood}
        found["likelihood"] = _("%(chance)s is step %(step)s by the table. Choose that or more, or say why in the note.") % told
    if impact and int(one.impact) < impact:
        told = {"loss": writing.money(loss(one)), "step": impact}
        said = _("A loss of %(loss)s is step %(step)s by the table. Choose that or more, or say why in the note.")
        found["impact"] = said % told
    return found


def of_what_is_left(one: Any) -> dict[str, Any]:
    """F-45: what is left after a response is no graver than before, unless the note says why."""
    if one.kind != "residual":
        return {}
    if one.risk.responded_on is None:
        return {"kind": _("No response to this risk was approved yet, so all of it is left.")}
    is_graver = bool(one.likelihood and one.impact) and rules.score(one.likelihood, one.impact) > (one.risk.score or 0)
    if is_graver and not one.note.strip():
        return {"likelihood": _("More would be left than there was before. Say why in the note, or assess the risk as it is.")}
    return {}


def by_tables(one: Any, on: date) -> tuple[int, int]:
    """The steps that chance and loss come to; 0 where there is none."""
    likelihood = decide("risk.likelihood", on, chance=one.probability)["likelihood"] if one.probability is not None else 0
    gone = loss(one)
    impact = decide("risk.impact", on, loss=gone, delay=0, legal=None)["impact"] if gone is not None else 0
    return int(likelihood), int(impact)


def loss(one: Any) -> Decimal | None:
    """If it happens: the share of what is at stake, or the most likely of three."""
    if one.likely is not None:
        return Decimal(one.likely)
    return None if one.exposure is None else rules.loss(one.exposure, share(one))


def share(one: Any) -> Decimal:
    """As typed, else as the rulebook says of what is not secured."""
    return Decimal(value("risk.lost", one.as_of) if one.lost_share is None else one.lost_share)


def bring(one: Any) -> None:
    """What follows from what was typed; it lies where its risk lies."""
    reckon(one)
    risk = one.risk
    one.owner_id, one.unit_id, one.org_path = risk.owner_id, risk.unit_id, risk.org_path


def reckon(one: Any) -> None:
    """Score and level by the table of the day, the expected loss by amounts or by three points."""
    if one.likelihood and one.impact:
        one.score = rules.score(one.likelihood, one.impact)
        one.level = decide("risk.level", one.as_of, score=one.score)["level"]
    if one.likely is not None:
        one.loss = rules.pert(one.least, one.likely, one.most)
    elif one.exposure is not None and one.probability is not None:
        one.lost_share = share(one)
        one.loss = rules.expected(one.exposure, one.probability, one.lost_share)
