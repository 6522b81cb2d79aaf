"""What the regulation asks of medium customers who keep buying: that the next purchase is agreed or on its way."""

from datetime import date
from typing import Any

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from xianji.customers.customers.models import Customer
from xianji.kit.controls import L_MONTH, Step, control
from xianji.sales.contracts.models import Contract
from xianji.sales.loyalty.rules import TWICE
from xianji.sales.opportunities.models import Opportunity
from xianji.sales.opportunities.rules import OPEN
from xianji.sales.templates.models import Kind

IN_FORCE = (Contract.State.EFFECTIVE, Contract.State.PERFORMING)


@control(
    "3.2.2c", Customer, every="day", missed=L_MONTH, responsible="RM", evidence=("sales.opportunity.create",),
    title=_("Who keeps buying has a renewal"), duty=_("Open a renewal with its date, or sign a framework agreement"),
    says=_("A medium customer with two orders in 12 months has a framework agreement in force or an open renewal with a date."),
    steps=(
        Step(_("Two orders in 12 months"), _("counted with every confirmed order"), ("中型", "medium")),
        Step(
            _("Renewal"), _("a framework agreement in force, or an open deal marked as renewal with its expected close"),
            ("持续合作", "長久往來", "长期合作", "長期合作", "lasting", "long-term"),
        ),
    ),
)  # fmt: skip
def buyers_have_a_renewal(customers: Any, on: date) -> Any:
    """A deal that is open, marked as renewal, and expected on a day still to come; or a framework agreement that goes on."""
    renewals = Opportunity.unscoped.filter(
        customer=OuterRef("pk"), is_renewal=True, stage__in=OPEN, expected_on__gte=on, deleted_at=None
    )
    agreed = Contract.unscoped.filter(
        Q(expires_on=None) | Q(expires_on__gte=on), customer=OuterRef("pk"), kind=Kind.FRAMEWORK, state__in=IN_FORCE,
        deleted_at=None,
    )
    buys = Q(size_class=Customer.Size.MEDIUM, state=Customer.Cycle.ACTIVE, orders_year__gte=TWICE)
    return customers.annotate(
        verdict=Case(
            When(~buys, then=Value("na")), When(Exists(renewals) | Exists(agreed), then=Value("pass")),
            default=Value("fail"), output_field=CharField(),
        ),
        given=Cast(F("orders_year"), CharField()),
    )  # fmt: skip
