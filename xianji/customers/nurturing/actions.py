"""What people do with sequences and with the leads in them."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from xianji.customers.consents.asking import must_be_open
from xianji.customers.consents.rules import ANY
from xianji.customers.leads.models import Lead
from xianji.customers.nurturing import enrolling, rules, stopping
from xianji.customers.nurturing.models import NurtureEnrollment, NurtureSequence
from xianji.kit.actions import action, afterwards
from xianji.kit.refusals import Refused

State, Sequence = NurtureEnrollment.State, NurtureSequence.State
MAY_BE = (Lead.State.ASSIGNED, Lead.State.CONTACTED, Lead.State.NURTURING)


@action(NurtureSequence, when=(Sequence.DRAFT, Sequence.RETIRED), then=Sequence.ACTIVE, label=gettext_lazy("Put into use"),
        icon="player-play", primary=True)  # fmt: skip
def put_into_use(sequence: NurtureSequence, *, by: Any) -> None:
    """From now on leads come into it."""
    if not enrolling.steps_of([sequence.pk])[sequence.pk]:
        raise Refused(_("This sequence has no steps. Add what is to be said and done first."))


@action(NurtureSequence, when=Sequence.ACTIVE, then=Sequence.RETIRED, label=pgettext_lazy("playbook", "Take out of use"),
        icon="archive", danger=True)  # fmt: skip
def retire(sequence: NurtureSequence, *, by: Any) -> None:
    """It ends for all who are in it, and nobody comes into it any more."""
    afterwards(lambda: stop_all(sequence))


def stop_all(sequence: NurtureSequence) -> None:
    stopping.stop(NurtureEnrollment.unscoped.filter(sequence=sequence, state__in=stopping.OPEN), rules.RETIRED)


@action(Lead, when=MAY_BE, then=Lead.State.NURTURING, label=gettext_lazy("Enroll in a sequence"), icon="plant-2")
def enroll(lead: Lead, *, by: Any, sequence: NurtureSequence) -> None:
    """Its steps are made for this lead, one after the other, until it answers; also where its audience is another one."""
    if sequence.state != Sequence.ACTIVE:
        raise Refused("", {"sequence": [_("“%(sequence)s” is not in use.") % {"sequence": sequence}]})
    if not lead.basis:
        raise Refused(_("No lawful basis is known for “%(lead)s”. Fill it in first.") % {"lead": lead})
    if lead.do_not_contact:
        raise Refused(_("%(lead)s is not to be contacted any more.") % {"lead": lead})
    must_be_open(lead, ANY, sequence.purpose)
    steps = enrolling.steps_of([sequence.pk])[sequence.pk]
    if not steps:
        raise Refused("", {"sequence": [_("This sequence has no steps. Add what is to be said and done first.")]})
    if not enrolling.begin([lead], sequence, steps[0]):
        raise Refused("", {"sequence": [_("“%(lead)s” is in this sequence already.") % {"lead": lead}]})


@action(NurtureEnrollment, when=State.ACTIVE, then=State.PAUSED, label=pgettext_lazy("nurturing", "Pause"),
        icon="player-pause", sets=True, undo="resume")  # fmt: skip
def pause(enrollment: NurtureEnrollment, *, by: Any) -> None:
    """Nothing is sent until it goes on."""
    enrollment.halted_at = timezone.now()


@action(NurtureEnrollment, when=State.PAUSED, then=State.ACTIVE, label=pgettext_lazy("nurturing", "Go on"),
        icon="player-play", sets=True, primary=True, undo="pause")  # fmt: skip
def resume(enrollment: NurtureEnrollment, *, by: Any) -> None:
    """With the next step; what was missed meanwhile is not sent twice."""
    enrollment.halted_at = None


@action(NurtureEnrollment, when=(State.ACTIVE, State.PAUSED), then=State.STOPPED, label=pgettext_lazy("nurturing", "Stop"),
        icon="player-stop", danger=True)  # fmt: skip
def stop(enrollment: NurtureEnrollment, *, by: Any, why: str) -> None:
    """For good; the lead can come into a sequence anew."""
    enrollment.ended_because, enrollment.halted_at = rules.BY_HAND, timezone.now()
    enrollment.held_because, enrollment.due_on = "", None
    afterwards(lambda: stopping.drop_tasks([enrollment.pk], rules.BY_HAND))
