"""What the regulation asks of a customer's file: that it is complete, unique, sorted into a class, and looked at in time."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import (
    Avg,
    Case,
    CharField,
    DateField,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    FloatField,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Concat, TruncDate
from django.db.models.lookups import GreaterThanOrEqual, LessThan
from django.utils.translation import gettext_lazy as _

from xianji.customers.customers.models import Customer
from xianji.customers.profiles import completeness
from xianji.customers.profiles.completeness import by_class
from xianji.kit.controls import ByClass, Parameter, Step, control
from xianji.org.models import Person

IN_LIFE = (Customer.Cycle.PROSPECT, Customer.Cycle.ACTIVE, Customer.Cycle.DORMANT)
PROVES = ("create", "change", "verify")


@control(
    "3.3.1b", Customer, every="day", evidence=PROVES, minimum=ByClass("profile.minimum"),
    title=_("Files are complete"), duty=_("Complete the file"),
    says=_("A customer's file is as complete as its class asks."),
    steps=(
        Step(_("Every night"), _("each file gets its points"), ("完整", "齐全程度", "complete")),
        Step(
            _("By class"), _("large 95 %, medium 90 %, small 80 %, prospects 60 %"),
            ("按等级", "依客戶等級", "依等級", "by class"),
        ),
    ),
)
def files_are_complete(customers: Any, on: date, minimum: dict[str, Decimal]) -> Any:
    """Every customer in life has the points that its class asks."""
    asked = by_class({name: completeness.needed(share) for name, share in minimum.items()}, IntegerField())
    found = completeness.pointed(customers, on).annotate(asked=asked)
    return found.annotate(
        verdict=_verdict(F("halves"), at_least=F("asked")),
        given=Concat(Cast(F("halves") / 2, CharField()), Value(" / "), Cast(F("asked") / 2, CharField())),
    )


@control(
    "3.3.1b", Person, owner="id", every="day", share=Parameter("profile.book"),
    title=_("Books are complete"), duty=_("Complete the files of your customers"),
    says=_("A person's files are complete to nine tenths on average."),
    steps=(Step(_("By person"), _("the average over all files is 90 %"), ("齐全程度", "完整程度", "completeness")),),
)
def books_are_complete(people: Any, on: date, share: Decimal) -> Any:
    """The average of the points over the customers in life that somebody owns; reckoned once for the verdict, and once more only
    for what is told of those who miss it."""
    own = Customer.unscoped.filter(owner=OuterRef("pk"), deleted_at=None, state__in=IN_LIFE)
    grouped = completeness.pointed(own, on).order_by().values("owner").annotate(average=Avg("halves"))
    average = Subquery(grouped.values("average")[:1], output_field=FloatField())
    needed = Value(float(share * completeness.WHOLE * completeness.HALVES))
    found = people.annotate(average=average)
    return found.annotate(
        verdict=Case(
            When(~Exists(own), then=Value("na")), When(LessThan(F("average"), needed), then=Value("fail")), default=Value("pass"),
            output_field=CharField(),
        ),  # fmt: skip
        given=Cast(Cast(F("average") / 2, IntegerField()), CharField()),
    )


@control(
    "3.3.2a", Customer, every="day", evidence=("verify",), days=ByClass("profile.verify"),
    title=_("Files are looked at in time"), duty=_("Check the file and say that it is right"),
    says=_("A customer's file is checked as often as its class asks."),
    steps=(
        Step(
            _("Last check"), _("“Profile is right” on the customer's page"),
            ("更新", "核实资料", "查證資料", "up to date", "update", "verifies"), judged="looked",
        ),
        Step(
            _("By class"), _("large 90 days, medium and prospects 180, small 365"),
            ("定期", "按客户等级", "依客戶等級", "regular", "at the interval"), judged="verdict",
        ),
    ),
)
def files_are_checked(customers: Any, on: date, days: dict[str, Decimal]) -> Any:
    """Somebody has compared the file with what the customer says within so many days; a new file counts from its first. Looked
    at is one that somebody ever did so with."""
    spans = by_class({name: timedelta(days=int(count)) for name, count in days.items()}, DurationField())
    seen = Coalesce(F("verified_on"), TruncDate("created_at"), output_field=DateField())
    due = ExpressionWrapper(seen + spans, output_field=DateField())
    looked = Case(When(verified_on=None, then=Value("fail")), default=Value("pass"), output_field=CharField())
    found = customers.annotate(due=Cast(due, DateField()), looked=looked)
    return found.annotate(verdict=_verdict(F("due"), at_least=Value(on, output_field=DateField())), given=Value(""))


@control(
    "3.3.1c", Customer, every="day", title=_("One file per company"), duty=_("Merge the two files, or correct the number"),
    says=_("No two files carry the same registration number."),
    steps=(Step(_("Every night"), _("equal registration numbers are found"), ("准确", "属实", "正確", "accura", "correctness")),),
)
def numbers_are_unique(customers: Any, on: date) -> Any:
    """A registration number stands in one file only; the younger one is found. That the twin has a number is said once more, as
    the index holds only those that have one: else each file is compared with all that are older."""
    twin = Customer.unscoped.filter(registration_no=OuterRef("registration_no"), deleted_at=None, pk__lt=OuterRef("pk"))
    twin = twin.exclude(registration_no="")
    fails = When(Exists(twin), then=Value("fail"))
    return customers.annotate(
        verdict=Case(When(registration_no="", then=Value("na")), fails, default=Value("pass"), output_field=CharField()),
        given=F("registration_no"),
    )


def _verdict(figure: Any, *, at_least: Any) -> Case:
    """Kept or missed; who is lost or blacklisted is not asked about."""
    return Case(
        When(~Q(state__in=IN_LIFE), then=Value("na")), When(GreaterThanOrEqual(figure, at_least), then=Value("pass")),
        default=Value("fail"), output_field=CharField(),
    )  # fmt: skip

