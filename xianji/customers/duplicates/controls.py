"""What the regulation asks about duplicates: nobody makes a file that is there already, and doubts are settled in time."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Case, CharField, DateField, F, Q, Value, When
from django.db.models.functions import Cast
from django.db.models.lookups import LessThan
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xianji.customers.customers.models import Customer
from xianji.customers.duplicates.beside import Beside, beside
from xianji.customers.duplicates.finding import STOPS, Like, like, like_records, told, why
from xianji.customers.duplicates.marks import file_of
from xianji.customers.duplicates.models import DuplicateCase
from xianji.customers.duplicates.rules import File, Likeness, compact
from xianji.kit.controls import Parameter, Step, control
from xianji.org.days.places import by_place


def all_answers(customers: list[Any], values: dict[str, Any], on: date) -> list[Any]:
    """The same for the rows of a file, which are also compared with each other."""
    files = [file_of(one) for one in customers]
    both = zip(files, like_records(customers), beside(files), strict=True)
    return [answer_beside(file, rows) or answer(likes) for file, likes, rows in both]


def answer(likes: list[Like]) -> Any:
    """The likest that forbids one more, as it may be told; None where nothing does."""
    stop = next((one for one in likes if one.then in STOPS), None)
    return (told(stop), given(stop.how)) if stop else None


def answer_beside(file: File, rows: list[Beside]) -> Any:
    """The same of the rows above it."""
    stop = next((one for one in rows if one.then in STOPS), None)
    if stop is None:
        return None
    if stop.how.same_number:
        twice = _("The registration number of “%(customer)s” stands in this file twice.") % {"customer": file.name}
        return twice, compact(file.registration_no)
    return _("“%(customer)s” stands in this file too and is the same company.") % {"customer": stop.file.name}, given(stop.how)


def given(how: Likeness) -> str:
    return _("score %(score)s: %(why)s") % {"score": how.score, "why": why(how)}


@control(
    "3.2.1b", Customer, blocks=("create", "restore"), granted_by="SUP", many=all_answers,
    title=gettext_lazy("No company is entered twice"),
    says=gettext_lazy("A company that is here already is not entered once more."),
    steps=(
        Step(
            gettext_lazy("Before a file is made"), gettext_lazy("number, telephone, website, address and name are compared"),
            ("统一登记", "查重", "集中登錄", "比對重複", "recorded once"),
        ),
        Step(gettext_lazy("From a score of 80"), gettext_lazy("refused, with whom to ask for access; from 60 it is told once")),
    ),
)
def company_is_new(customer: Any, values: dict[str, Any], on: date) -> Any:
    """An equal registration number or a score that the table of the rulebook refuses; a supervisor may grant an exception."""
    return answer(like(file_of(customer)))


@control(
    "3.3.1c", DuplicateCase, every="day", days=Parameter("duplicate.open"), title=gettext_lazy("Possible duplicates are settled"),
    duty=gettext_lazy("Merge the two files, or say that they are two companies"),
    says=gettext_lazy("Whether two files are of one company is settled within ten working days."),
    steps=(
        Step(
            gettext_lazy("Every night"), gettext_lazy("files that may be of one company are found"),
            ("准确", "属实", "正確", "accura", "correctness"),
        ),
    ),
)
def duplicates_are_settled(cases: Any, on: date, days: Decimal) -> Any:
    """A case is open no longer than so many working days of its place."""
    earliest = by_place(lambda calendar: calendar.add_workdays(on, -int(days)))
    late = When(LessThan(F("opened_on"), Cast(earliest, DateField())), then=Value("fail"))
    return cases.annotate(
        verdict=Case(
            When(~Q(state=DuplicateCase.State.OPEN), then=Value("na")), late, default=Value("pass"), output_field=CharField()
        ),
        given=Cast("opened_on", CharField()),
    )
