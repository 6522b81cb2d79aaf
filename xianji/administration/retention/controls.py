"""What the regulation asks of data nobody needs any more: that they are gone when their time is over."""

from datetime import date
from typing import Any

from django.db.models import Case, CharField, F, Q, Value, When
from django.utils.translation import gettext_lazy as _

from xianji.administration.retention.models import Retention
from xianji.kit.controls import L_FAST, Step, control
from xianji.kit.over import over


@control(
    "3.3.3a", Retention, every="day", missed=L_FAST, responsible="LEG", evidence=("erase", "restrict", "hold"),
    title=_("What nobody needs is erased"), duty=_("See why these data have not been erased"),
    says=_("Data of persons are erased when their time is over, unless they are held."),
    steps=(
        Step(_("Announced"), _("the owner has time to speak with the person")),
        Step(
            _("Erased"), _("or restricted, where a record must be kept"),
            ("信息安全", "按规定保存", "資訊安全", "依規定保存", "information security", "retained"),
        ),
    ),
)
def nothing_is_kept_too_long(retentions: Any, on: date) -> Any:
    """Announced, and still there a day after its day."""
    waits = Q(state__in=[Retention.State.ANNOUNCED, Retention.State.RESTRICTED])
    late = When(waits, due_on__lt=on, then=Value("fail"))
    verdict = Case(late, default=Value("pass"), output_field=CharField())
    return retentions.annotate(due=F("due_on"), over=over(~waits), verdict=verdict, given=F("rule"))
