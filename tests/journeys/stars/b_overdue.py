"""B5 to B11: the ladder day by day, a broken promise, a statement, a plan of repayment, a payment, the end of the quarter."""

from datetime import date
from decimal import Decimal as D
from io import BytesIO

from tests.journeys.stars.b_credit import nights, standing
from tests.journeys.stars.house import House, asked, fresh, said
from tests.journeys.stars.typing_in import flat
from xianji.customers.models import Customer
from xianji.kit import registry
from xianji.org.days.calendar import work_calendar
from xianji.risk.models import Risk, RiskAssessment, RiskResponse
from xianji.sales.models import DunningAction, Payment, Receivable, RepaymentPlan, Statement
from xianji.workspace.models import Notice, Task

PAPER = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def step(name: str) -> DunningAction:
    return DunningAction.unscoped.get(receivable__document="INV-1", step=name)


def b5_noticed(house: House) -> None:
    """The notice goes out on the Sunday; the call of the seller is for the Monday."""
    nights(house, "08-16", "08-16")
    found = DunningAction.unscoped.filter(receivable__document="INV-1").order_by("due_on", "pk")
    assert [(one.step, one.due_on, one.state) for one in found] == [
        ("reminder", date(2026, 8, 8), "done"), ("notice", date(2026, 8, 17), "due")]  # fmt: skip
    assert Notice.objects.filter(person=house.people["王三"], kind="dunning").count() == 2
    task = Task.unscoped.get(key__startswith="dunning:")
    assert (task.owner, task.due_at.date()) == (house.people["王三"], date(2026, 8, 17))
    house.now("08-17T10:00")
    house.press("王三", step("notice"), "finish", channel="call", response="知道了")


def b6_promised(house: House) -> None:
    nights(house, "08-22")
    assert step("call").due_on == date(2026, 8, 24), "a Saturday moves to the Monday"
    house.now("08-24T10:00")
    call = house.press("王三", step("call"), "finish", channel="call", response="月底付", promised_on="2026-08-31")
    assert (call.state, call.done_on, fresh(call.receivable).promised_on) == ("done", call.due_on, date(2026, 8, 31))


def b7_confirmed_and_broken(house: House, customer: Customer) -> None:
    nights(house, "08-30")
    assert step("visit").due_on == date(2026, 8, 31)
    house.now("08-31T10:00")
    made = house.fill("王三", Statement, customer=customer, from_on="2026-07-01", to_on="2026-08-31")
    house.press("王三", made, "send")
    assert "signed" in house.refused("王三", made, "answer", said="350000")
    paper = BytesIO(PAPER)
    paper.name = "signed.pdf"
    sent = house.at("王三").post(f"{registry.resource_of(made).address(made.pk)}/files", {"files": paper})
    assert sent.status_code == 302
    made = house.press("王三", made, "answer", said="350000")
    assert (made.closing, made.difference, made.state) == (D("350000.00"), 0, "confirmed")
    house.refused("王三", step("visit"), "finish", channel="visit", response="对账")
    house.press("王三", step("visit"), "finish", channel="visit", response="对账", proof=made.number)
    nights(house, "09-01")
    assert step("visit").receivable.broken_on == date(2026, 9, 1)


def b8_demanded(house: House) -> None:
    nights(house, "09-07", "09-14")
    assert step("demand").due_on == date(2026, 9, 14)


def b9_agreed(house: House, customer: Customer) -> None:
    """Five working days, as the Sunday before the feast is one; the plan of repayment is the director's to approve."""
    assert work_calendar().add_workdays(date(2026, 9, 15), 5) == date(2026, 9, 21)
    house.now("09-21T10:00")
    plan = house.fill("王三", RepaymentPlan, customer=customer, amount="250000", first_on="2026-10-31", parts=5, note="母公司担保")
    house.press("王三", plan, "submit")
    assert list(asked(plan).seats.filter(state="open").values_list("person__name", flat=True)) == ["林总监"]
    assert house.answered(plan, "林总监").state == "approved"


def b9_identified(house: House, customer: Customer) -> Risk:
    """Late payment of more than 30 days: likely, and considerable by the loss; the director is to decide within five working days."""
    house.now("09-15T10:00")
    risk = house.fill(
        "褚信控", Risk, title="货款逾期超过 30 天", category="credit", customer=customer, event="INV-1 逾期 30 天，其余两笔可能跟着逾期",
        identified_on="2026-09-15",
    )  # fmt: skip
    assert (risk.number, risk.state) == ("RK-202609-001", "identified")
    given = {"risk": risk, "kind": "inherent", "as_of": "2026-09-15", "likelihood": 4, "impact": 3, "exposure": "350000", "probability": "0.08"}
    told = house.at("褚信控").post("/risk/riskassessments/sum", flat(given), headers={"HX-Request": "true"}).content.decode()
    assert "12" in told and "High" in told and "16,800.00" in told, "beside the form, while it is typed"
    assert "by the table" in said(house.at("褚信控").post("/risk/riskassessments/new", flat(given | {"impact": 2})))
    assert "no estimate in money" in said(house.at("褚信控").post("/risk/riskassessments/new", flat(given | {"exposure": "", "probability": ""})))
    house.fill("褚信控", RiskAssessment, **given)
    assert house.read("林总监", risk, "state", "score", "level", "exposure", "respond_by") == [
        "assessed", 12, "high", "350000.00", "2026-09-21"]  # fmt: skip
    return fresh(risk)


def b9_answered(house: House, risk: Risk) -> None:
    """On the last day: the guarantee of the parent and a plan of repayment. To accept it would be the management's to decide."""
    house.now("09-21T10:00")
    response = house.fill("褚信控", RiskResponse, risk=risk, strategy="accept", title="母公司担保与分期还款", measures="母公司担保；分五期还款")
    house.press("褚信控", response, "submit")
    request = asked(response)
    assert list(request.seats.filter(state="open").values_list("person__name", flat=True)) == ["韩总"]
    house.press("褚信控", request, "withdraw")
    response = house.correct("褚信控", response, strategy="reduce")
    assert response.due_on == date(2026, 9, 29), "five working days from now, with a feast between"
    house.press("褚信控", response, "submit")
    assert (asked(response).because["table"], asked(response).because["row"]) == ("risk.level", "r3")
    response = house.answered(response, "林总监")
    assert (response.state, response.approved_on) == ("approved", date(2026, 9, 21))
    assert (fresh(risk).state, fresh(risk).responded_on) == ("responding", date(2026, 9, 21))
    house.now("09-28T10:00")
    house.press("褚信控", response, "carry_out", effect="担保函已签署，首期款已约定")
    assert fresh(risk).state == "monitoring"
    house.refused("褚信控", response, "verify", note="自己核实")
    assert house.press("林总监", response, "verify", note="担保函原件已见").state == "verified"


def b11_risk_left(house: House, risk: Risk) -> None:
    """250,000 × 8 % × 60 %; with the guarantee 30 %."""
    house.now("09-30T17:00")
    now = {"risk": risk, "as_of": "2026-09-30", "impact": 3, "exposure": "250000", "probability": "0.08"}
    house.fill("褚信控", RiskAssessment, **now, kind="inherent", likelihood=4)
    house.fill("褚信控", RiskAssessment, **now, kind="residual", likelihood=2, lost_share="0.3")
    assert house.read("林总监", risk, "score", "level", "loss") == [12, "high", "12000.00"]
    assert house.read("林总监", risk, "left_score", "left_level", "left_loss", "state") == [6, "medium", "6000.00", "monitoring"]
    shown = house.words("林总监", risk)
    assert "Expected loss 12,000 Expected loss now 6,000" in shown and "Level now Moderate" in shown
    told = house.at("林总监").get("/risk/map").context["map"]
    assert [(row["label"][-2], n) for row in told["rows"] for n, cell in enumerate(row["cells"], 1) if cell["number"]] == [("2", 3)]
    assert told["loss"] == "6,000.00"


def b10_paid(house: House, customer: Customer) -> None:
    house.now("09-18T10:00")
    payment = house.fill("尤出纳", Payment, customer=customer, amount="100000", value_on="2026-09-18", method="tt")
    house.press("褚信控", payment, "confirm")
    payment = house.press("褚信控", payment, "allocate")
    assert (payment.state, payment.left) == ("allocated", 0)
    assert Receivable.unscoped.get(document="INV-1").balance == D("50000.00"), "the oldest first"
    assert standing(customer).exposure == 320_000


def b11_end_of_quarter(house: House, customer: Customer) -> None:
    house.now("09-30T18:00")
    told = house.page("褚信控", customer, "owed")["owed"]
    assert [one["value"] for one in told["figures"]][:2] == ["250,000.00", "250,000.00"]
    assert told["figures"][3]["value"] == "3,630.00", "late interest"
    assert [one["late"] for one in told["rows"]] == ["46 days overdue", "10 days overdue", "6 days overdue"]
    assert [one["one"].balance for one in told["rows"]] == [D(50_000), D(90_000), D(110_000)]
    page = house.at("褚信控").get("/sales/owed").context
    assert {one["label"]: one["title"] for one in page["buckets"] if one["title"] != "0.00"} == {
        "1–30 days": "200,000.00", "31–60 days": "50,000.00"}  # fmt: skip
    assert page["loss"] == "6,500.00"
