"""Contracts beside the journey: texts, routes, supplements, controls, reminders, the page and the paper."""

from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.test import Client
from django.utils import timezone
from docx import Document

from tests.making import make
from xianji.audit.models import Entry
from xianji.catalog.models import Currency, Product
from xianji.customers.models import Customer
from xianji.kit import store
from xianji.kit.refusals import Blocked, NotPermitted, Refused
from xianji.lib.actor import SYSTEM, acting
from xianji.sales.contracts import annex, clauses, milestones, performing, printing, renewing, routing, rules, signing
from xianji.sales.contracts.actions import submit
from xianji.sales.contracts.beginning import begin
from xianji.sales.contracts.controls import (
    contracts_are_closed_out,
    contracts_are_followed,
    deals_are_won_by_a_contract,
    delivery_is_told,
)
from xianji.sales.contracts.document import marked
from xianji.sales.contracts.drafting import fingerprint
from xianji.sales.contracts.examining import Reading
from xianji.sales.contracts.parts import ContractClause, Milestone
from xianji.sales.contracts.reminding import nearest, remind
from xianji.sales.contracts.series import letters
from xianji.sales.contracts.wording import fill
from xianji.sales.models import Contract, Opportunity, Order, PaymentTerm, Quote, QuoteLine
from xianji.sales.templates import shipped
from xianji.sales.templates.actions import load, publish
from xianji.sales.templates.rules import missing
from xianji.workspace.models import Notice

TODAY = date(2026, 8, 10)


@pytest.fixture
def draw(cast):
    """`draw(net=5)`: a draft of alice's from the English model, with one part of the price and everything filled."""

    def made(terms=(("payment", "delivery", "1", 0, 0),), **values):
        with acting(SYSTEM):
            if not made.template:
                made.template = load(shipped.read("sale", "en"))
                publish(made.template)
                made.customer = make(Customer, name="Lotus", registration_no="1", owner=cast.person("alice"))
            usual = {
                "name": "Lanterns", "customer": made.customer, "template": made.template, "language": "en", "owner": cast.person("alice"),
                "net": Decimal(50_000), "deliver_on": TODAY, "deliver_to": "Lake Street", "deliver_how": "road", "accept_days": 7,
                "warranty_months": 12, "warranty_from": "delivery", "penalty": Decimal("0.1"),
            }  # fmt: skip
            contract = store.create(Contract(**usual | values))
            for kind, trigger, share, months, days in terms:
                store.create(PaymentTerm(contract=contract, kind=kind, trigger=trigger, share=Decimal(share), months=months, days=days))
            contract = Contract.unscoped.get(pk=contract.pk)
            clauses.settle(contract)
        return contract

    made.template = made.customer = None
    return made


def put(contract, **values):
    Contract.unscoped.filter(pk=contract.pk).update(**values)
    return Contract.unscoped.get(pk=contract.pk)


def fresh(contract):
    return Contract.unscoped.get(pk=contract.pk)


def test_parts_days_letters_and_marks():
    thirds = rules.parts(Decimal(100), [Decimal(1)] * 3)
    assert thirds == [Decimal("33.34"), Decimal("33.33"), Decimal("33.33")]
    assert rules.falls_due(date(2026, 8, 31), 6, 0) == date(2027, 2, 28) and rules.falls_due(date(2026, 9, 17), 0, 30) == date(2026, 10, 17)
    assert [letters(name) for name in ("East China", "华东大区", "")] == ["EC", "HDDQ", "HQ"]
    assert list(marked("每日万分之五", "每日万分之三")) == [("same", "每日万分之"), ("gone", "五"), ("new", "三")]
    given = {"gross": "CNY 5", "buyer": "Lotus {seller}"}
    assert fill("{gross} {of} { {buyer} {gross:>9999999999} {gross.__class__}", given) == (
        "CNY 5 {of} { Lotus {seller} {gross:>9999999999} {gross.__class__}"
    )
    assert [nearest(days, rules.ALERTS) for days in (7, 6, 3, 2, 0)] == [7, 7, 3, 3, 0]


def test_each_model_that_ships_says_what_it_must():
    for model in shipped.models():
        assert not missing(set(model.clauses)), model.name


def test_the_table_adds_reviewers(draw):
    def roles(contract):
        return routing.route(Reading.of(contract)).roles

    with acting(SYSTEM):
        assert roles(draw()) == ["FIN", "SUP"]
        assert roles(draw(terms=(("advance", "signing", "1", 0, 0),), net=Decimal(49_999), customer=make(Customer))) == ["SUP"]
        big = draw(net=Decimal(2_000_000), customer=make(Customer, registration_no="2"))
        assert roles(big) == ["FIN", "LEG", "SUP", "RM", "SD", "EXE"]
        with pytest.raises(Refused, match="minutes"):
            submit(big)
        alone = make(Customer)
        first = draw(net=Decimal(60_000), customer=alone, terms=(("advance", "signing", "1", 0, 0),))
        assert roles(first) == ["SUP"]
        second = draw(net=Decimal(50_000), customer=alone, terms=(("advance", "signing", "1", 0, 0),))
        assert roles(second) == ["FIN", "SUP"], "two within 30 days count together"
        assert set(roles(draw(customer=make(Customer), is_exclusive=True))) == {"FIN", "LEG", "SUP", "SD"}
        assert "EXE" in roles(draw(customer=make(Customer), penalty=Decimal("0.4")))


def test_legal_says_how_far_a_clause_is_and_more_are_asked(draw, cast):
    contract = draw()
    with acting(SYSTEM):
        clause = ContractClause.objects.get(contract=contract, subject="rights")
        clauses.write(contract, {"text": "All rights pass to the Buyer."}, clause)
    with cast.acting("alice"), pytest.raises(NotPermitted):
        clauses.judge(contract, clause, "major", "rights")
    with acting(SYSTEM):
        clauses.judge(contract, ContractClause.objects.get(pk=clause.pk), "major", "rights")
        contract = Contract.unscoped.get(pk=contract.pk)
        assert contract.deviation == "major" and routing.route(Reading.of(contract)).roles == ["FIN", "LEG", "SUP", "SD", "EXE"]
        clauses.write(contract, {"text": clause.original}, ContractClause.objects.get(pk=clause.pk))
    assert Contract.unscoped.get(pk=contract.pk).deviation == "none"


def test_what_is_missing_is_found(draw):
    with acting(SYSTEM):
        contract = draw(warranty_months=None, terms=(("payment", "delivery", "0.9", 0, 0), ("retention", "delivery", "0.05", 12, 0)))
        ContractClause.objects.filter(contract=contract, subject="dispute").delete()
        found = {(one.severity, one.subject) for one in Reading.of(contract).findings}
    assert {("high", "dispute"), ("high", "payment"), ("high", "warranty")} <= found


def test_a_supplement_changes_the_contract_once_it_is_in_force(draw):
    with acting(SYSTEM):
        main = put(draw(terms=(("advance", "signing", "0.5", 0, 0), ("payment", "acceptance", "0.5", 0, 30))),
                   state="effective", signed_on=TODAY, effective_on=TODAY)  # fmt: skip
        begin(main)
        performing.supplement(main, name="More lanterns", net=Decimal(54_000), tax=Decimal(0))
        more = Contract.unscoped.get(amends=main)
        assert more.number == f"{main.number}-B01"
        assert routing.route(Reading.of(more)).roles == ["SUP"], "8 % more without a new term is judged by what it adds"
        more = put(more, net=Decimal(60_000), gross=Decimal(60_000))
        assert routing.route(Reading.of(more)).roles == ["FIN", "SUP"], "20 % more is reviewed anew on the whole"
        with pytest.raises(Refused, match="Another supplement"):
            performing.supplement(main, name="Again", net=Decimal(1), tax=Decimal(0))
        first = PaymentTerm.unscoped.filter(contract=main).first()
        Milestone.objects.filter(contract=main, term=first).update(done_on=TODAY)
        begin(put(more, state="effective"))
    main = Contract.unscoped.get(pk=main.pk)
    assert main.gross == Decimal(60_000)
    steps = Milestone.objects.filter(contract=main, kind="payment").order_by("pk")
    assert list(steps.values_list("amount", "done_on")) == [(Decimal(30_000), TODAY), (Decimal(30_000), None)]
    assert steps[0].term == first, "what is paid and owed hangs on the same part"


def test_a_supplement_before_its_contract_is_in_force_lays_no_steps_twice(draw):
    with acting(SYSTEM):
        main = put(draw(), state="signed", signed_on=TODAY)
        performing.supplement(main, name="More", net=Decimal(54_000), tax=Decimal(0))
        more = put(Contract.unscoped.get(amends=main), state="signed", signed_on=TODAY)
        with pytest.raises(Refused, match="has not come yet"):
            signing.put_in_force(more, effective_on=timezone.localdate() + timedelta(days=1))
        signing.put_in_force(more)
        assert not Milestone.objects.filter(contract=main).exists()
        signing.put_in_force(Contract.unscoped.get(pk=main.pk))
        assert sorted(Milestone.objects.filter(contract=main).values_list("kind", flat=True)) == ["acceptance", "delivery", "invoice", "payment"]
        again = put(draw(), state="effective", signed_on=TODAY)
        performing.supplement(again, name="More", net=Decimal(54_000), tax=Decimal(0))
        put(again, state="terminated")
        with pytest.raises(Refused, match="has ended"):
            signing.put_in_force(put(Contract.unscoped.get(amends=again), state="signed", signed_on=TODAY))


def test_contracts_are_made_from_templates_in_use(draw):
    with acting(SYSTEM), pytest.raises(Refused, match="is not in use"):
        draw(template=load(shipped.read("service", "en")))


def verdict(control, contract, on):
    values = {name: value.on(on) for name, value in control.parameters.items()}
    return control.check(Contract.unscoped.filter(pk=contract.pk), on, **values).values_list("verdict", flat=True).get()


@pytest.fixture
def agreed(draw, cast):
    """Reviewed, approved and sealed; and who signs it."""
    contract = draw()
    with acting(SYSTEM):
        return put(contract, state="approved", reviewed=fingerprint(Reading.of(contract)), sealed_on=TODAY)


SIGNING = {"authority": "Power of attorney 7", "their_signatory": "Mr Heron", "identity": "Licence seen"}


@pytest.mark.shows("contracts_are_signed_with_authority")
@pytest.mark.parametrize("lacking", [("authority",), ("their_signatory",), ("identity",), ("sealed_on",), tuple(SIGNING)])
def test_nobody_signs_without_authority_identity_and_seal(agreed, cast, lacking):
    put(agreed, sealed_on=None if "sealed_on" in lacking else TODAY)
    with acting(SYSTEM):
        with pytest.raises(Blocked, match="Missing for the signature"):
            signing.sign(fresh(agreed), signed_by=cast.person("erin"), **{name: "" if name in lacking else text for name, text in SIGNING.items()})
        put(agreed, sealed_on=TODAY)
        assert signing.sign(fresh(agreed), signed_by=cast.person("erin"), **SIGNING).state == "signed"


@pytest.mark.shows("contracts_are_reviewed")
@pytest.mark.parametrize("told, values", [("not finished", {"state": "review"}), ("not finished", {"reviewed": ""}),
                                          ("not the one that was reviewed", {"warranty_months": 6})])  # fmt: skip
def test_nothing_is_signed_but_the_text_that_was_reviewed(agreed, cast, told, values):
    put(agreed, **values)
    with acting(SYSTEM):
        with pytest.raises(Blocked, match=told):
            signing.sign(fresh(agreed), signed_by=cast.person("erin"), **SIGNING)
        put(agreed, **{name: getattr(agreed, name) for name in values})
        assert signing.sign(fresh(agreed), signed_by=cast.person("erin"), **SIGNING).state == "signed"


@pytest.mark.parametrize(("ago", "words"), [(4, "too early"), (3, "")])
def test_no_signature_is_older_than_the_review(agreed, cast, ago, words):
    put(agreed, approved_on=TODAY - timedelta(days=3))
    with acting(SYSTEM):
        told = {"signed_by": cast.person("erin"), "signed_on": TODAY - timedelta(days=ago), **SIGNING}
        if not words:
            assert signing.sign(fresh(agreed), **told).state == "signed"
            return
        with pytest.raises(Refused, match=words):
            signing.sign(fresh(agreed), **told)


@pytest.mark.shows("contracts_are_followed", "delivery_is_told", "contracts_are_closed_out")
def test_controls_of_contracts_in_force(draw):
    contract = put(draw(), state="performing", signed_on=TODAY, effective_on=TODAY, progress_on=TODAY, filed_on=TODAY, handed_on=TODAY)
    assert verdict(contracts_are_followed, contract, TODAY + timedelta(days=7)) == "pass"
    assert verdict(contracts_are_followed, contract, TODAY + timedelta(days=8)) == "fail"
    put(contract, filed_on=None, progress_on=TODAY + timedelta(days=8))
    assert verdict(contracts_are_followed, contract, TODAY + timedelta(days=8)) == "fail", "5 working days after the signature"
    assert verdict(delivery_is_told, contract, TODAY + timedelta(days=9)) == "pass"
    put(contract, handed_on=None)
    assert [verdict(delivery_is_told, contract, TODAY + timedelta(days=days)) for days in (1, 2)] == ["pass", "fail"]
    put(contract, last_event_on=TODAY)
    step = Milestone.objects.create(contract=contract, kind="payment", due_on=TODAY)
    assert verdict(contracts_are_closed_out, contract, TODAY + timedelta(days=60)) == "na"
    Milestone.objects.filter(pk=step.pk).update(done_on=TODAY)
    assert [verdict(contracts_are_closed_out, contract, TODAY + timedelta(days=days)) for days in (14, 15)] == ["pass", "fail"]
    put(contract, state="draft")
    assert {verdict(one, contract, TODAY) for one in (contracts_are_followed, delivery_is_told, contracts_are_closed_out)} == {"na"}


def test_owners_hear_once_of_what_comes(draw, cast):
    contract = put(draw(), state="performing", expires_on=TODAY + timedelta(days=60))
    Milestone.objects.create(contract=contract, kind="delivery", due_on=TODAY + timedelta(days=3))
    put(draw(), state="effective", expires_on=TODAY + timedelta(days=60), amends=contract)
    with acting(SYSTEM):
        assert [remind(TODAY) for _again in range(2)] == [2, 0]
        assert remind(TODAY + timedelta(days=3)) == 1, "on the day itself"
        assert remind(TODAY + timedelta(days=31)) == 1, "thirty days before the end"
        put(draw(), renews=contract)
        put(contract, expires_on=TODAY + timedelta(days=61))
        assert remind(TODAY + timedelta(days=32)) == 0, "it goes on"
    assert set(Notice.objects.values_list("person__name", flat=True)) == {"Alice"}


def test_a_contract_that_ends_is_renewed_once(draw, cast):
    begun, end = TODAY - timedelta(days=365), date(2026, 8, 9)
    with acting(SYSTEM):
        old = draw(from_on=begun, expires_on=end, deliver_on=date(2025, 8, 31))
        PaymentTerm.unscoped.filter(contract=old).update(trigger="day", fixed_on=date(2025, 9, 1))
        clause = ContractClause.objects.get(contract=old, subject="rights")
        clauses.write(old, {"text": "All rights pass to the Buyer."}, clause)
        ContractClause.objects.get(contract=old, subject="quality").delete()
        old = put(old, state="effective", signed_on=begun, effective_on=begun)
        begin(old)
        deal = make(Opportunity, customer=old.customer, is_renewal=True, opened_on=TODAY)
        renewing.renew(old)
        new = Contract.unscoped.get(renews=old)
        assert (new.state, new.gross, new.customer, new.opportunity, new.owner) == ("draft", old.gross, old.customer, deal, old.owner)
        assert rules.next_time(begun, end, TODAY) == (TODAY, date(2027, 8, 9))
        first = max(TODAY, timezone.localdate())
        assert (new.from_on, new.expires_on) == rules.next_time(begun, end, first) and new.deliver_on > first
        assert [(one.share, one.fixed_on > first) for one in PaymentTerm.unscoped.filter(contract=new)] == [(1, True)]
        texts = dict(ContractClause.objects.filter(contract=new).values_list("subject", "text"))
        assert texts["rights"] == "All rights pass to the Buyer." and "quality" not in texts and new.deviation == "minor"
        with pytest.raises(Refused, match=f"renewed already, by {new.number}"):
            renewing.renew(Contract.unscoped.get(pk=old.pk))
        with pytest.raises(Refused, match="with another customer"):
            new.customer = make(Customer)
            store.change(new)
        begin(put(Contract.unscoped.get(pk=new.pk), state="effective", signed_on=TODAY, effective_on=TODAY))
        assert Milestone.objects.get(contract=old, kind="renewal").done_on == TODAY
    client = Client()
    client.force_login(cast.users["alice"])
    assert f"Renewed by {new.number}" in client.get(f"/sales/contracts/{old.pk}").content.decode()
    put(new, state="terminated")
    assert f"/sales/contracts/{old.pk}/do/renew" in client.get(f"/sales/contracts/{old.pk}").content.decode()


@pytest.mark.shows("deals_are_won_by_a_contract")
def test_a_deal_is_proved_by_a_contract_or_an_order(draw):
    with acting(SYSTEM):
        deal = make(Opportunity, name="Lanterns", customer=make(Customer), opened_on=TODAY)
        assert "Neither" in str(deals_are_won_by_a_contract.check(deal, {}, TODAY))
        order = make(Order, customer=deal.customer, ordered_on=TODAY, amount=5)
        Order.unscoped.filter(pk=order.pk).update(state="confirmed")
        assert deals_are_won_by_a_contract.check(deal, {}, TODAY) is None
        Order.unscoped.filter(pk=order.pk).update(ordered_on=TODAY - timedelta(days=1))
        assert deals_are_won_by_a_contract.check(deal, {}, TODAY) is not None
        with pytest.raises(Refused, match="with another customer"):
            draw(opportunity=deal)
        put(draw(opportunity=deal, customer=deal.customer), state="effective")
        assert deals_are_won_by_a_contract.check(deal, {}, TODAY) is None


def test_a_contract_is_closed_out_when_all_is_done(draw):
    with acting(SYSTEM):
        contract = put(draw(), state="performing", signed_on=TODAY, effective_on=TODAY)
        milestones.lay(contract)
        with pytest.raises(Refused, match="Still to be done"):
            performing.close_out(contract)
        for kind in ("delivery", "acceptance", "invoice", "payment"):
            milestones.reached(contract.pk, kind, TODAY)
        performing.close_out(Contract.unscoped.get(pk=contract.pk))
        assert Contract.unscoped.get(pk=contract.pk).last_event_on == TODAY
    told = Entry.objects.filter(record_id=contract.pk, label=contract.label(), reason__contains="done on")
    assert told.count() == 4, "each step has its entry, though only the first changes the contract"


def test_a_contract_from_a_quote_has_its_amounts_and_lists_what_it_offers(draw, cast):
    def found(contract):
        return " ".join(one.text for one in Reading.of(Contract.unscoped.get(pk=contract.pk)).findings)

    with acting(SYSTEM):
        quote = make(Quote, customer=make(Customer, registration_no="3"), opportunity=None, price_list=None)
        line = make(QuoteLine, quote=quote, product=make(Product, name="Paper moon", sku="PM-1"), quantity=Decimal("2.5"), note="")
        QuoteLine.unscoped.filter(pk=line.pk).update(price=Decimal("1.2345"), tax_rate=Decimal("0.075"), net=Decimal("3.09"), tax=Decimal("0.23"))
        quote = Quote.unscoped.get(pk=quote.pk)
        contract = draw(quote=quote, customer=quote.customer, net=quote.net + 1, tax=quote.tax)
        assert "not those of the quote" in found(contract)
        contract.net = quote.net
        store.change(contract)
        assert "not those of the quote" not in found(contract)
        contract.currency = make(Currency, code="USD")
        store.change(contract)
        assert "not those of the quote" in found(contract)
        reading = Reading.of(contract)
        assert annex.table(contract, reading.lines)["rows"] == [
            ["Paper moon · PM-1", f"2.5 {line.product.uom or ''}".strip(), "1.2345", "3.09", "7.5 %", "0.23"],
            ["Total", " ", " ", "3.09", " ", "0.23"]]  # fmt: skip
        before = fingerprint(reading)
        QuoteLine.unscoped.filter(pk=line.pk).update(quantity=Decimal(3))
        assert fingerprint(Reading.of(contract)) != before
        out = BytesIO()
        printing.write(out, contract, "docx")
    assert "Paper moon" in [one.text[:10] for one in Document(BytesIO(out.getvalue())).tables[-1].columns[0].cells]


def test_its_page_and_its_paper(draw, cast):
    contract = draw(terms=(("earnest", "signing", "0.3", 0, 0), ("payment", "delivery", "0.7", 0, 0)))
    client = Client()
    client.force_login(cast.users["alice"])
    page = client.get(f"/sales/contracts/{contract.pk}").content.decode()
    assert "Earnest money of 30 %" in page and "Lake Street" in page
    written = client.post(f"/sales/contracts/{contract.pk}/clauses/new", {"subject": "other", "title": "Annex", "text": "A list."})
    assert written.status_code in (200, 204, 302) and ContractClause.objects.filter(contract=contract, title="Annex").exists()
    with cast.acting("alice"):
        out = BytesIO()
        printing.write(out, contract, "docx")
    assert "Lake Street" in "\n".join(one.text for one in Document(BytesIO(out.getvalue())).paragraphs)
    paper = client.get(f"/sales/contracts/{contract.pk}/paper.pdf")
    assert paper.content[:4] == b"%PDF" and client.get(f"/sales/contracts/{contract.pk}/paper.exe").status_code == 404
    clause = ContractClause.objects.get(contract=contract, subject="rights")
    given = {"subject": "rights", "title": "Rights", "text": "All pass to the Buyer.", "was": "What it said yesterday."}
    stale = client.post(f"/sales/contracts/{contract.pk}/clauses/{clause.pk}", given)
    assert b"was changed meanwhile" in stale.content and ContractClause.objects.get(pk=clause.pk).text == clause.text
