"""The figures of return visits: how many of them in time, and how satisfied customers said they are."""

from django.db.models import Count, F, Q
from django.utils.translation import gettext_lazy as _

from xianji.kit.metrics import metric
from xianji.kit.metrics.declared import RATE
from xianji.lib import money
from xianji.service.return_visits.models import ReturnVisit

State, Result = ReturnVisit.State, ReturnVisit.Result
DONE = Q(state=State.DONE)


@metric(ReturnVisit, label=_("Return visits in time"), unit=RATE, dated="due_on", opens={"state": "done,due"},
        whole=Count("pk"), made=Count("pk", filter=DONE & Q(done_on__lte=F("due_on"))))  # fmt: skip
def return_visits_in_time(whole: int, made: int) -> object:
    """Made by their day, of those that were due then."""
    return money.share(made, whole)


@metric(ReturnVisit, label=_("Satisfied at the return visit"), unit=RATE, dated="due_on", opens={"state": "done"},
        whole=Count("pk"), content=Count("pk", filter=Q(result=Result.SATISFIED)))  # fmt: skip
def return_visit_satisfaction(whole: int, content: int) -> object:
    """Of the customers who were reached, so many said that they are satisfied."""
    return money.share(content, whole)


METRICS = [return_visits_in_time, return_visit_satisfaction]
