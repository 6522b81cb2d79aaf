"""What the regulation asks of quotes: no price that is unapproved or out of date, no line below its floor without the director,
and a quick answer to small customers."""

from datetime import date
from typing import Any

from django.db.models import Case, CharField, F, Q, Value, When
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xianji.customers.customers.models import Customer
from xianji.kit.controls import NOT_APPLICABLE, Step, control
from xianji.kit.over import over
from xianji.kit.web.writing import several
from xianji.planning.prices import finding
from xianji.sales.quotes.actions import accept, send
from xianji.sales.quotes.models import Quote, QuoteLine

DIRECTOR = "L3"
"""From this level on the sales director has agreed."""


@control(
    "4.2.2c", Quote, blocks=(send, accept), granted_by="SD", title=gettext_lazy("Only prices that are approved and in date"),
    says=gettext_lazy("A quote is sent and accepted only while its approval, its validity and its price list hold."),
    steps=(
        Step(
            gettext_lazy("Asked as far up as it needs"), gettext_lazy("by discount, margin and terms, the strictest counts"),
            ("超出权限的报价须逐级批准", "超出權限的報價依核決權限逐級簽核", "beyond somebody’s authority is approved"),
        ),
        Step(
            gettext_lazy("Before it is sent or accepted"), gettext_lazy("approved, not lapsed, from a list that held on its day"),
            ("未经批准或已过期的价格", "未核准或逾期的價格", "unapproved or out of date"),
        ),
    ),
)  # fmt: skip
def price_is_approved(quote: Quote, values: dict[str, Any], on: date) -> Any:
    """What was approved is what stands, until its last day."""
    if quote.approved_on is None:
        return _("“%(quote)s” was not approved.") % {"quote": quote}, ""
    if quote.valid_until < on:
        return _("“%(quote)s” lapsed on %(day)s.") % {"quote": quote, "day": quote.valid_until}, str(quote.valid_until)
    if quote.price_list is not None and not finding.holds(quote.price_list, quote.quoted_on):
        told = {"list": quote.price_list, "day": quote.quoted_on}
        return _("The price list “%(list)s” did not hold on %(day)s.") % told, str(quote.price_list)
    return None


@control(
    "1.3.3a", Quote, blocks=send, granted_by="SD", title=gettext_lazy("No line below its floor price"),
    says=gettext_lazy("What is offered below its floor price has been agreed to by the sales director."),
    steps=(
        Step(
            gettext_lazy("Before it is sent"), gettext_lazy("each line brings its floor, or the director has agreed"),
            ("毛利", "毛利", "margins"),
        ),
    ),
)  # fmt: skip
def lines_bring_their_floor(quote: Quote, values: dict[str, Any], on: date) -> Any:
    """A price below the floor needs a level at which the director is asked."""
    lines = QuoteLine.unscoped.filter(quote=quote, deleted_at=None, floor__isnull=False).select_related("product")
    below = [str(line.product) for line in lines if line.floor is not None and line.price < line.floor]
    if not lines:
        return NOT_APPLICABLE
    if not below or quote.level >= DIRECTOR:
        return None
    return _("Below their floor price: %(products)s.") % {"products": several(below)}, several(below)


@control(
    "3.2.2d", Quote, every="day", responsible="SUP", evidence=(send,), duty=gettext_lazy("Send the quote"),
    title=gettext_lazy("Small customers have their quote quickly"),
    says=gettext_lazy("A small customer that asks for a quote has it within one working day."),
    steps=(
        Step(
            gettext_lazy("Asked for"), gettext_lazy("the day on which a small customer asked"),
            ("小客户", "小型客戶", "small ones"),
        ),
        Step(gettext_lazy("Sent"), gettext_lazy("within a working day"), ("响应快", "回應快", "served quickly")),
    ),
)  # fmt: skip
def small_customers_are_quoted_quickly(quotes: Any, on: date) -> Any:
    """What a small customer asked for is sent by its day, or that day has not passed; a version that takes the place of one
    that was never sent takes over its day."""
    asked = Q(customer__size_class=Customer.Size.SMALL, due_on__isnull=False) & ~Q(state=Quote.State.SUPERSEDED, sent_on=None)
    in_time = Q(sent_on__isnull=False, sent_on__lte=F("due_on")) | Q(sent_on=None, due_on__gte=on)
    return quotes.annotate(
        over=over(Q(sent_on__isnull=False)),
        verdict=Case(
            When(~asked, then=Value("na")), When(in_time, then=Value("pass")), default=Value("fail"), output_field=CharField()
        ),
        given=Coalesce(Cast("due_on", CharField()), Value("")),
    )  # fmt: skip
