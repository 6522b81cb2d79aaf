"""Looking at doubtful answers: genuine ones go their way, spam ends; and whose the responses of a new lead are."""

from typing import Any

from django.utils.translation import gettext as _

from xianji.audit.journal import Event, record
from xianji.customers.leads.actions import OPEN, disqualify, distribute
from xianji.customers.leads.deadlines import GRADES
from xianji.customers.leads.models import Lead
from xianji.customers.touches.models import Touch
from xianji.customers.webforms.models import Submission
from xianji.customers.webforms.taking import agree
from xianji.kit import sets, store
from xianji.kit.refusals import WrongState
from xianji.org.among import Among

State = Submission.State


def settle(pk: int, *, is_genuine: bool) -> Submission:
    """What somebody found of a doubtful answer: once, and written down."""
    with store.whole():
        rows = Submission.objects.select_for_update(of=("self",)).select_related("form", "wording__notice", "wording__marketing")
        made = rows.filter(pk=pk).first()
        if made is None or made.state != State.LOOK:
            raise WrongState(_("Somebody has looked at this already."))
        made.lead = Lead.unscoped.filter(pk=made.lead_id, deleted_at=None).first()
        made.state = State.GOOD if is_genuine else State.SPAM
        if made.lead:
            (go_on if is_genuine else end)(made, made.lead)
        made.save(update_fields=["state", "consent"])
        told = {"answer": (State.LOOK.value, made.state)}
        record(Event("look", made.form.label(), made.form_id, str(made.form), told), source="web")
    return made


def go_on(made: Submission, lead: Lead) -> None:
    """What they agreed to holds from the moment at which they did; a new lead goes to whom the table says."""
    if made.consent is None:
        made.consent = agree(made)
    if made.is_new and lead.state == Lead.State.NEW and lead.grade in GRADES:
        distribute(lead)


def end(made: Submission, lead: Lead) -> None:
    """A lead that spam made ends; one that was there before stays as it is."""
    if made.is_new and lead.state in OPEN:
        disqualify(lead, closed_because=_("Spam in a web form"))


def follow_leads(told: list[tuple[Lead, dict[str, Any]]]) -> None:
    """Whoever is the first to get a lead gets the responses that came before anybody had it."""
    owners = {
        lead.pk: lead.owner_id for lead, changed in told
        if "number" not in changed and changed.get("owner_id", (0, 0))[0] is None and lead.owner_id
    }  # fmt: skip
    if not owners:
        return
    waiting = Touch.unscoped.filter(Among("lead", owners), owner=None, channel=Touch.Channel.WEB, deleted_at=None)
    for lead_id in set(waiting.values_list("lead_id", flat=True)):
        sets.change_many(waiting.filter(lead=lead_id), {"owner_id": owners[lead_id]}, verb="hand_over")
