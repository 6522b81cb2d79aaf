"""What the regulation asks of classes: that each is fresh, that there is exactly one, and that hands leave reasons."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Case, CharField, DateField, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce, TruncDate
from django.utils.translation import gettext_lazy as _

from xianji.customers.classification.models import ClassificationResult, ClassOverride
from xianji.customers.customers.models import Customer
from xianji.kit.controls import L_MONTH, Parameter, Step, control
from xianji.kit.given import chosen

Cycle = Customer.Cycle
IN_LIFE = (Cycle.PROSPECT, Cycle.ACTIVE, Cycle.DORMANT)
BUYS = Q(state__in=[Cycle.ACTIVE, Cycle.DORMANT])
DAY, TEXT = DateField(), CharField()


@control(
    "3.1a", Customer, every="day", evidence=("create", "classify"), age=Parameter("class.age"),
    title=_("Classes are fresh"), duty=_("Sort the customer anew"),
    says=_("A customer has been sorted by the table within half a year."),
    steps=(
        Step(_("Every night"), _("each customer gets its points and class"), ("由系统", "由系統", "from which")),
        Step(_("On each change"), _("of size, industry, need or orders"), ("登记行业", "登錄產業", "industry")),
    ),
)
def classes_are_fresh(customers: Any, on: date, age: Decimal) -> Any:
    """The newest result is at most so many days old; a new file counts from its first day."""
    newest = ClassificationResult.objects.filter(customer_id=OuterRef("pk"), until=None).values("as_of")[:1]
    since = Coalesce(Subquery(newest, output_field=DAY), TruncDate("created_at"), output_field=DAY)
    found = customers.annotate(since=since).annotate(due=Cast(F("since") + timedelta(days=int(age)), DAY))
    late = When(due__lt=on, then=Value("fail"))
    return found.annotate(
        verdict=Case(When(~Q(state__in=IN_LIFE), then=Value("na")), late, default=Value("pass"), output_field=TEXT),
        given=Cast("since", TEXT),
    )


@control(
    "3.1b", Customer, every="day", missed=L_MONTH, title=_("Every customer has its class"), duty=_("Choose the size class"),
    says=_("Every customer who buys has exactly one class."),
    steps=(Step(_("Every night"), _("customers in life without a class are found"), ("大型", "large")),),
)
def customers_have_a_class(customers: Any, on: date) -> Any:
    """A customer who buys or bought is large, medium or small, and it is what the table or an agreed hand said last; the others
    are potential ones, which is a class by itself."""
    last = ClassificationResult.objects.filter(customer_id=OuterRef("pk"), until=None)
    differs = Exists(last.exclude(size=OuterRef("size_class")).exclude(size=""))
    return customers.annotate(
        verdict=Case(
            When(~BUYS, then=Value("na")), When(size_class="", then=Value("fail")), When(differs, then=Value("fail")),
            default=Value("pass"), output_field=TEXT,
        ),  # fmt: skip
        given=chosen(Customer, "size_class"),
    )


@control(
    "3.1b", ClassOverride, every="day", missed=L_MONTH, evidence=("ask", "agree", "end"), longest=Parameter("class.override"),
    title=_("Classes set by hand have a reason and an end"), duty=_("End the class that was set by hand"),
    says=_("A class set by hand has a reason, was agreed to by another, and ends."),
    steps=(Step(_("By hand"), _("reason, another who agrees, at most 180 days"), ("人工改判", "人工調整", "setting one")),),
)
def overrides_are_agreed(overrides: Any, on: date, longest: Decimal) -> Any:
    """What holds was agreed to by somebody who neither asked nor answers for it, says why, and is not past its end."""
    most = Cast(F("holds_from") + timedelta(days=int(longest)), DAY)
    alone = Q(approver=None) | Q(approver=F("created_by")) | Q(approver=F("owner"))
    wrong = alone | Q(reason="") | Q(until_on__lt=on) | Q(holds_from=None) | Q(until_on__gt=F("most"))
    return overrides.annotate(most=most).annotate(
        verdict=Case(
            When(~Q(state=ClassOverride.State.HOLDS), then=Value("na")), When(wrong, then=Value("fail")), default=Value("pass"),
            output_field=TEXT,
        ),  # fmt: skip
        given=Cast("until_on", TEXT),
    )
