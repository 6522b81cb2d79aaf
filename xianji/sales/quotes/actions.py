"""A quote's life: asked about as far up as its prices need, sent, answered; what changes is a new version."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, pgettext_lazy

from xianji.approval.requests.asking import ask
from xianji.approval.requests.guards import approvable
from xianji.kit import sets, store
from xianji.kit.actions import action, afterwards, approval
from xianji.kit.records.finding import held
from xianji.kit.refusals import Refused
from xianji.kit.said import named, said, sentence
from xianji.planning.prices import finding
from xianji.sales.opportunities.models import Opportunity
from xianji.sales.quotes import authority, reckoning, rules
from xianji.sales.quotes.models import GIVEN, Quote, QuoteLine, in_thirty_days

State = Quote.State
COPIED = (
    "opportunity_id", "customer_id", "contact_id", "price_list_id", "discount", "days", "terms", "retention", "freight", "rebate",
    "why", "owner_id",
)  # fmt: skip
FACTS = ("customer", "net", "reduction", "margin", "level", "valid_until", "days", "retention", "freight", "terms", "why")


@action(Quote, when=State.DRAFT, then=State.APPROVAL, label=gettext_lazy("Submit for approval"), icon="send", primary=True)
def submit(quote: Quote, *, by: Any) -> None:
    """Ask everybody above whoever asks, up to the level that the strictest of discount, margin and terms needs."""
    reckoning.must_have_lines(quote)
    must_be_valid(quote)
    found = reckoning.put(quote)
    steps = [] if is_covered(quote) else authority.chain(found.need, by)
    facts = [name for name in FACTS if getattr(quote, name)]
    ask(quote, steps, yes=approve, no=give_back, by=by, facts=facts, amount=quote.net, because=found.need.answer,
        subject=said(gettext_noop("Quote at level %(level)s"), level=quote.level))  # fmt: skip


@action(Quote, when=State.APPROVAL, then=State.APPROVED, label=gettext_lazy("Approve"), letter="A", only_through=approval)
def approve(quote: Quote, *, by: Any) -> None:
    """It may go to the customer."""
    must_be_valid(quote)
    quote.approved_on = timezone.localdate()


@action(Quote, when=State.APPROVAL, then=State.DRAFT, label=gettext_lazy("Give back"), only_through=approval)
def give_back(quote: Quote, *, by: Any) -> None:
    """It may be worked on again."""


@action(Quote, when=State.APPROVED, then=State.SENT, label=pgettext_lazy("quote", "Sent to the customer"), icon="mail-forward",
        primary=True)  # fmt: skip
def send(quote: Quote, *, by: Any) -> None:
    """The customer has it."""
    quote.sent_on = timezone.localdate()


@action(Quote, when=State.SENT, then=State.ACCEPTED, label=pgettext_lazy("quote", "Accepted"), icon="circle-check", primary=True)
def accept(quote: Quote, *, by: Any) -> None:
    """The customer takes it; of one opportunity only one, whoever is faster."""
    if quote.opportunity_id:
        held(Opportunity, quote.opportunity_id)
        if Quote.unscoped.filter(opportunity=quote.opportunity_id, state=State.ACCEPTED, deleted_at=None).exists():
            raise Refused(_("Another quote for this opportunity was accepted already."))
    quote.answered_on = timezone.localdate()


@action(Quote, when=State.SENT, then=State.REJECTED, label=pgettext_lazy("quote", "Declined"), icon="circle-x", danger=True)
def decline(quote: Quote, *, by: Any, declined_because: str) -> None:
    """The customer does not take it."""
    quote.declined_because, quote.answered_on = declined_because.strip()[:200], timezone.localdate()


@action(Quote, when=(State.APPROVED, State.SENT), then=State.SUPERSEDED, label=gettext_lazy("New version"), icon="versions")
def revise(quote: Quote, *, by: Any) -> None:
    """A draft with the same lines takes the place of this one."""
    afterwards(lambda: next_of(quote))


@action(Quote, when=(State.REJECTED, State.EXPIRED), label=gettext_lazy("Offer again"), icon="versions")
def offer_again(quote: Quote, *, by: Any) -> None:
    """A draft with the same lines, at the prices of today."""
    afterwards(lambda: next_of(quote))


def next_of(quote: Quote) -> None:
    """The next version as a draft of today; there is one at a time."""
    if Quote.unscoped.filter(follows=quote, deleted_at=None).exists():
        raise Refused(_("There is a newer version of this quote already."))
    made = Quote(**{name: getattr(quote, name) for name in COPIED})
    made.follows, made.edition = quote, quote.edition + 1
    if made.price_list is not None and not finding.holds(made.price_list, timezone.localdate()):
        made.price_list = None
    made.asked_on = quote.asked_on if quote.sent_on is None else None
    made.number = f"{quote.number.rpartition('-V')[0]}-V{made.edition}"
    made.valid_until = quote.valid_until if quote.valid_until >= timezone.localdate() else in_thirty_days()
    store.create(made)
    for line in reckoning.lines_of(quote):
        copied = {name: getattr(line, name) for name in ("product", "quantity", "discount", "note")}
        store.create(QuoteLine(quote=made, owner_id=made.owner_id, **copied))
    reckoning.renew(made)


def is_covered(quote: Quote) -> bool:
    """Whether what was approved of the version before still stands: no less quantity, the same margin, not lapsed."""
    before = quote.follows
    if before is None or before.approved_on is None or before.valid_until < timezone.localdate():
        return False
    if quote.valid_until > before.valid_until or any(getattr(quote, name) > getattr(before, name) for name in TERMS):
        return False
    return rules.is_covered(sold(before), sold(quote))


TERMS = ("retention", "freight", "rebate", "days")
"""Who pays later, or keeps back more, is asked about anew."""


def sold(quote: Quote) -> rules.Sold:
    quantities: dict[int, Any] = {}
    for line in reckoning.lines_of(quote):
        quantities[line.product_id] = quantities.get(line.product_id, rules.NOTHING) + line.quantity
    return rules.Sold(quantities, quote.margin, quote.level)


def must_be_valid(quote: Quote) -> None:
    if quote.valid_until < timezone.localdate():
        raise Refused(_("Its validity has ended. Give it a later day first."))


def lapse(on: Any) -> int:
    """What nobody answered until its last day. Returns how many."""
    over = Quote.unscoped.filter(state__in=(State.APPROVED, State.SENT), valid_until__lt=on, deleted_at=None)
    reason = sentence(named(Quote.by_itself[State.EXPIRED]))
    return sets.change_many(over, {"state": State.EXPIRED}, verb="change", source="job", reason=reason)


approvable(Quote, guarded=tuple(name.removesuffix("_id") for name in GIVEN))
