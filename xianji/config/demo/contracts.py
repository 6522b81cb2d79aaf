"""Contracts of the demo company: templates in use, and contracts in each part of their life."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from django.utils import timezone, translation

from xianji.config.demo.acting import acting_as
from xianji.config.demo.company import Company
from xianji.config.demo.strategies import at
from xianji.customers.models import Customer
from xianji.kit import store
from xianji.lib import money
from xianji.sales.contracts import clauses, milestones
from xianji.sales.contracts.actions import raise_issue, review, submit
from xianji.sales.contracts.drafting import settle
from xianji.sales.contracts.parts import ContractClause, Milestone, SealUse
from xianji.sales.contracts.quoting import draft
from xianji.sales.contracts.renewing import renew
from xianji.sales.models import Contract, PaymentTerm, Quote
from xianji.sales.templates.actions import load_models, publish
from xianji.sales.templates.models import ContractTemplate

USUAL = (("advance", "signing", "0.3", 0, 0), ("payment", "acceptance", "0.6", 0, 30), ("retention", "acceptance", "0.1", 12, 0))
EARNEST = (("earnest", "signing", "0.3", 0, 0), ("payment", "acceptance", "0.7", 0, 30))
GOOD: dict[str, Any] = dict.fromkeys(("legal", "compliant", "accurate", "complete"), "good")
TAX = Decimal("0.13")
RUNNING = ((70, 30), (40, 45), (25, 200), (12, 300))
"""(in force since so many days, expires in so many) of those in force."""


def write(told: dict[str, Any], company: Company, pick: Random) -> None:
    language = translation.get_language()
    templates = {one.kind: one for one in load_models() if one.language == language}
    for one in templates.values():
        publish(one)
    words, template = told["contract"], templates["sale"]
    known = Customer.unscoped.filter(state="active", size_class__in=("large", "medium")).exclude(registration_no="")
    customers = list(known.exclude(address="").order_by("-pk")[:8])
    made = [drawn(customer, template, words, pick) for customer in customers]
    for contract, (since, until) in zip(made, RUNNING, strict=False):
        in_force(contract, since, until, words)
    with acting_as(made[0].owner):
        renew(made[0])
    signed(made[4], words)
    approved(made[5])
    under_review(made[6], words)
    with_earnest(made[7])


def drawn(customer: Customer, template: ContractTemplate, words: dict[str, Any], pick: Random) -> Contract:
    """A draft with the usual parts of the price."""
    net, today = Decimal(pick.randint(20, 190)) * 4_000, timezone.localdate()
    contract = Contract(
        name=f"{customer.short_name} · {pick.choice(words['subjects'])}", customer=customer, owner=customer.owner,
        template=template, language=template.language, net=net, tax=money.times(net, TAX, 2), from_on=today,
        deliver_on=today + timedelta(days=pick.randint(20, 60)), deliver_to=customer.address, deliver_how=words["how"],
        accept_days=7, warranty_months=12, warranty_from="acceptance", penalty=Decimal("0.1"),
    )  # fmt: skip
    store.create(contract, source="demo")
    parts(contract, USUAL)
    return contract


def parts(contract: Contract, terms: tuple[tuple[str, str, str, int, int], ...]) -> None:
    for kind, trigger, share, months, days in terms:
        term = PaymentTerm(contract=contract, kind=kind, trigger=trigger, share=Decimal(share), months=months, days=days)
        term.owner_id = contract.owner_id
        store.create(term, source="demo")
    refresh(contract)
    settle(contract)


def refresh(contract: Contract) -> None:
    contract.__dict__.update(Contract.unscoped.get(pk=contract.pk).__dict__)


def put(contract: Contract, **values: Any) -> None:
    """What was long before the demo began; no verb brings it about today."""
    Contract.unscoped.filter(pk=contract.pk).update(**values)
    refresh(contract)


def in_force(contract: Contract, since: int, until: int, words: dict[str, Any]) -> None:
    """Signed, filed and handed on in time; its first steps are done, and it was noted on lately."""
    today = timezone.localdate()
    day = today - timedelta(days=since)
    sealed(contract, day)
    put(contract, state="performing", effective_on=day, filed_on=day, handed_on=day, from_on=day,
        expires_on=today + timedelta(days=until), deliver_on=day + timedelta(days=28), progress=words["progress"],
        progress_on=today - timedelta(days=2), **signature(day, words))  # fmt: skip
    settle(contract)
    put(contract, reviewed=contract.fingerprint)
    milestones.lay(contract)
    due = Milestone.objects.filter(contract=contract, due_on__lt=today - timedelta(days=3)).order_by("due_on")
    for step in list(due):
        milestones.reach(contract, step, step.due_on or day, contract.owner_id)
        refresh(contract)


def sealed(contract: Contract, day: date) -> None:
    put(contract, sealed_on=day, reviewed=contract.fingerprint)
    at_noon = timezone.make_aware(datetime.combine(day, time(12)))
    SealUse.objects.create(contract=contract, seal="A-01", copies=4, by=at("lead3"), at=at_noon)


def signature(day: date, words: dict[str, Any]) -> dict[str, Any]:
    return {
        "approved_on": day, "signed_on": day, "signed_by": at("director"), "authority": words["authority"],
        "their_signatory": words["signatory"], "identity": words["identity"],
    }  # fmt: skip


def signed(contract: Contract, words: dict[str, Any]) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    sealed(contract, yesterday)
    put(contract, state="signed", **signature(yesterday, words))


def offered(told: dict[str, Any], _company: Company, _pick: Random) -> None:
    """Drawn up from the quote that was accepted, whose lines are its annex."""
    words = told["contract"]
    template = ContractTemplate.unscoped.get(kind="sale", language=translation.get_language(), state="in_force")
    quote = Quote.unscoped.filter(state=Quote.State.ACCEPTED, customer__registration_no__gt="").order_by("pk").first()
    if quote is None:
        return
    draft(quote, template)
    contract = Contract.unscoped.get(quote=quote)
    today = timezone.localdate()
    told = {"deliver_on": today + timedelta(days=35), "deliver_to": contract.customer.address or contract.customer.name}
    terms = {"deliver_how": words["how"], "accept_days": 7, "warranty_months": 12, "warranty_from": "acceptance"}
    for name, value in {**told, **terms, "from_on": today, "penalty": Decimal("0.1")}.items():
        setattr(contract, name, value)
    store.change(contract, source="demo")


def approved(contract: Contract) -> None:
    put(contract, state="approved", approved_on=timezone.localdate(), reviewed=contract.fingerprint)


def under_review(contract: Contract, words: dict[str, Any]) -> None:
    """With a clause that was changed; finance has agreed, legal found something."""
    clause = ContractClause.objects.get(contract=contract, subject="breach")
    with acting_as(contract.owner):
        clauses.write(contract, {"text": clause.text.replace(*words["changed"])}, clause)
        submit(contract)
    with acting_as(at("finance")):
        review(contract, **GOOD, comment=words["agreed"])
    with acting_as(at("legal")):
        raise_issue(contract, severity="medium", subject="breach", text=words["issue"])


def with_earnest(contract: Contract) -> None:
    """More than a fifth: the system says why that does not hold."""
    for term in PaymentTerm.unscoped.filter(contract=contract):
        term.deleted_at = timezone.now()
        store.change(term, verb="delete", source="demo")
    parts(contract, EARNEST)
