"""A contract in force until it is closed out: notes, delivery, disputes, supplements, the end."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from xianji.kit import store
from xianji.kit.actions import action, afterwards
from xianji.kit.refusals import Refused
from xianji.kit.web.writing import several
from xianji.org.models import Unit
from xianji.sales.contracts.beginning import COPIED, hand_to
from xianji.sales.contracts.drafting import settle
from xianji.sales.contracts.milestones import undone
from xianji.sales.contracts.models import Contract
from xianji.sales.contracts.terms import PaymentTerm, terms_of

State = Contract.State
RUNNING = (State.EFFECTIVE, State.PERFORMING)
KEPT = (
    "customer_id", "opportunity_id", "kind", "language", "currency_id", "from_on", "deliver_on", "deliver_to", "deliver_how",
    "accept_days", "warranty_months", "warranty_from", "penalty", "is_exclusive", "is_sensitive", "owner_id",
)  # fmt: skip
closing: list[Callable[[Contract], str]] = []
"""Who knows of something that is not finished, such as what was ordered and not delivered: in words, or nothing."""


@action(Contract, when=RUNNING, label=gettext_lazy("Note progress"), icon="message", primary=True)
def note_progress(contract: Contract, *, by: Any, progress: str) -> None:
    """How it stands, at least once a week."""
    if not progress.strip():
        raise Refused("", {"progress": [_("Say how it stands.")]})
    contract.progress, contract.progress_on = progress.strip(), timezone.localdate()


@action(Contract, when=RUNNING, label=gettext_lazy("Tell delivery"), icon="truck-delivery",
        only_for=lambda contract, who: contract.handed_on is None,
        says=gettext_lazy("The unit gets a request with the contract and its dates."))  # fmt: skip
def tell_delivery(contract: Contract, *, by: Any, to: Unit, note: str = "") -> None:
    """A request to the unit that delivers."""
    afterwards(lambda: hand_to(contract, to, note))


@action(Contract, when=State.PERFORMING, then=State.COMPLETED, label=gettext_lazy("Close out"), icon="circle-check")
def close_out(contract: Contract, *, by: Any) -> None:
    """Delivered, accepted, invoiced and paid; the warranty runs."""
    left = [f"{one.get_kind_display()} {one.amount or ''}".strip() for one in undone(contract)]
    left += [told for ask in closing if (told := ask(contract))]
    if left:
        raise Refused(_("Still to be done: %(steps)s.") % {"steps": several(left)})
    contract.completed_on = timezone.localdate()


@action(Contract, when=State.COMPLETED, then=State.ARCHIVED, label=gettext_lazy("Archive"), icon="archive", needs=("filed_on",))
def archive(contract: Contract, *, by: Any) -> None:
    """Nothing more is to come; its scan lies with it."""


@action(Contract, when=(State.DRAFT, State.APPROVED, State.SIGNED, *RUNNING, State.DISPUTED), then=State.TERMINATED,
        label=pgettext_lazy("contract", "Terminate"), icon="circle-x", letter="A", danger=True,
        says=gettext_lazy("The contract ends before it is carried out whole."))  # fmt: skip
def terminate(contract: Contract, *, by: Any, why: str) -> None:
    """It ends before it is carried out whole."""
    contract.ended_because = why.strip()[:300]


@action(Contract, when=(State.SIGNED, *RUNNING, State.COMPLETED), then=State.DISPUTED, label=gettext_lazy("In dispute"),
        icon="scale", letter="A", danger=True,
        says=gettext_lazy("Once it is settled, the contract goes on from where it stands now."))  # fmt: skip
def dispute(contract: Contract, *, by: Any, why: str) -> None:
    """The parties do not agree about it; it goes on from where it stood."""
    contract.resumes_as, contract.ended_because = str(contract.loaded("state")), why.strip()[:300]
    contract.disputed_on, contract.claimed_on = timezone.localdate(), None


@action(Contract, when=State.DISPUTED, label=pgettext_lazy("dispute", "Claim again"), icon="gavel",
        says=gettext_lazy("From this day the three years within which it can be claimed run anew."))  # fmt: skip
def claim_again(contract: Contract, *, by: Any, proof: str, on: date | None = None) -> None:
    """Asked for in writing, before a court or a board of arbitration, or owned to by the customer: the three years run anew."""
    day, today = on or timezone.localdate(), timezone.localdate()
    if not proof.strip():
        raise Refused("", {"proof": [_("Say how it was asked for, and what proves that it arrived.")]})
    if day > today:
        raise Refused("", {"on": [_("What has not happened yet cannot be noted.")]})
    if day < max(filter(None, (contract.disputed_on, contract.claimed_on)), default=day):
        raise Refused("", {"on": [_("Its time runs since a later day already.")]})
    contract.claimed_on, contract.progress, contract.progress_on = day, proof.strip(), today


@action(Contract, when=State.DISPUTED, then=(State.SIGNED, *RUNNING, State.COMPLETED), label=pgettext_lazy("dispute", "Settled"),
        icon="player-play", letter="A", primary=True,
        says=gettext_lazy("The contract goes on from where it stood before the dispute."))  # fmt: skip
def resume(contract: Contract, *, by: Any, note: str) -> str:
    """The dispute is over."""
    contract.progress, contract.progress_on, contract.ended_because = note.strip(), timezone.localdate(), ""
    contract.disputed_on = contract.claimed_on = None
    return contract.resumes_as or State.SIGNED


@action(Contract, when=(State.SIGNED, *RUNNING), label=gettext_lazy("Supplement"), icon="file-plus",
        only_for=lambda contract, who: contract.amends_id is None)  # fmt: skip
def supplement(
    contract: Contract, *, by: Any, name: str, net: Decimal, tax: Decimal, expires_on: date | None = None
) -> None:
    """A contract of its own, with the totals as they are to be; it takes effect once it is reviewed and signed."""
    if contract.supplements.filter(state__in=(State.DRAFT, State.REVIEW, State.APPROVED, State.SIGNED), deleted_at=None).exists():
        raise Refused(_("Another supplement is under way. Finish that one first."))
    given = {column: getattr(contract, column) for column in KEPT}
    made = Contract(**given, amends_id=contract.pk, name=name, net=net, tax=tax, expires_on=expires_on or contract.expires_on)
    made.number = f"{contract.number}-B{Contract.unscoped.filter(amends=contract.pk).count() + 1:02d}"
    terms = terms_of(contract)
    afterwards(lambda: draw_up(made, terms))


def draw_up(made: Contract, terms: list[PaymentTerm], verb: str = "supplement") -> None:
    """Stored with the parts of the price as they are now, to be changed where they change."""
    store.create(made, verb=verb)
    for one in terms:
        store.create(PaymentTerm(contract=made, owner_id=made.owner_id, **{column: getattr(one, column) for column in COPIED}))
    settle(made)
