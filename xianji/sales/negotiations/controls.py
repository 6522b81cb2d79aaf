"""What the regulation asks of negotiations: prepared before, guarded during, ended with a memo."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Case, CharField, DateField, F, Q, Value, When
from django.db.models.functions import Cast, Coalesce, TruncDate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xianji.kit.controls import L_STD, NOT_APPLICABLE, Parameter, Step, control
from xianji.kit.over import over
from xianji.kit.web.writing import several
from xianji.sales.negotiations import prepared
from xianji.sales.negotiations.actions import agree, offer
from xianji.sales.negotiations.models import Negotiation
from xianji.sales.opportunities.actions import advance, win
from xianji.sales.opportunities.models import Opportunity

State = Negotiation.State
ENDED = (State.AGREED, State.NO_DEAL, State.PAUSED)


@control(
    "5.2.2a", Opportunity, blocks=(advance, win), granted_by="SUP", responsible="SUP", least=Parameter("nego.amount"),
    title=gettext_lazy("Large deals are negotiated with a plan"),
    says=gettext_lazy("A large deal leaves the negotiation only with a plan: target, least price, alternative, matters."),
    steps=(
        Step(
            gettext_lazy("Large deal in negotiation"), gettext_lazy("from 200,000 on"),
            ("重要谈判", "重要議價", "important negotiation"),
        ),
        Step(
            gettext_lazy("Before it goes on"),
            gettext_lazy("target, least price, best alternative, three matters, the other side"),
            ("目标", "目標", "a goal"),
        ),
    ),
)
def negotiations_are_prepared(deal: Any, values: dict[str, Any], on: date, least: Decimal) -> Any:
    """Asked as a deal of that size leaves its negotiation."""
    if deal.stage != Opportunity.Stage.NEGOTIATION or (deal.amount or 0) < least:
        return NOT_APPLICABLE
    plan = Negotiation.unscoped.filter(opportunity=deal, deleted_at=None).order_by("-pk").first()
    if plan is None:
        return _("“%(deal)s” has no plan for its negotiation.") % {"deal": deal}, _("none")
    missing = several(prepared.lacking(plan))
    return (_("The plan %(number)s lacks: %(what)s.") % {"number": plan, "what": missing}, missing) if missing else None


@control(
    "5.2.2b", Negotiation, blocks=(offer, agree), granted_by="RM", responsible="SUP",
    title=gettext_lazy("Nothing is offered below the least we take"),
    says=gettext_lazy(
        "An offer below the least price is refused while the negotiation is under way, and so is an agreement in which a matter "
        "is beyond the least we take."
    ),
    steps=(
        Step(
            gettext_lazy("Each round"), gettext_lazy("our offer against the least price"),
            ("每次让步", "每次讓步", "Every concession"),
        ),
        Step(
            gettext_lazy("Below"), gettext_lazy("refused, unless an exception is granted"),
            ("超出权限", "超出權限", "anything beyond"),
        ),
    ),
)
def offers_stay_above_the_least(negotiation: Any, values: dict[str, Any], on: date) -> Any:
    """Our offer, or what is agreed, against the worth of the alternative and the price floor."""
    given = values.get("ours", values.get("agreed_price"))
    least = negotiation.reservation
    beyond = prepared.beyond(negotiation) if "agreed_price" in values else []
    if given is None or (least is None and not beyond):
        return NOT_APPLICABLE
    if least is not None and given < least:
        return _("This lies below the least we take in %(number)s.") % {"number": negotiation}, str(given)
    if not beyond:
        return None
    return _("Beyond the least we take in %(number)s: %(what)s.") % {"number": negotiation, "what": several(beyond)}, str(given)


@control(
    "5.2.2c", Negotiation, every="day", missed=L_STD, days=Parameter("nego.close"), evidence=(agree, "break_off", "pause"),
    title=gettext_lazy("Negotiations come to an end"), duty=gettext_lazy("Bring the negotiation to an end, with a memo"),
    says=gettext_lazy("A negotiation has ended within its time; what was agreed stands in a memo."),
    steps=(
        Step(
            gettext_lazy("Within 60 days"), gettext_lazy("agreed, broken off or paused"), ("谈成后", "談定後", "the outcome")
        ),
        Step(gettext_lazy("Agreed"), gettext_lazy("with a memo of the terms"), ("备忘录", "備忘錄", "written down")),
    ),
)
def negotiations_come_to_an_end(negotiations: Any, on: date, days: Decimal) -> Any:
    """Begun so many days ago and still under way; or agreed without a memo."""
    begun = Coalesce(F("begun_on"), TruncDate("created_at"), output_field=DateField())
    unwritten = Q(state=State.AGREED, memo="")
    last = Cast(begun + timedelta(days=int(days)), DateField())
    found = negotiations.annotate(due=last, over=over(Q(state__in=ENDED) & ~unwritten))
    bad = unwritten | (~Q(state__in=ENDED) & Q(due__lt=on))
    verdict = Case(When(bad, then=Value("fail")), default=Value("pass"), output_field=CharField())
    return found.annotate(verdict=verdict, given=Cast(begun, CharField()))
