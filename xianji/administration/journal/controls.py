"""What the regulation asks of the journal: that it is there, as far back as it must be kept, and to its end."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Case, CharField, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from xianji.audit.models import Entry, Head
from xianji.kit.controls import L_FAST, Parameter, Step, control
from xianji.org.models import Unit

FIRST = 1


@control(
    "3.3.3a", Unit, owner="", every="day", missed=L_FAST, responsible="ADM", days=Parameter("log.retain"),
    title=_("The journal is kept"), duty=_("Find out who took entries of the journal away, and restore them from a backup"),
    says=_("Nothing of the journal is taken away before its time is over, neither at its beginning nor at its end."),
    steps=(
        Step(
            _("Every day"), _("begins with its first entry, or earlier than it must be kept; ends where the chain ends"),
            ("访问记录", "存取紀錄", "access logs"),
        ),
    ),
)
def the_journal_is_kept(units: Any, on: date, days: Decimal) -> Any:
    """There is one journal, of the company at the top: what was cut off is told by the numbers of the chain. That nothing in
    between was touched is proved by walking it (`verify`)."""
    verdict = Value("pass" if is_kept(on - timedelta(days=int(days))) else "fail")
    top = Case(When(parent=None, then=verdict), default=Value("na"), output_field=CharField())
    return units.annotate(verdict=top, given=Value(str(int(days)), output_field=CharField()))


def is_kept(since: date) -> bool:
    """Three look-ups by the number."""
    sealed = Entry.objects.exclude(seq=None)
    first, last = sealed.order_by("seq").first(), sealed.order_by("-seq").first()
    head = Head.objects.filter(pk=1).first()
    if first is None or last is None:
        return head is None or head.seq == 0
    is_whole = first.seq == FIRST or timezone.localdate(first.at) < since
    return is_whole and (head is None or head.seq <= (last.seq or 0))
