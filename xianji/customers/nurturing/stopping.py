"""What ends a sequence: an answer, a no, the end of the lead's nurturing, or of the sequence itself; each at once."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from xianji.customers.consents import asking
from xianji.customers.consents.models import Consent
from xianji.customers.consents.rules import ANY, GIVEN
from xianji.customers.leads.models import Lead
from xianji.customers.nurturing import rules
from xianji.customers.nurturing.enrolling import begin_by_itself
from xianji.customers.nurturing.models import OPEN, NurtureDispatch, NurtureEnrollment
from xianji.customers.touches.models import Touch
from xianji.kit import sets
from xianji.kit.said import named, sentence
from xianji.org.among import Among
from xianji.workspace.tasks.opening import close_tasks

State = NurtureEnrollment.State
Changes = dict[str, tuple[Any, Any]]


def running(leads: Iterable[int]) -> Any:
    """What is open of these leads, whoever may see it."""
    return NurtureEnrollment.unscoped.filter(Among("lead", sorted(leads)), state__in=OPEN, deleted_at=None)


def stop(rows: Any, because: str) -> int:
    """End these, with the reason and the moment; what they gave to do is no longer to be done. Returns how many."""
    ids = list(rows.values_list("pk", flat=True))
    if not ids:
        return 0
    values = {"state": State.STOPPED, "ended_because": because, "halted_at": timezone.now(), "held_because": "", "due_on": None}
    open_ones = NurtureEnrollment.unscoped.filter(Among("pk", ids), state__in=OPEN)
    reason = sentence(named(NurtureEnrollment.Why(because).label))
    done = sets.change_many(open_ones, values, verb="stop", reason=reason)
    drop_tasks(ids, because)
    return done


def drop_tasks(ids: Iterable[int], because: str) -> None:
    """An answer is what the task was for; otherwise it falls away."""
    given = NurtureDispatch.objects.filter(Among("enrollment", sorted(ids)), way=NurtureDispatch.Way.TASK)
    close_tasks([one.key for one in given.only("enrollment", "step")], "done" if because == rules.REPLY else "cancelled")


def follow_touches(told: list[tuple[Touch, Changes]]) -> None:
    """Called with every write of touches: an answer that came after the beginning ends every sequence of the lead."""
    heard: dict[int, Any] = {}
    for touch, changed in told:
        if touch.lead_id and changed.keys() & {"id", "outcome", "at", "lead_id"} and rules.is_answer(touch.outcome):
            heard[touch.lead_id] = max(touch.at, heard.get(touch.lead_id, touch.at))
    if heard:
        rows = running(heard).values_list("pk", "lead", "began_at")
        stop_these([pk for pk, lead, began in rows if heard[lead] >= began], rules.REPLY)


def follow_consents(told: list[tuple[Consent, Changes]]) -> None:
    """Called with every write of the ledger: a no to the purpose of a sequence ends it."""
    ids = {one.about_id for one, _changed in told if one.about_label == Lead.label() and one.about_id and one.kind != GIVEN}
    by_purpose: dict[str, list[NurtureEnrollment]] = defaultdict(list)
    for one in running(ids).select_related("lead", "sequence") if ids else ():
        by_purpose[one.sequence.purpose].append(one)
    for purpose, found in by_purpose.items():
        said = asking.answers([one.lead for one in found], ANY, purpose)
        stop_these([one.pk for one in found if is_no(said[one.lead_id])], rules.OPT_OUT)


def is_no(answer: asking.Answer) -> bool:
    """Whether they said no, and have not just been asked yet."""
    return not answer and answer.code != rules.UNASKED


def follow_leads(told: list[tuple[Lead, Changes]]) -> None:
    """Called with every write of leads: who is nurtured from now on comes into a sequence, who no longer is leaves it."""
    ended: dict[str, list[int]] = defaultdict(list)
    begun = []
    for lead, changed in told:
        if why := why_ended(lead, changed):
            ended[why].append(lead.pk)
        elif "state" in changed and lead.state == Lead.State.NURTURING:
            begun.append(lead)
    for why, ids in ended.items():
        stop(running(ids), why)
    if begun:
        begin_by_itself(begun)


def why_ended(lead: Lead, changed: Changes) -> str:
    """What this write of a lead means for its sequences; nothing where they go on."""
    if lead.deleted_at and "deleted_at" in changed:
        return rules.GONE
    if lead.do_not_contact and "do_not_contact" in changed:
        return rules.OPT_OUT
    is_moved = changed.get("state", (None,))[0] is not None
    return rules.ENDS.get(lead.state, "") if is_moved else ""


def stop_these(ids: list[int], because: str) -> int:
    return stop(NurtureEnrollment.unscoped.filter(Among("pk", ids)), because) if ids else 0
