"""Parameters of chapter 七, risk; what is not in the regulation's own text is marked X."""

from functools import partial

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as N_

from xianji.rulebook.kinds import Kind
from xianji.rulebook.parameters import declared
from xianji.rulebook.shipped.words import ANY, NONE, count, every, money, people, percent, text
from xianji.rulebook.tables.content import Column
from xianji.rulebook.tables.declared import choice
from xianji.rulebook.tables.declared import declare as table

declare = partial(declared.declare, waits=True)

declared.declare("risk.assess", 5, Kind.BUSINESS_DAYS, _("A risk is assessed within, after it was entered"), ("7.2a",))
declared.declare("risk.age", 90, Kind.DAYS, _("Oldest assessment of a risk"), ("7.2b",))
declared.declare("risk.age.high", 30, Kind.DAYS, _("Oldest assessment of a high or critical risk"), ("7.2b",))
declared.declare("risk.lost", "60%", Kind.PERCENT, _("Share that is lost of what is not secured"), ("7.2a",), high=1)
declare("market.indicators", 7, Kind.DAYS, _("Oldest figures of the market that are watched"), ("7.3.1",))
declare("market.red", 10, Kind.BUSINESS_DAYS, _("A red warning of the market is decided on within"), ("7.3.1",))
declared.declare("credit.age", 365, Kind.DAYS, _("Oldest credit rating"), ("7.3.2a",))
declared.declare("credit.age.B", 180, Kind.DAYS, _("Oldest credit rating of grade B"), ("7.3.2a",))
declared.declare("credit.age.C", 90, Kind.DAYS, _("Oldest credit rating of grade C"), ("7.3.2a",))
for _key, _default, _kind, _label in (
    ("credit.hold", 30, Kind.DAYS, _("Orders are held when a payment is overdue for")),
    ("credit.freeze", 60, Kind.DAYS, _("Limits are frozen when a payment is overdue for")),
    ("credit.temporary.days", 30, Kind.DAYS, _("Longest temporary limit")),
    ("credit.temporary.quarter", 2, Kind.COUNT, _("Temporary limits of a customer in a quarter")),
    ("credit.statements", 18, Kind.COUNT, _("Financial statements older than so many months are missing")),
    ("credit.missing", "50%", Kind.PERCENT, _("Without statements capacity and capital give at most, of their points")),
    ("credit.assets", "10%", Kind.PERCENT, _("A standard limit is at most, of the net assets")),
    ("credit.step", 1000, Kind.MONEY, _("A standard limit is rounded down to")),
    ("credit.factor.most", 3, Kind.NUMBER, _("Highest factor of an AAA rating, by the management")),
):
    declared.declare(_key, _default, _kind, _label, ("7.3.2a",))
declared.declare("statement.confirmed", "95%", Kind.PERCENT, _("What customers owe and have confirmed, per quarter"), ("7.3.2b",),
    high=1)  # fmt: skip
declared.declare("legal.turnaround", 2, Kind.BUSINESS_DAYS, _("Legal review of a usual contract"), ("X7.3.3",))
declared.declare("legal.turnaround.other", 5, Kind.BUSINESS_DAYS, _("Legal review of an unusual contract"), ("X7.3.3",))
declare("lost.explained", 5, Kind.BUSINESS_DAYS, _("A large lost deal has its reason and competitor within"), ("X7.3.4",))
declare("lost.amount", 200000, Kind.MONEY, _("Lost deal from which this is asked"), ("X7.3.4",))
declare("warning.yellow", 1, Kind.BUSINESS_DAYS, _("A yellow warning is acknowledged within"), ("X7.4b",))
declare("warning.red", 4, Kind.WORKING_HOURS, _("A red warning is acknowledged within"), ("X7.4b",))
declare("drill.age", 365, Kind.DAYS, _("Oldest drill of a plan for emergencies"), ("X7.4c",))
declare("risk.report", 15, Kind.DAYS, _("Report on risks, after the end of a quarter"), ("X7.4d",))
declare("question.answer", 5, Kind.BUSINESS_DAYS, _("A question about the regulation is answered within"), ("X8.1",))
declare("policy.acknowledge", 10, Kind.BUSINESS_DAYS, _("Everybody has acknowledged a new version within"), ("X8.2",))
declare("policy.age", 365, Kind.DAYS, _("Oldest review of the regulation as a whole"), ("X8.3",))

LEVELS = {"low": N_("Low"), "medium": N_("Moderate"), "high": N_("High"), "critical": N_("Critical")}
table(
    "risk.level", _("Levels of risk"), _("From likelihood times impact to deadline, approver and review."), "sales",
    ("7.2b", "7.3"),
    inputs=[count("score", N_("Likelihood × impact"), "1", "25")],
    outputs=[
        choice("level", N_("Level"), LEVELS), Column("plan", N_("Plan due"), Kind.BUSINESS_DAYS), people("approver",
            N_("Approved by")),
        people("accepted", N_("Accepted by")), every("review", N_("Looked at again")), text("report", N_("Told to")),
    ],
    rows=[
        ("[1, 4]", "low", "30", "SUP", "SUP", "quarter", N_("The register")), ("[5, 9]", "medium", "15", "RM", "RM", "month",
            N_("The regional manager's list")),
        ("[10, 16]", "high", "5", "SD", "EXE", "week", N_("The management, each month")),
        ("[17, 25]", "critical", "1", "EXE", NONE, "day", N_("The management, at once"),
            N_("Contained within 4 hours; cannot be accepted")),
    ],
    cases=[
        ({"score": "4"}, {"level": "low"}), ({"score": "5"}, {"level": "medium"}), ({"score": "16"}, {"level": "high"}),
        ({"score": "17"}, {"level": "critical", "accepted": ""}),
    ],
)  # fmt: skip

STEPS = ("1", "2", "3", "4", "5")
table(
    "risk.likelihood", _("Likelihood of a risk"), _("Within 12 months, from 1 to 5."), "sales", ("7.2b",),
    inputs=[percent("chance", N_("Chance"), least="0", most="1")], outputs=[count("likelihood", N_("Likelihood"))],
    rows=list(zip(("< 5%", "[5%, 20%)", "[20%, 50%)", "[50%, 80%)", "≥ 80%"), STEPS, strict=True)),
    cases=[({"chance": "5%"}, {"likelihood": "2"}), ({"chance": "80%"}, {"likelihood": "5"})],
)  # fmt: skip

LEGAL = {"note": N_("Remark"), "warning": N_("Warning"), "claim": N_("Claim"), "penalty": N_("Penalty"),
    "licence": N_("Loss of a licence")}
table(
    "risk.impact", _("Impact of a risk"), _("The worst of loss, delay and law, from 1 to 5. Late payment counts by its loss."),
    "sales", ("7.2b",), hit="highest",
    inputs=[money("loss", N_("Loss")), Column("delay", N_("Delay"), Kind.DAYS, least="0"), choice("legal", N_("Law"), LEGAL,
        optional=True)],
    outputs=[count("impact", N_("Impact"))],
    rows=[
        *((loss, ANY, ANY, step) for loss, step in zip(
            ("< 20,000", "[20,000, 100,000)", "[100,000, 500,000)", "[500,000, 2,000,000)", "≥ 2,000,000"), STEPS, strict=True)),
        *((ANY, delay, ANY, step) for delay, step in zip(("< 3", "[3, 10)", "[10, 30)", "[30, 60)", "≥ 60"), STEPS, strict=True)),
        *((ANY, ANY, legal, step) for legal, step in zip(LEGAL, STEPS, strict=True)),
    ],
    cases=[
        ({"loss": "20,000", "delay": "2", "legal": "note"}, {"impact": "2"}), ({"loss": "0", "delay": "60"}, {"impact": "5"}),
        ({"loss": "19,999.99", "delay": "0", "legal": "claim"}, {"impact": "3"}),
    ],
)  # fmt: skip

WARNINGS = {
    "W1": (N_("W1 attainment against schedule, %"), "SD", "< 80", "[80, 90)"), "W2": (N_("W2 coverage of the next quarter"),
        "SD", "< 2", "[2, 3)"),
    "W3": (N_("W3 change of the win rate, points"), "SD", "≤ -10", "(-10, -5]"), "W4": (N_("W4 overdue share, %"), "FIN",
        "≥ 25", "[15, 25)"),
    "W5": (N_("W5 days of payment beyond the terms"), "FIN", "≥ 20", "[10, 20)"), "W6": (N_("W6 share of one customer, %"),
        "FIN", "≥ 20", "[10, 20)"),
    "W7": (N_("W7 use of a limit, %"), "FIN", "≥ 100", "[80, 100)"), "W8": (N_("W8 gross margin against plan, points"), "SD",
        "≤ -4", "(-4, -2]"),
    "W9": (N_("W9 competitor's price against ours, %"), "MR", "≤ -10", "(-10, -5]"), "W10": (N_("W10 growth of the market, %"),
        "MR", "< -5", "[-5, 0)"),
    "W11": (N_("W11 satisfaction, %"), "CS", "< 75", "[75, 85)"), "W11N": (N_("W11 net promoter score"), "CS", "< 10",
        "[10, 30)"),
    "W12": (N_("W12 delivered without a contract, reviews overdue"), "LEG", "≥ 3", "[1, 3)"),
    "W13": (N_("W13 sales people who left, %"), "HR", "≥ 30", "[20, 30)"),
    "W14": (N_("W14 share of special prices, %"), "SD", "≥ 20", "[10, 20)"),
}  # fmt: skip
table(
    "warning.levels", _("Early warnings"), _("When a figure is yellow or red, and who hears of it."), "sales", ("X7.4b",),
    inputs=[
        choice("indicator", N_("Indicator"), {code: label for code, (label, *_rest) in WARNINGS.items()}),
        Column("value", N_("Value"), Kind.NUMBER, unit=N_("as the indicator counts")),
    ],
    outputs=[choice("level", N_("Level"), {"green": N_("Green"), "yellow": N_("Yellow"), "red": N_("Red")}),
        people("owner", N_("Heard by"))],
    rows=[
        *((code, red, "red", owner) for code, (_label, owner, red, _yellow) in WARNINGS.items()),
        *((code, yellow, "yellow", owner) for code, (_label, owner, _red, yellow) in WARNINGS.items()),
        (ANY, ANY, "green", NONE),
    ],
    cases=[
        ({"indicator": "W1", "value": "80"}, {"level": "yellow"}), ({"indicator": "W1", "value": "79.9"}, {"level": "red"}),
        ({"indicator": "W1", "value": "90"}, {"level": "green"}),
        ({"indicator": "W3", "value": "-10"}, {"level": "red"}), ({"indicator": "W10", "value": "-5"}, {"level": "yellow"}),
        ({"indicator": "W4", "value": "15"}, {"level": "yellow"}),
    ],
)  # fmt: skip
