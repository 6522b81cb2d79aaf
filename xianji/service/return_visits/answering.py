"""What follows from what a customer said: a talk in its timeline, and where it is dissatisfied a task within a day."""

from datetime import datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from xianji.kit import store
from xianji.kit.said import sentence
from xianji.rulebook.parameters.reading import value
from xianji.service.return_visits.models import ReturnVisit
from xianji.workspace.activities.models import Activity
from xianji.workspace.tasks.opening import Opening, open_tasks

NOON = time(12)
KINDS = {
    ReturnVisit.Channel.PHONE: Activity.Kind.CALL, ReturnVisit.Channel.MESSAGE: Activity.Kind.MAIL,
    ReturnVisit.Channel.ONLINE: Activity.Kind.MEETING, ReturnVisit.Channel.ONSITE: Activity.Kind.MEETING,
}  # fmt: skip
KEY = "return_visit:"


def follow_answer(visit: ReturnVisit) -> None:
    """Called once the answer is stored, in its transaction."""
    talk(visit)
    if visit.result == ReturnVisit.Result.DISSATISFIED:
        take_up(visit)


def talk(visit: ReturnVisit) -> None:
    store.create(
        Activity(
            kind=KINDS[ReturnVisit.Channel(visit.channel)], at=moment(visit), text=visit.said, about_label=visit.label(),
            subject=subject(visit), about_id=visit.pk, owner_id=visit.caller_id or visit.owner_id,
        )
    )  # fmt: skip


def subject(visit: ReturnVisit) -> str:
    return _("Return visit: %(result)s") % {"result": visit.get_result_display()}


def moment(visit: ReturnVisit) -> datetime:
    """Of today now, of an earlier day noon."""
    now = timezone.now()
    if visit.done_on is None or visit.done_on == timezone.localdate(now):
        return now
    return timezone.make_aware(datetime.combine(visit.done_on, NOON))


def take_up(visit: ReturnVisit) -> None:
    """For whoever answers for the customer."""
    hours = timedelta(hours=float(value("rv.answer")))
    title = sentence(gettext_noop("Take up what %(customer)s is dissatisfied with"), customer=visit.customer)
    open_tasks([
        Opening(
            key=f"{KEY}{visit.pk}", title=title, owner_id=visit.owner_id or visit.caller_id, due_at=timezone.now() + hours,
            about=(visit.label(), visit.pk), clause="5.3.3c", priority="high", source="sla",
        )
    ])  # fmt: skip
