"""What the regulation asks of drawn files: that they are compared within the month, and that nearly all are right."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Case, CharField, DecimalField, F, Q, Value, When
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext_lazy as _

from xianji.customers.quality.models import QualityCheck, QualitySample
from xianji.kit.controls import Parameter, Step, control
from xianji.kit.over import over

STEPS = (
    Step(_("First of the month"), _("files are drawn by lot"), ("抽样", "抽樣", "sample")),
    Step(_("By its end"), _("compared field by field; 95 % are right"), ("核对", "查證", "correctness")),
)
TEXT, FIGURE = CharField(), DecimalField(max_digits=14, decimal_places=4)


@control(
    "3.3.1c", QualityCheck, every="day", evidence=("compare",), title=_("Drawn files are compared"), steps=STEPS,
    duty=_("Compare the file and write down what was found"),
    says=_("A file that was drawn is compared by the end of its month."),
)
def drawn_files_are_compared(checks: Any, on: date) -> Any:
    """Open beyond its day."""
    waits = Q(state=QualityCheck.State.OPEN)
    verdict = Case(When(waits, due_on__lt=on, then=Value("fail")), default=Value("pass"), output_field=TEXT)
    return checks.annotate(due=F("due_on"), over=over(~waits), verdict=verdict, given=Cast("due_on", TEXT))


@control(
    "3.3.1c", QualitySample, owner="", every="day", accuracy=Parameter("profile.accuracy"), title=_("Files are right"),
    steps=STEPS, duty=_("Find out why files are wrong"), says=_("Of the files drawn in a month, nineteen of twenty are right."),
)
def files_are_right(samples: Any, on: date, accuracy: Decimal) -> Any:
    """Counted when the last file is compared, or the month is over; nothing compared says nothing. Why files were wrong is asked
    until the month after is over too, and counted itself."""
    asked = Cast(F("checked"), FIGURE) * Value(accuracy, output_field=FIGURE)
    is_early = Q(due_on__gte=on, checked__lt=F("size")) | Q(checked=0)
    return samples.annotate(asked=asked, over=over(Q(due_on__lt=on.replace(day=1) - timedelta(days=1)))).annotate(
        verdict=Case(
            When(is_early, then=Value("no_data")), When(right__lt=F("asked"), then=Value("fail")), default=Value("pass"),
            output_field=TEXT,
        ),  # fmt: skip
        given=Concat(Cast("right", TEXT), Value(" / "), Cast("checked", TEXT)),
    )
