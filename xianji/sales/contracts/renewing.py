"""A contract that ends goes on as a new one: a draft of what was agreed, for the time after it, reviewed and signed like any."""

from datetime import date, timedelta
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from xianji.kit import registry
from xianji.kit.actions import action, afterwards
from xianji.kit.records.panels import Panel
from xianji.kit.refusals import Refused
from xianji.kit.web.pages import HttpRequest
from xianji.lib import actor
from xianji.lib.actor import Actor
from xianji.sales.contracts import rules
from xianji.sales.contracts.drafting import settle
from xianji.sales.contracts.models import Contract
from xianji.sales.contracts.parts import ContractClause, Milestone
from xianji.sales.contracts.performing import KEPT, draw_up
from xianji.sales.contracts.quoting import LIVING
from xianji.sales.contracts.terms import terms_of
from xianji.sales.opportunities import rules as stages
from xianji.sales.opportunities.models import Opportunity
from xianji.sales.templates.models import Clause, ContractTemplate
from xianji.sales.templates.rules import plain

State = Contract.State
LASTED = (State.EFFECTIVE, State.PERFORMING, State.COMPLETED, State.ARCHIVED)


def ends(contract: Contract, who: Actor | None = None) -> bool:
    """Near its end or past it; a supplement ends with its contract."""
    near = timezone.localdate() + timedelta(days=max(rules.WARNINGS))
    return contract.amends_id is None and contract.expires_on is not None and contract.expires_on <= near


@action(Contract, when=LASTED, label=gettext_lazy("Renew"), icon="refresh", only_for=ends)
def renew(contract: Contract, *, by: Any, renewed_until: date | None = None) -> None:
    """A draft with the same parties, lines, words and terms for the time after; without another end it lasts as long."""
    if (other := renewal_of(contract)) is not None:
        raise Refused(_("It is renewed already, by %(contract)s.") % {"contract": f"{other.number} {other}"})
    made = following(contract, renewed_until)
    moved = terms_of(contract)
    for one in moved:
        if one.fixed_on is not None and made.from_on is not None:
            one.fixed_on = rules.later(one.fixed_on, contract.begun_on, made.from_on)
    afterwards(lambda: carry_over(contract, made, moved))


def renewal_of(contract: Contract) -> Contract | None:
    """The one that goes on for it, drawn up or in force."""
    return Contract.unscoped.filter(renews=contract.pk, state__in=LIVING, deleted_at=None).first()


def following(contract: Contract, renewed_until: date | None) -> Contract:
    """The same for the time after it. The quote goes along while its amounts are still those of the contract, a template while it
    is in use; of the deals it takes the one that the renewal was planned as."""
    assert contract.expires_on is not None
    start = contract.begun_on
    first, last = rules.next_time(start, contract.expires_on, timezone.localdate())
    if renewed_until is not None and renewed_until < first:
        raise Refused("", {"renewed_until": [_("It begins on %(day)s. Choose a later day.") % {"day": first}]})
    given = {name: getattr(contract, name) for name in KEPT} | {"from_on": first, "expires_on": renewed_until or last}
    given["deliver_on"] = rules.later(contract.deliver_on, start, first) if contract.deliver_on else None
    template, quote = contract.template, contract.quote
    is_usable = template is not None and template.state == ContractTemplate.State.IN_FORCE
    is_same = quote is not None and all(getattr(quote, name) == getattr(contract, name) for name in ("net", "tax", "currency_id"))
    return Contract(**given | {
        "name": contract.name, "net": contract.net, "tax": contract.tax, "renews_id": contract.pk,
        "opportunity_id": planned(contract), "template": template if is_usable else None, "quote": quote if is_same else None,
    })  # fmt: skip


def planned(contract: Contract) -> int | None:
    """The open deal that is this customer's renewal, where there is just one."""
    rows = Opportunity.unscoped.filter(customer=contract.customer_id, is_renewal=True, stage__in=stages.OPEN, deleted_at=None)
    found = list(rows.values_list("pk", flat=True)[:2])
    return found[0] if len(found) == 1 else None


def carry_over(contract: Contract, made: Contract, terms: list[Any]) -> None:
    """What was negotiated stays as it was agreed; what was the template's own says what the template says now."""
    draw_up(made, terms, "renew")
    now = {one.pk: one for one in Clause.objects.filter(template=made.template_id)} if made.template_id else {}
    ContractClause.objects.filter(contract=made).delete()
    ContractClause.objects.bulk_create(taken(one, made, now) for one in ContractClause.objects.filter(contract=contract))
    settle(made)


def taken(clause: ContractClause, made: Contract, now: dict[int, Clause]) -> ContractClause:
    """One clause as it begins in the renewal; legal looks at a change again."""
    source = now.get(clause.source_id or 0)
    is_own = plain(clause.text) != plain(clause.original)
    words = clause if is_own or source is None else source
    return ContractClause(
        contract=made, source=source, original=source.text if source else clause.original, place=clause.place,
        subject=clause.subject, title=words.title, text=words.text,
    )  # fmt: skip


def steps_of(contract: Contract) -> list[Milestone]:
    """All steps of a contract, read once for its page; each tells what renews the contract, where the reader may see it. A draft
    has none yet."""
    if contract.state in rules.DRAFTED:
        return []
    if "_steps" not in contract.__dict__:
        renewal = Contract.objects.filter(renews=OuterRef("contract"), state__in=LIVING)
        told = {f"renewal_{name}": Subquery(renewal.values(name)[:1]) for name in ("id", "number", "state")}
        rows = Milestone.objects.filter(contract=contract).select_related("term")
        contract.__dict__["_steps"] = list(rows.annotate(**told))
    found: list[Milestone] = contract.__dict__["_steps"]
    return found


class Ending(Panel):
    """First on the page of a contract that ends: how soon, and the way on; or what goes on for it."""

    def open_on(self, record: Contract) -> bool:
        return record.state in LASTED and ends(record)

    def context(self, record: Contract, request: HttpRequest) -> dict[str, Any]:
        assert record.expires_on is not None
        at = registry.resource_of(Contract)
        found: Any = next((one for one in steps_of(record) if one.kind == Milestone.Kind.RENEWAL), None)
        pk = found.renewal_id if found else None
        return {
            "number": found.renewal_number if pk else "", "state": State(found.renewal_state).label if pk else "",
            "href": at.address(pk) if pk else f"{at.address(record.pk)}/do/{renew.name}",
            "days": (record.expires_on - timezone.localdate()).days, "may_renew": renew.open_to(record, actor.current()),
        }  # fmt: skip


ENDING = Ending("ending", pgettext_lazy("contract", "Renewal"), "sales/contract_ending.html", "next")
