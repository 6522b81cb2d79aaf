"""Scenario A9, A10 and the contract's part of A12: earnest money refused, reviewed by whom the table names, returned and mended,
signed only on the reviewed text, in force, and the deal is won."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.utils import timezone

from tests.making import make
from xianji.approval.models import Request, Step
from xianji.approval.requests.actions import approve as agree
from xianji.customers.models import Contact, Customer
from xianji.kit import store, verbs
from xianji.kit.refusals import Blocked, Refused
from xianji.lib import actor
from xianji.lib.actor import SYSTEM
from xianji.org.actors import actor_of
from xianji.org.models import Assignment, Person, Role, Unit, User
from xianji.sales.contracts import clauses, milestones
from xianji.sales.contracts.actions import raise_issue, review, submit
from xianji.sales.contracts.parts import ClauseIssue, ContractClause, ContractReview, Milestone
from xianji.sales.contracts.signing import put_in_force, put_seal, sign
from xianji.sales.models import Contract, Opportunity, PaymentTerm
from xianji.sales.templates.actions import load_models, publish

GOOD = dict.fromkeys(("legal", "compliant", "accurate", "complete"), "good")
PEOPLE = {"陈一": "REP", "马主管": "SUP", "何经理": "RM", "冯法务": "LEG", "褚信控": "FIN", "林总监": "SD", "韩总": "EXE", "卫客服": "CS"}


@pytest.fixture
def clock(monkeypatch, settings):
    settings.TIME_ZONE = "Asia/Shanghai"

    def at(text):
        moment = timezone.make_aware(datetime.fromisoformat(f"2026-{text}"))
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    return at


@pytest.fixture
def house(cast, clock):
    """A region East China with its team; the functions stand under the company."""
    clock("07-06T09:00")
    with actor.acting(SYSTEM):
        region = store.create(Unit(name="East China", kind="region", parent=cast.company))
        team = store.create(Unit(name="E1", kind="team", parent=region))
        desk = store.create(Unit(name="Customer service", kind="function", parent=cast.company))
        places = {"REP": team, "SUP": team, "RM": region, "CS": desk}
        return {name: person(name, places.get(role, cast.company), role) for name, role in PEOPLE.items()}


def person(name, unit, role):
    one = store.create(Person(name=name, unit=unit, email=f"p{Person.unscoped.count()}@stars.example"))
    user = User.objects.create_user(f"u{one.pk}", one.email, "a long word for tests", person=one)
    Assignment.objects.create(user=user, role=Role.unscoped.get(code=role))
    return one


def fresh(contract):
    return Contract.unscoped.get(pk=contract.pk)


def test_from_the_draft_to_the_deal(clock, house):
    def acting(name):
        return actor.acting(actor_of(User.objects.get(person=house[name])))

    def said(name, contract):
        with acting(name):
            review(fresh(contract), **GOOD)

    with actor.acting(SYSTEM):
        customer = make(Customer, name="甲木重工(虚构)", owner=house["陈一"], size_class="large", need_profile="project",
                        registration_no="91330100MA00000001", industry=make(Customer._meta.get_field("industry").related_model, dictionary="industry"),
                        region=make(Customer._meta.get_field("region").related_model))  # fmt: skip
        make(Contact, customer=customer, name="设备部经理", is_primary=True, mobile="13800138001", owner=house["陈一"])
        deal = make(Opportunity, name="产线改造", customer=customer, owner=house["陈一"], opened_on=date(2026, 7, 6), amount=1_200_000)
    with acting("冯法务"):
        template = next(one for one in load_models() if (one.kind, one.language) == ("sale", "zh-hans"))
        publish(template)

    # A9: earnest money of 30 % is refused and explained; an advance is not, and the parts make the price to the cent
    clock("08-05T10:00")
    with acting("陈一"):
        contract = verbs.create(Contract, {
            "name": "产线改造", "customer": customer, "opportunity": deal, "template": template, "net": Decimal("1270880"), "tax": Decimal("161014.40"),
            "deliver_on": date(2026, 9, 10), "deliver_to": "甲木重工一厂", "deliver_how": "公路运输", "accept_days": 7, "warranty_months": 12,
            "penalty": Decimal("0.1")})  # fmt: skip
        assert (contract.number, contract.gross) == ("HT2026-EC-0001", Decimal("1431894.40"))
        first = store.create(PaymentTerm(contract=contract, kind="earnest", trigger="signing", share=Decimal("0.3")))
        store.create(PaymentTerm(contract=contract, kind="payment", trigger="acceptance", days=30, share=Decimal("0.6")))
        store.create(PaymentTerm(contract=contract, kind="retention", trigger="acceptance", months=12, share=Decimal("0.1")))
        clauses.settle(fresh(contract))
        with pytest.raises(Refused, match="Earnest money of 30 %"):
            submit(fresh(contract))
        first.kind = "advance"
        store.change(first)
        clauses.settle(fresh(contract))
        amounts = list(PaymentTerm.unscoped.filter(contract=contract).order_by("pk").values_list("amount", flat=True))
        assert amounts == list(map(Decimal, ("429568.32", "859136.64", "143189.44"))) and sum(amounts) == contract.gross

        # the warranty has no start: the blank must be filled, so the clause is written without it: a minor deviation
        clause = ContractClause.objects.get(contract=contract, subject="warranty")
        clauses.write(fresh(contract), {"text": "质保期 {warranty_months} 个月。质保期内因产品质量产生的故障,由甲方免费修理或更换。"}, clause)
        assert fresh(contract).deviation == "minor"
        submit(fresh(contract))

    # A10: rows 1, 2, 3, 4, 6 and 8, not management; finance and legal together, then upwards
    request = Request.unscoped.get()
    steps = [[who[1] for who in step.stage["parties"]] for step in Step.objects.filter(request=request).order_by("place")]
    assert steps == [["FIN", "LEG"], ["SUP"], ["RM"], ["SD"]] and request.amount == contract.gross
    said("褚信控", contract)
    with acting("冯法务"):
        with pytest.raises(Refused, match="legal, compliant, accurate and complete"):
            agree(Request.unscoped.get())
        raise_issue(fresh(contract), severity="high", subject="warranty", text="没有写明质保期何时起算")
        review(fresh(contract), **GOOD | {"complete": "bad"}, comment="质保期起算点缺失")
    assert (fresh(contract).state, Request.unscoped.get().state) == ("draft", "returned")

    clock("08-06T10:00")
    with acting("陈一"):
        with pytest.raises(Refused, match="没有写明质保期何时起算"):
            submit(fresh(contract))
        verbs.change(fresh(contract), {"warranty_from": "acceptance"})
        clauses.write(fresh(contract), {"text": clause.original}, ContractClause.objects.get(pk=clause.pk))
        clauses.resolve(fresh(contract), ClauseIssue.objects.get(), "自验收之日起算")
        clauses.write(fresh(contract), {"subject": "other", "title": "附件", "text": "附件一为产品清单。"})
        submit(fresh(contract))
        signature = {"signed_by": house["林总监"], "authority": "授权书 2026-01", "their_signatory": "设备部经理", "identity": "身份证与授权书原件"}
        with pytest.raises(Blocked) as refused:
            sign(fresh(contract), **signature)
    assert "5.2.3b" in {one.clause for one in refused.value.objections}
    clock("08-07T15:00")
    for name in ("冯法务", "褚信控", "马主管", "何经理", "林总监"):
        said(name, contract)
    assert fresh(contract).state == "approved" and ContractReview.objects.filter(legal="good").count() == 7

    # any change makes the review void, and the seal on the former text; then it is reviewed anew, sealed by a third person and signed
    clock("08-07T16:00")
    with acting("马主管"):
        put_seal(fresh(contract), seal="合同专用章")
    with acting("陈一"):
        verbs.change(fresh(contract), {"deliver_to": "甲木重工二厂"})
        assert (fresh(contract).state, fresh(contract).reviewed, fresh(contract).sealed_on) == ("draft", "", None)
        submit(fresh(contract))
    for name in ("冯法务", "褚信控", "马主管", "何经理", "林总监"):
        said(name, contract)
    Contract.unscoped.filter(pk=contract.pk).update(deliver_to="past the store")
    clock("08-10T10:00")
    with acting("马主管"), pytest.raises(Refused, match="not the one that was reviewed"):
        put_seal(fresh(contract), seal="合同专用章")
    Contract.unscoped.filter(pk=contract.pk).update(deliver_to="甲木重工二厂")
    with acting("马主管"):
        put_seal(fresh(contract), seal="合同专用章")
    with acting("陈一"):
        with pytest.raises(Blocked):
            sign(fresh(contract), **signature | {"identity": " "})
        sign(fresh(contract), **signature)
        put_in_force(fresh(contract))

    # A12: the deal is won on the day, 35 days after it was opened; delivery is told; the parts fall due
    contract, deal = fresh(contract), Opportunity.unscoped.get(pk=deal.pk)
    assert (contract.state, contract.effective_on, contract.handed_on) == ("effective", date(2026, 8, 10), date(2026, 8, 10))
    assert (deal.stage, deal.amount, (deal.closed_on - deal.opened_on).days) == ("won", Decimal("1270880"), 35)
    due = dict(Milestone.objects.filter(kind="payment").values_list("amount", "due_on"))
    assert due[Decimal("429568.32")] == date(2026, 8, 10)
    with acting("陈一"), pytest.raises(Refused):
        verbs.change(fresh(contract), {"net": Decimal(1)})
    with actor.acting(SYSTEM):
        milestones.reached(contract.pk, "acceptance", date(2026, 9, 17))
    due = dict(Milestone.objects.filter(kind="payment").values_list("amount", "due_on"))
    assert (due[Decimal("859136.64")], due[Decimal("143189.44")]) == (date(2026, 10, 17), date(2027, 9, 17))
    assert fresh(contract).state == "performing"
