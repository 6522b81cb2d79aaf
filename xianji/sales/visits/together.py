"""Visits together: once a quarter whoever leads a seller comes along, sees how it is done, and writes it under the report."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Case, CharField, Count, Exists, F, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xianji.kit.controls import L_MONTH, Parameter, Step, control
from xianji.kit.registry import Desk, Section
from xianji.kit.web import writing
from xianji.org.models import Person, Unit
from xianji.rulebook.parameters.reading import value
from xianji.sales.visits.controls import WRITTEN, midnight, quarter
from xianji.sales.visits.models import Visit

SHOWS = 6
SOON = timedelta(weeks=6)
"""So long before the end of a quarter Today names whom nobody has accompanied."""
TEXT = CharField()


def counted(people: Any, first: datetime, end: datetime) -> Any:
    """How many visits each made in that time and wrote up; and with how many of them came along who read the report and said
    something to it. Whoever leads a unit is left out."""
    inside = Q(checked_in_at__gte=first, checked_in_at__lt=end, deleted_at=None)
    made = Visit.unscoped.filter(inside, owner=OuterRef("pk"), state__in=WRITTEN)
    seen = made.filter(reviewed_by=F("joined")).exclude(comment="")
    numbers = {name: Coalesce(Subquery(number(rows), output_field=IntegerField()), 0)
               for name, rows in (("made", made), ("together", seen))}  # fmt: skip
    leads = Exists(Unit.unscoped.filter(head=OuterRef("pk"), deleted_at=None))
    return people.filter(left_on=None).annotate(leads=leads, **numbers)


def number(visits: Any) -> Any:
    return visits.order_by().values("owner").annotate(n=Count("pk")).values("n")


@control(
    "5.2.1c", Person, owner="id", every="day", missed=L_MONTH, responsible="SUP", least=Parameter("ridealong"),
    evidence=("sales.visit.accompany", "sales.visit.review"), title=gettext_lazy("Supervisors come along"),
    duty=gettext_lazy("Ask your supervisor along to a customer"),
    says=gettext_lazy("Once a quarter the supervisor comes along to a customer of each seller and writes down what was seen."),
    steps=(
        Step(
            gettext_lazy("Each quarter"), gettext_lazy("a visit together, with a word about it under the report"),
            ("注意礼节", "注意禮節", "manners kept"),
        ),
    ),
)  # fmt: skip
def supervisors_come_along(people: Any, on: date, least: Decimal) -> Any:
    """Of the quarter before the day; who made no visit in it is no case."""
    end = quarter(on)
    found = counted(people, quarter((end - timedelta(days=1)).date()), end)
    return found.annotate(
        verdict=Case(
            When(Q(made=0) | Q(leads=True), then=Value("na")), When(together__gte=int(least), then=Value("pass")),
            default=Value("fail"), output_field=TEXT,
        ),
        given=Concat(Cast("together", TEXT), Value(" / "), Cast("made", TEXT)),
    )


def alone(desk: Desk) -> dict[str, Any] | None:
    """Whom of one's own people nobody has accompanied in this quarter, once it comes to its end."""
    last = end_of(desk.today)
    if desk.who.person_id is None or desk.today < last - SOON:
        return None
    own = Person.objects.filter(unit__head=desk.who.person_id)
    found = counted(own, quarter(desk.today), midnight(last + timedelta(days=1)))
    rows = list(found.filter(leads=False, together__lt=int(value("ridealong"))).order_by("name", "pk")[: SHOWS + 1])
    if not rows:
        return None
    made = [{"person": one, "href": f"/sales/visits/?owner={one.pk}&state=planned,prepared"} for one in rows[:SHOWS]]
    return {"rows": made, "count": len(rows), "note": _("until %(day)s") % {"day": writing.day(last)}}


def end_of(day: date) -> date:
    """The last day of its quarter."""
    return (quarter(day).date() + timedelta(days=93)).replace(day=1) - timedelta(days=1)


TOGETHER = Section("together", gettext_lazy("Nobody came along yet"), "sales/visits/together.html", alone, order=22,
                   permission="sales.visit.accompany")  # fmt: skip
