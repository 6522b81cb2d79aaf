"""What the regulation asks of requests about personal data: an answer within the days of the law."""

from datetime import date
from typing import Any

from django.db.models import Case, CharField, F, Q, Value, When
from django.utils.translation import gettext_lazy as _

from xianji.administration.subjects.models import SubjectRequest
from xianji.kit.controls import L_FAST, Step, control
from xianji.kit.over import over


@control(
    "3.3.3a", SubjectRequest, every="day", missed=L_FAST, responsible="LEG", evidence=("verify", "finish", "forget", "restrict"),
    title=_("Persons are answered in time"), duty=_("Answer the request of a person"),
    says=_("Who asks about their own data is answered within the days of the law."),
    steps=(Step(_("Received"), _("the last day follows from the law of the place")),),
)
def persons_are_answered(requests: Any, on: date) -> Any:
    """Whatever is neither done nor refused when its last day is over."""
    open_ones = Q(state__in=[SubjectRequest.State.RECEIVED, SubjectRequest.State.VERIFIED])
    return requests.annotate(
        due=F("due_on"), over=over(~open_ones),
        verdict=Case(When(open_ones & Q(due_on__lt=on), then=Value("fail")), default=Value("pass"), output_field=CharField()),
        given=F("number"),
    )
