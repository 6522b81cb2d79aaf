"""A9 to A12: earnest money refused, reviewed by whom the table names, returned and mended, signed only on the reviewed text, with a
limit of its own; in force, the deal is won, and the customer is a large one with a team."""

from datetime import date
from decimal import Decimal as D

from tests.journeys.stars.house import House, asked, fresh
from xianji.approval.models import Step
from xianji.customers.models import AccountTeam, Contact, Customer
from xianji.customers.teams.controls import large_customers_have_a_team
from xianji.risk.models import CreditAssessment, CreditLimit, CreditStanding
from xianji.sales.contracts.parts import ClauseIssue, ContractClause
from xianji.sales.models import Contract, ContractTemplate, Opportunity, Quote

GOOD = dict.fromkeys(("legal", "compliant", "accurate", "complete"), "good")
TERMS = [
    {"kind": "earnest", "trigger": "shipment", "share": "30%", "months": 0, "days": 0},
    {"kind": "payment", "trigger": "acceptance", "share": "60%", "months": 0, "days": 30},
    {"kind": "retention", "trigger": "acceptance", "share": "10%", "months": 12, "days": 0},
]


def a9_drawn_up(house: House, deal: Opportunity, quote: Quote) -> Contract:
    """From the quote, as agreed; earnest money of 30 % is refused and explained, an advance is not."""
    house.now("08-05T08:30")
    assert house.press("陈一", deal, "advance").stage == "contract", "S5"
    template = ContractTemplate.unscoped.get(kind="sale", language="zh-hans", state="in_force")
    house.press("陈一", quote, "draw_up_contract", template=template)
    contract = Contract.unscoped.get()
    assert (contract.number, contract.net, contract.gross) == ("HT2026-EC-0001", quote.net, D("1431894.40"))
    contract = house.correct(
        "陈一", contract, deliver_on="2026-09-10", deliver_to="甲木重工一厂", deliver_how="公路运输", accept_days=7, warranty_months=12, penalty="0.1",
        terms=TERMS,
    )  # fmt: skip
    assert "Earnest money of 30 %" in house.refused("陈一", contract, "submit")
    house.correct("陈一", contract, terms=[{"kind": "advance"}])
    parts = [one["term"].amount for one in house.page("陈一", contract)["plan"]["parts"]]
    assert parts == [D("429568.32"), D("859136.64"), D("143189.44")] and sum(parts) == contract.gross
    return contract


def a10_returned(house: House, contract: Contract) -> None:
    """Rows 1, 2, 3, 4, 6 and 8 of the table, not management; finance and legal together, then upwards."""
    place = f"/sales/contracts/{contract.pk}"
    clause = ContractClause.objects.get(contract=contract, subject="warranty")
    text = "质保期 {warranty_months} 个月。质保期内因产品质量产生的故障,由甲方免费修理或更换。"
    typed = {"subject": clause.subject, "title": clause.title, "text": text, "was": clause.text}
    assert house.at("陈一").post(f"{place}/clauses/{clause.pk}", typed).status_code == 302
    house.press("陈一", contract, "submit")
    request = asked(contract)
    steps = [[who[1] for who in step.stage["parties"]] for step in Step.objects.filter(request=request).order_by("place")]
    assert (steps, request.amount) == ([["FIN", "LEG"], ["SUP"], ["RM"], ["SD"]], contract.gross)
    house.press("褚信控", contract, "review", **GOOD)
    assert "legal, compliant, accurate and complete" in house.refused("冯法务", request, "approve")
    house.press("冯法务", contract, "raise_issue", severity="high", subject="warranty", text="没有写明质保期何时起算")
    contract = house.press("冯法务", contract, "review", **GOOD | {"complete": "bad"}, comment="质保期起算点缺失")
    assert (contract.state, contract.deviation) == ("draft", "minor")


def a10_mended_and_approved(house: House, contract: Contract) -> None:
    house.now("08-06T10:00")
    place, clause = f"/sales/contracts/{contract.pk}", ContractClause.objects.get(contract=contract, subject="warranty")
    assert "没有写明质保期何时起算" in house.refused("陈一", contract, "submit")
    house.edit("陈一", contract, warranty_from="acceptance")
    mended = {"subject": clause.subject, "title": clause.title, "text": f"{clause.text}质保期自验收之日起算。", "was": clause.text}
    assert house.at("陈一").post(f"{place}/clauses/{clause.pk}", mended).status_code == 302
    issue = ClauseIssue.objects.get()
    assert house.at("陈一").post(f"{place}/issues/{issue.pk}", {"resolution": "自验收之日起算"}).status_code == 302
    house.press("陈一", contract, "submit")
    assert "5.2.3b" in house.refused("陈一", contract, "sign", **signature(house)), "tried before the review"
    house.now("08-07T16:00")
    for name in ("冯法务", "褚信控", "马主管", "何经理", "林总监"):
        contract = house.press(name, contract, "review", **GOOD)
    assert (contract.state, contract.approved_on) == ("approved", date(2026, 8, 7))


def a10_changed_and_reviewed_anew(house: House, contract: Contract) -> None:
    """Any change makes the review void, and the seal on the former text; what is changed past the product is found out."""
    house.now("08-07T16:10")
    house.press("马主管", contract, "put_seal", seal="合同专用章", copies=2)
    contract = house.edit("陈一", contract, deliver_to="甲木重工二厂")
    assert (contract.state, contract.reviewed, contract.sealed_on) == ("draft", "", None)
    house.press("陈一", contract, "submit")
    for name in ("冯法务", "褚信控", "马主管", "何经理", "林总监"):
        contract = house.press(name, contract, "review", **GOOD)
    assert contract.state == "approved"
    rows = Contract.unscoped.filter(pk=contract.pk)
    rows.update(deliver_to="past the store")
    assert "not the one that was reviewed" in house.refused("马主管", contract, "put_seal", seal="合同专用章", copies=2)
    rows.update(deliver_to="甲木重工二厂")


def signature(house: House) -> dict[str, object]:
    return {"signed_by": house.people["林总监"], "authority": "授权书 2026-01", "their_signatory": "总经理", "identity": "身份证与授权书原件"}


def a11_rated(house: House, customer: Customer) -> None:
    """A new customer: 78 points are an A; 395,500 × 45 ÷ 30 × 0.8, down to a whole thousand."""
    house.now("08-07T16:30")
    sheet = house.fill(
        "尤出纳", CreditAssessment, customer=customer, as_of="2026-08-07", cause="first", is_new="on", record="clean", current=2, quick=1,
        net_margin="0.08", revenue="60000000", debt="0.4", assets="30000000", statements_on="2025-12-31", security="pledge", cover=0, years=0,
        outlook="growing", setting="good", supplier="sole", monthly_sales="395500",
    )  # fmt: skip
    house.press("尤出纳", sheet, "submit")
    sheet = house.answered(sheet, "褚信控", "林总监")
    assert house.read("褚信控", sheet, "rating", "terms_days", "limit") == ["A", 45, "474000.00"]
    assert (sheet.score, CreditStanding.objects.get(pk=customer.pk).limit) == (78, 474_000)


def a11_limit_of_the_project(house: House, contract: Contract) -> CreditLimit:
    """What the contract leaves open after its advance, not rounded; above a million the management decides."""
    house.press("褚信控", contract, "ask_for_limit", why="一个大合同")
    limit = CreditLimit.unscoped.get(kind="project")
    request = asked(limit)
    assert list(request.seats.filter(state="open").values_list("person__name", flat=True)) == ["韩总"]
    limit = house.answered(limit, "韩总")
    assert (limit.amount, limit.contract_no, limit.state) == (D("1002326.08"), "HT2026-EC-0001", "active")
    return limit


def a12_signed_and_won(house: House, contract: Contract, deal: Opportunity) -> None:
    house.now("08-10T10:00")
    house.press("马主管", contract, "put_seal", seal="合同专用章", copies=2)
    house.refused("陈一", contract, "sign", **signature(house) | {"identity": " "})
    house.press("陈一", contract, "sign", **signature(house))
    contract = house.press("陈一", contract, "put_in_force")
    deal = fresh(deal)
    assert (contract.state, contract.effective_on) == ("effective", date(2026, 8, 10))
    assert (deal.stage, deal.amount, (deal.closed_on - deal.opened_on).days) == ("won", D("1270880"), 35), "the cycle"
    assert fresh(deal.customer).state == "active"


def a12_team(house: House, customer: Customer) -> None:
    """Due on 24 August, ten working days after it became large; made on the 17th."""
    house.now("08-17T10:00")
    house.fill("陈一", Contact, customer=customer, name="财务部经理", part="finance", mobile="13800138003")
    house.fill("何经理", AccountTeam, customer=customer, name="甲木重工小组", members=[
        {"person": house.people[name], "role": role, "access": access}
        for name, role, access in (("陈一", "owner", "edit"), ("郑九", "tech", "read"), ("林总监", "exec_sponsor", "read"))])  # fmt: skip
    rows = Customer.unscoped.filter(pk=customer.pk)
    found = large_customers_have_a_team
    given = {name: one.on(date(2026, 8, 25)) for name, one in found.parameters.items()}
    assert found.check(rows, date(2026, 8, 25), **given).get().verdict == "pass"
