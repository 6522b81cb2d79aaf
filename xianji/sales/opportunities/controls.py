"""What the regulation asks of deals: that they are followed up, and that a customer is known before it is won over."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Case, CharField, DateField, F, Max, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce, Greatest, TruncDate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xianji.customers.contacts.models import Contact
from xianji.customers.profiles.completeness import empty_fields
from xianji.kit.controls import NOT_APPLICABLE, Parameter, Step, control
from xianji.kit.web.writing import several
from xianji.sales.opportunities import evidence, rules
from xianji.sales.opportunities.actions import advance, win
from xianji.sales.opportunities.models import Opportunity
from xianji.workspace.activities.models import Activity

CLASSIFIED = ("industry", "size_class", "need_profile")
CORE = ("name", "registration_no", "industry", "size_class", "region")
FOLLOWED = ("advance", "step_back", "win", "lose")


@control(
    "5.2.1e", Opportunity, every="day", evidence=FOLLOWED, idle=Parameter("opp.idle"),
    title=gettext_lazy("Deals are followed up"), duty=gettext_lazy("Follow the deal up and write down what was said"),
    says=gettext_lazy("An open deal does not stay without activity for long."),
    steps=(
        Step(
            gettext_lazy("Last activity"), gettext_lazy("call, meeting, mail or note on the deal"),
            ("跟进", "跟進", "安排后续", "排定後續", "follow", "next step"), judged="talked",
        ),
        Step(
            gettext_lazy("After 14 days"), gettext_lazy("it is pointed out to its owner"),
            ("推动", "推動", "限时提交", "限時提出", "move", "filed in time"), judged="verdict",
        ),
    ),
)
def deals_are_followed_up(deals: Any, on: date, idle: Decimal) -> Any:
    """An open deal has had an activity, or moved, within so many days; a new one counts from its first day. Talked about is
    one with an activity; one that moved lately may still have it."""
    about = Activity.unscoped.filter(about_label="sales.opportunity", about_id=OuterRef("pk"), deleted_at=None)
    last = Subquery(about.order_by().values("about_id").annotate(last=Max("at")).values("last")[:1])
    first = Coalesce(F("staged_on"), F("opened_on"), TruncDate("created_at"), output_field=DateField())
    touched = Coalesce(Greatest(TruncDate(last), first), first, output_field=DateField())
    found = deals.annotate(touched=touched, spoken=TruncDate(last))
    found = found.annotate(due=Cast(F("touched") + timedelta(days=int(idle)), DateField()))
    closed, since = ~Q(stage__in=rules.OPEN), on - timedelta(days=int(idle))
    return found.annotate(
        verdict=Case(
            When(closed, then=Value("na")), When(due__lt=on, then=Value("fail")), default=Value("pass"), output_field=CharField()
        ),
        talked=Case(
            When(closed, then=Value("na")), When(spoken__gte=since, then=Value("pass")),
            When(touched__gte=since, then=Value("na")), default=Value("fail"), output_field=CharField(),
        ),
        given=Cast("touched", CharField()),
    )  # fmt: skip


@control(
    "5.2.1e", Opportunity, blocks=advance, granted_by="SUP", responsible="SUP",
    title=gettext_lazy("A stage is left with its evidence"),
    says=gettext_lazy("A deal goes on to the next stage only when what its stage asks for is there."),
    steps=(
        Step(
            gettext_lazy("Before “Move forward”"),
            gettext_lazy("need, part of the contact; four sides, budget, who decides; solution accepted, competitors known"),
            ("需求", "需求", "needs"),
        ),
    ),
)
def stages_are_left_with_evidence(deal: Any, values: dict[str, Any], on: date) -> Any:
    """What lies in the file counts, whoever wrote it down."""
    missing = several(evidence.lacking(deal))
    return (_("“%(deal)s” lacks: %(what)s.") % {"deal": deal, "what": missing}, missing) if missing else None


@control(
    "3.1a", Opportunity, blocks=win, granted_by="SUP", title=gettext_lazy("A customer is sorted before it buys"),
    says=gettext_lazy("Industry, size and needs of the customer are known before a deal is won."),
    steps=(
        Step(
            gettext_lazy("Before “Won”"), gettext_lazy("industry, size and needs are filled in"),
            ("分类", "分類", "登记行业", "登錄產業", "recorded with industry", "class"),
        ),
    ),
)
def customer_is_sorted(deal: Any, values: dict[str, Any], on: date) -> Any:
    """Who has no industry, size or needs on file cannot be won over yet."""
    if deal.customer is None:
        return NOT_APPLICABLE
    return _lacking(deal.customer, empty_fields(deal.customer, CLASSIFIED))


@control(
    "3.3.1a", Opportunity, blocks=win, granted_by="SUP", title=gettext_lazy("Core of the file before the first sale"),
    says=gettext_lazy(
        "A customer becomes active only with the core of its file: name, registration, industry, size, region, contact."
    ),
    steps=(
        Step(
            gettext_lazy("Before “Won”"), gettext_lazy("core fields and a main contact that can be called"),
            ("基本信息", "基本資訊", "必填项", "必填欄位", "basic"),
        ),
    ),
)
def customer_has_a_file(deal: Any, values: dict[str, Any], on: date) -> Any:
    """A customer becomes active by its first won deal; its file must be there then."""
    customer = deal.customer
    if customer is None or customer.state == customer.Cycle.ACTIVE:
        return NOT_APPLICABLE
    missing = empty_fields(customer, CORE)
    main = Contact.unscoped.filter(customer=customer, is_primary=True, deleted_at=None).exclude(name="").exclude(mobile_mark="")
    return _lacking(customer, missing, "" if main.exists() else _("main contact with a telephone"))


def _lacking(customer: Any, names: list[str], more: str = "") -> Any:
    """The reason and what is missing, in words; None where nothing is."""
    told = [str(customer._meta.get_field(name).verbose_name) for name in names] + ([more] if more else [])
    if not told:
        return None
    return _("“%(customer)s” lacks: %(fields)s.") % {"customer": customer, "fields": several(told)}, several(told)
