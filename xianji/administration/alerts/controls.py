"""What the regulation asks about leaks: that every alert is looked into."""

from datetime import date
from typing import Any

from django.db.models import Case, CharField, F, Q, Value, When
from django.utils.translation import gettext_lazy as _

from xianji.administration.alerts.models import Alert
from xianji.kit.controls import L_FAST, Step, control
from xianji.kit.given import chosen
from xianji.kit.over import over


@control(
    "3.3.3b", Alert, every="day", missed=L_FAST, responsible="ADM", evidence=("clear", "confirm"),
    title=_("Alerts are looked into"), duty=_("Find out what was behind the alert"),
    says=_("Looking at very many files, or taking along many lists, is looked into."),
    steps=(
        Step(
            _("Every few minutes"), _("more than 200 files in a day, more than 3 exports, exports at night, decoys"),
            ("泄露", "洩漏", "外洩", "leak", "批量导出", "大量匯出", "large exports"),
        ),
        Step(
            _("Looked into"), _("whoever leads the person says what it was"),
            ("防止", "prevent", "访问记录", "存取紀錄", "access logs"),
        ),
    ),
)
def alerts_are_looked_into(alerts: Any, on: date) -> Any:
    """An alert that nobody has looked into by the day after."""
    waits = When(state=Alert.State.OPEN, on__lt=on, then=Value("fail"))
    verdict = Case(waits, default=Value("pass"), output_field=CharField())
    return alerts.annotate(due=F("on"), over=over(~Q(state=Alert.State.OPEN)), verdict=verdict, given=chosen(Alert, "kind"))
