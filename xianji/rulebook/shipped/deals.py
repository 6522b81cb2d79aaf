"""Tables of chapter 五(二): from a deal to its contract."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as N_

from xianji.rulebook.kinds import Kind
from xianji.rulebook.shipped.words import (
    ANY,
    CLASSES,
    NO,
    NONE,
    YES,
    count,
    every,
    money,
    people,
    percent,
    text,
    yes_no,
)
from xianji.rulebook.tables.content import Column
from xianji.rulebook.tables.declared import choice
from xianji.rulebook.tables.declared import declare as table

table(
    "opportunity.stage", _("Stages of a deal"),
    _("How likely a stage is, what it needs before the next, and how long it lasts."), "sales", ("5.2.2c", "6.2b"),
    inputs=[choice("stage", N_("Stage"), {
        "qualify": N_("First talk"), "needs": N_("Needs confirmed"), "solution": N_("Solution discussed"),
        "negotiation": N_("Quote and negotiation"),
        "contract": N_("Contract being signed"), "won": N_("Won"), "lost": N_("Lost"),
    })],
    outputs=[
        percent("probability", N_("Probability")), choice("category", N_("Forecast"), {
            "pipeline": N_("Pipeline"), "best_case": N_("Best case"), "commit": N_("Committed"), "closed": N_("Closed deals"),
            "omitted": N_("Left out"),
        }),
        Column("longest", N_("Longest stay"), Kind.DAYS), text("needs", N_("Needed before the next stage")),
    ],
    rows=[
        ("qualify", "10%", "pipeline", "30", N_("Need confirmed, role of the contact known")),
        ("needs", "25%", "pipeline", "45", N_("Needs in four dimensions, budget and time known, map of who decides")),
        ("solution", "50%", "best_case", "45", N_("Solution accepted by the engineers, competitor known")),
        ("negotiation", "75%", "best_case", "45", N_("Approved quote; a plan for the negotiation from 200,000 on"),
            N_("Committed where the supervisor confirms")),
        ("contract", "90%", "commit", "20", N_("Contract approved")),
        ("won", "100%", "closed", NONE, N_("Contract in force")),
        ("lost", "0%", "omitted", NONE, N_("Reason and competitor")),
    ],
    cases=[({"stage": "contract"}, {"probability": "90%", "longest": "20"}), ({"stage": "lost"}, {"probability": "0%"})],
)  # fmt: skip

LEVELS = {"L0": "L0", "L1": "L1", "L2": "L2", "L3": "L3", "L4": "L4", "L5": "L5"}
CHAIN = {
    "L0": ("L0", "REP", "0"), "L1": ("L1", "SUP", "4"), "L2": ("L2", "SUP, RM", "4"), "L3": ("L3", "SUP, RM, SD", "8"),
    "L4": ("L4", "SUP, RM, SD, FIN", "16"), "L5": ("L5", "SUP, RM, SD, FIN, EXE", "16"),
}  # fmt: skip


def asks(place: int, cell: str, level: str, note: str = "") -> tuple[str, ...]:
    """A row with one condition, on the input at this place."""
    return (*(cell if n == place else ANY for n in range(7)), *CHAIN[level], note)


table(
    "tax.rates", _("Rates of tax on sales"),
    _("What the law takes of each kind of product. A new rate is a new version from its day on."), "finance", ("4.2.2a",),
    inputs=[choice("category", N_("Tax"), {
        "standard": N_("Standard rate"), "reduced": N_("Reduced rate"), "service": N_("Rate for services"),
        "zero": N_("Not taxed"),
    })],
    outputs=[percent("rate", N_("Tax rate"))],
    rows=[("standard", "13%"), ("reduced", "9%"), ("service", "6%"), ("zero", "0%")],
    cases=[({"category": "standard"}, {"rate": "13%"}), ({"category": "zero"}, {"rate": "0%"})],
)  # fmt: skip

table(
    "quote.approvers", _("Authority over prices"),
    _("Who must agree to a quote: the highest level that any line or the whole asks for. Each level below is asked first."),
    "prices", ("4.2.2c", "1.3.3"), hit="highest",
    inputs=[
        percent("discount", N_("Discount")), percent("margin", N_("Gross margin")), Column("validity", N_("Validity"),
            Kind.DAYS, least="0"),
        percent("freight", N_("Freight borne"), least="0"), percent("retention", N_("Retention"), least="0"),
        Column("longer", N_("Payment beyond the rating"), Kind.DAYS), yes_no("below_cost", N_("Below cost")),
    ],
    outputs=[choice("level", N_("Price level"), LEVELS), people("approvers", N_("Approvers")),
        Column("within", N_("Time for each"), Kind.WORKING_HOURS)],
    rows=[
        (*[ANY] * 6, YES, "L5", "SUP, RM, SD, FIN, LEG, EXE", "16",
            N_("Only for clearance, perishable goods or leaving a market")),
        asks(0, "> 25%", "L5"), asks(0, "(18%, 25%]", "L4"), asks(0, "(12%, 18%]", "L3"), asks(0, "(8%, 12%]", "L2"),
        asks(0, "(5%, 8%]", "L1"),
        asks(1, "< 15%", "L5"), asks(1, "[15%, 22%)", "L4"), asks(1, "[22%, 28%)", "L3"), asks(1, "[28%, 32%)", "L2"),
        asks(1, "[32%, 35%)", "L1"),
        asks(2, "> 60", "L5"), asks(2, "(30, 60]", "L3"),
        asks(3, "> 1%", "L5"), asks(3, "(0%, 1%]", "L2"),
        asks(4, "> 10%", "L5"), asks(4, "(5%, 10%]", "L3"), asks(4, "(0%, 5%]", "L2"),
        asks(5, "> 30", "L5"), asks(5, "(0, 30]", "L4"),
        (*[ANY] * 7, *CHAIN["L0"], N_("Nothing special")),
    ],
    cases=[
        (dict(PLAIN := {"discount": "5%", "margin": "35%", "validity": "30", "freight": "0%", "retention": "0%", "longer": "0",
            "below_cost": NO}), {"level": "L0"}),
        (PLAIN | {"discount": "8%"}, {"level": "L1"}), (PLAIN | {"discount": "8.01%"}, {"level": "L2"}),
        (PLAIN | {"margin": "27.99%"}, {"level": "L3"}), (PLAIN | {"margin": "15%"}, {"level": "L4"}),
        (PLAIN | {"margin": "14.99%"}, {"level": "L5"}),
        (PLAIN | {"below_cost": YES}, {"level": "L5", "approvers": "SUP, RM, SD, FIN, LEG, EXE"}),
    ],
)  # fmt: skip

REVIEW = ["amount", "credit", "template", "deviation", "grave", "retention", "short", "longer", "sensitive", "currency", "kind",
    "exclusive"]


def adds(reviewers: str, days: str, note: str = "", **cells: str) -> tuple[str, ...]:
    """A row that adds reviewers where these cells hold."""
    return (*(cells.get(key, ANY) for key in REVIEW), reviewers, days, note)


table(
    "contract.reviewers", _("Review of contracts"),
    _("Every row that holds adds its reviewers. Contracts with one customer within 30 days count together."), "legal",
    ("5.2.3b",), hit="collect",
    inputs=[
        money("amount", N_("Gross amount")), yes_no("credit", N_("Payment on credit")), yes_no("template",
            N_("Our own template")),
        choice("deviation", N_("Deviation"), {"none": N_("None"), "minor": N_("Minor"), "major": N_("Major")}),
        yes_no("grave", N_("Concerns liability, rights, penalty, payment or exclusivity")), percent("retention",
            N_("Retention"), least="0"),
        yes_no("short", N_("Advance below the rating's")), yes_no("longer", N_("Payment beyond the rating")),
        yes_no("sensitive", N_("Personal data, abroad or foreign law")), yes_no("currency", N_("Foreign currency")),
        choice("kind", N_("Kind"), {"sale": N_("Sale"), "service": N_("Service"), "framework": N_("Framework"),
            "agency": N_("Agency")}),
        yes_no("exclusive", N_("Exclusive territory")),
    ],
    outputs=[people("reviewers", N_("Reviewers")), Column("within", N_("Time"), Kind.BUSINESS_DAYS)],
    rows=[
        adds("REP, SUP", "1", N_("Every contract; the clauses are checked by the system")),
        adds("FIN", "1", amount="≥ 100,000"), adds("FIN", "1", credit=YES),
        adds("RM", "1", amount="≥ 200,000"),
        adds("SD, LEG", "2", amount="≥ 500,000"),
        adds("EXE", "3", N_("With minutes of the meeting"), amount="≥ 2,000,000"),
        adds("LEG", "2", template=NO), adds("LEG", "2", deviation="minor"), adds("LEG", "5", deviation="major"),
        adds("SD, LEG, EXE", "5", N_("The head of legal"), deviation="major", grave=YES),
        adds("SD, FIN", "1", retention="> 5%"), adds("SD, FIN", "1", short=YES), adds("SD, FIN", "1", longer=YES),
        adds("LEG", "3", sensitive=YES), adds("FIN, LEG", "3", currency=YES),
        adds("SD, LEG", "5", kind="framework, agency"), adds("SD, LEG", "5", exclusive=YES),
    ],
    cases=[
        (dict(SMALL := {
            "amount": "99,999.99", "credit": NO, "template": YES, "deviation": "none", "grave": NO, "retention": "5%",
            "short": NO, "longer": NO,
            "sensitive": NO, "currency": NO, "kind": "sale", "exclusive": NO,
        }), {"reviewers": "REP, SUP"}),
        (SMALL | {"amount": "100,000"}, {"reviewers": "REP, SUP, FIN"}), (SMALL | {"amount": "500,000"},
            {"reviewers": "REP, SUP, RM, SD, FIN, LEG"}),
    ],
)  # fmt: skip

table(
    "contract.supplement", _("Review of a supplement"),
    _("Whether a supplement is reviewed like a new contract over the new total."), "legal", ("5.2.3b",),
    inputs=[percent("change", N_("Change of the amount"), least="0"), yes_no("term", N_("Changes the term"))],
    outputs=[yes_no("again", N_("Reviewed anew"))],
    rows=[("> 10%", ANY, YES), (ANY, YES, YES), ("≤ 10%", NO, NO)],
    cases=[({"change": "10%", "term": NO}, {"again": NO}), ({"change": "10.01%", "term": NO}, {"again": YES})],
)  # fmt: skip

table(
    "visit.frequency", _("How often customers are visited"),
    _("The longest gap and who comes along; overdue payments come first."), "sales", ("5.2.1a", "5.3.3c"),
    inputs=[
        choice("class", N_("Class"), CLASSES), count("overdue", N_("Days overdue"), "0"), money("owed", N_("Overdue amount")),
        money("potential", N_("Potential per year"), optional=True),
    ],
    outputs=[
        Column("gap", N_("Longest gap"), Kind.DAYS), text("visits", N_("Visits")), people("manager", N_("Manager")),
        every("manager_every", N_("Manager comes")),
        people("director", N_("Director")), every("director_every", N_("Director comes")), every("return_every",
            N_("Return visit")), count("times", N_("Visits per quarter"), "1"),
    ],
    rows=[
        (ANY, "> 15", "> 200,000", ANY, "15", N_("Collection visit"), "RM", NONE, NONE, NONE, NONE, "6"),
        (ANY, "> 15", "≤ 200,000", ANY, "15", N_("Collection visit"), NONE, NONE, NONE, NONE, NONE, "6"),
        ("large", "≤ 15", ANY, ANY, "30", N_("Two a month, one of them on site"), "RM", "quarter", "SD", "half", "month", "6"),
        ("medium", "≤ 15", ANY, ANY, "60", N_("One a month, on site each quarter"), "SUP", "quarter", NONE, NONE, "quarter", "3"),
        ("small", "≤ 15", ANY, ANY, "90", N_("One a quarter, by phone or online too"), NONE, NONE, NONE, NONE, "half", "1"),
        ("potential", "≤ 15", ANY, "≥ 500,000", "45", N_("By the plan of the deal"), "SUP", NONE, NONE, NONE, NONE, "2"),
        ("potential", "≤ 15", ANY, "< 500,000; unknown", "45", N_("By the plan of the deal"), NONE, NONE, NONE, NONE, NONE, "2"),
    ],
    cases=[
        ({"class": "large", "overdue": "15", "owed": "0"}, {"gap": "30"}), ({"class": "large", "overdue": "16", "owed": "1"},
            {"gap": "15"}),
        ({"class": "small", "overdue": "0", "owed": "0"}, {"gap": "90", "return_every": "half"}),
    ],
)  # fmt: skip

table(
    "expense.approvers", _("Who agrees to an expense"), _("Every row that holds adds its approvers."), "finance",
    ("6.1d", "1.3.1"), hit="collect",
    inputs=[money("amount", N_("Amount")), yes_no("gift", N_("Gift or hospitality beyond the limit for each person"))],
    outputs=[people("approvers", N_("Approvers"))],
    rows=[
        (ANY, ANY, "SUP"), ("≥ 5,000", ANY, "RM"), ("≥ 20,000", ANY, "SD"), (ANY, ANY, "FIN"),
        (ANY, YES, "LEG", N_("The check that the law asks for")),
    ],
    cases=[
        ({"amount": "4,999.99", "gift": NO}, {"approvers": "SUP, FIN"}),
        ({"amount": "5,000", "gift": YES}, {"approvers": "SUP, RM, FIN, LEG"}),
        ({"amount": "20,000", "gift": NO}, {"approvers": "SUP, RM, SD, FIN"}),
    ],
)  # fmt: skip
