"""What the regulation asks of a customer's file: that it is complete, unique, sorted into a class, and looked at in time."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import (
    Case,
    CharField,
    DateField,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Q,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Concat, TruncDate
from django.db.models.lookups import GreaterThanOrEqual
from django.utils.translation import gettext_lazy as _

from xianji.customers.customers.models import Customer
from xianji.customers.profiles import completeness
from xianji.kit.controls import L_MONTH, ByClass, Step, control

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
    found = customers.annotate(points=completeness.points(), asked=asked)
    return found.annotate(
        verdict=_verdict(F("points"), at_least=F("asked")),
        given=Concat(Cast("points", CharField()), Value(" / "), Cast("asked", CharField())),
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
    """A registration number stands in one file only; the younger one is found."""
    twin = Customer.unscoped.filter(registration_no=OuterRef("registration_no"), deleted_at=None, pk__lt=OuterRef("pk"))
    fails = When(Exists(twin), then=Value("fail"))
    return customers.annotate(
        verdict=Case(When(registration_no="", then=Value("na")), fails, default=Value("pass"), output_field=CharField()),
        given=F("registration_no"),
    )


@control(
    "3.1b", Customer, every="day", missed=L_MONTH, title=_("Every customer has its class"), duty=_("Choose the size class"),
    says=_("Every customer who buys has exactly one class."),
    steps=(Step(_("Every night"), _("customers in life without a class are found"), ("大型", "large")),),
)
def customers_have_a_class(customers: Any, on: date) -> Any:
    """A customer who buys or bought is large, medium or small; the others are prospects, which is a class by itself."""
    buys = Q(state__in=[Customer.Cycle.ACTIVE, Customer.Cycle.DORMANT])
    return customers.annotate(
        verdict=Case(
            When(~buys, then=Value("na")), When(size_class="", then=Value("fail")), default=Value("pass"),
            output_field=CharField(),
        ),  # fmt: skip
        given=Value(""),
    )


def by_class(values: dict[str, Any], field: Any) -> Case:
    """What a class asks; a customer who never bought is a prospect, whatever its size."""
    return Case(
        When(state=Customer.Cycle.PROSPECT, then=Value(values["P"], output_field=field)),
        When(size_class=Customer.Size.LARGE, then=Value(values["L"], output_field=field)),
        When(size_class=Customer.Size.MEDIUM, then=Value(values["M"], output_field=field)),
        default=Value(values["S"], output_field=field), output_field=field,
    )  # fmt: skip


def _verdict(figure: Any, *, at_least: Any) -> Case:
    """Kept or missed; who is lost or blacklisted is not asked about."""
    return Case(
        When(~Q(state__in=IN_LIFE), then=Value("na")), When(GreaterThanOrEqual(figure, at_least), then=Value("pass")),
        default=Value("fail"), output_field=CharField(),
    )  # fmt: skip

