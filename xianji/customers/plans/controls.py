"""What the regulation asks of target customers: that there is a plan for each, not older than its class allows."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Case, CharField, DateField, Exists, F, Max, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext_lazy as _

from xianji.customers.customers.actions import OURS
from xianji.customers.customers.models import Customer
from xianji.customers.plans import rules
from xianji.customers.plans.models import AccountPlan
from xianji.kit.controls import ByClass, Step, control


@control(
    "3.2.2a", Customer, every="day", days=ByClass("acctplan.age", ("L", "M", "S")), responsible="RM",
    evidence=("customers.accountplan.approve", "customers.accountplan.review", "apply_playbook"),
    title=_("Target customers have a plan"), duty=_("Write the plan and have it approved"),
    says=_("Each target customer has an approved plan, not older than its class allows."),
    steps=(
        Step(_("Target customer"), _("ticked on the customer"), ("目标客户", "目標客戶", "target")),
        Step(
            _("Approved plan"), _("large not older than 180 days, others 365; for small ones the segment's plan is enough"),
            ("拓展方案", "經營方案", "a plan", "策略", "strateg"),
        ),
    ),
)  # fmt: skip
def targets_have_a_plan(customers: Any, on: date, days: dict[str, Decimal]) -> Any:
    """A plan of the customer's own, or of its segment where it is small, approved since the day that its class allows."""
    since = {name: Cast(Value(on - timedelta(days=int(count))), DateField()) for name, count in days.items()}
    first = Case(
        When(size_class=Customer.Size.LARGE, then=since["L"]), When(size_class=Customer.Size.MEDIUM, then=since["M"]),
        default=since["S"], output_field=DateField(),
    )  # fmt: skip
    plans = AccountPlan.unscoped.filter(deleted_at=None, state__in=rules.STANDING, approved_on__lte=on)
    own = plans.filter(customer=OuterRef("pk"))
    segment = segment_plans(plans).filter(approved_on__gte=OuterRef("since"))
    found = customers.annotate(since=first, newest=Subquery(newest(own, "customer"), output_field=DateField()))
    kept = Q(newest__gte=F("since")) | Q(Exists(segment), size_class=rules.SEGMENTED)
    asked = Q(target=True, state__in=OURS)
    return found.annotate(
        verdict=Case(
            When(~asked, then=Value("na")), When(kept, then=Value("pass")), default=Value("fail"), output_field=CharField()
        ),
        given=Coalesce(Cast("newest", CharField()), Value("")),
    )


def newest(plans: Any, by: str) -> Any:
    return plans.order_by().values(by).annotate(newest=Max("approved_on")).values("newest")


def segment_plans(plans: Any) -> Any:
    """Those for the segment of small customers in which the customer of the outer query lies."""
    fits = Q(playbook__industry=None) | Q(playbook__industry=OuterRef("industry"))
    there = Q(playbook__region=None) | Q(playbook__region=OuterRef("region"))
    return plans.filter(fits, there, customer=None, playbook__size_class=rules.SEGMENTED)
