"""Tables of chapter 七: credit and collection."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as N_

from xianji.rulebook.kinds import Kind
from xianji.rulebook.shipped.words import ANY, NO, NONE, YES, count, money, people, percent, text, yes_no
from xianji.rulebook.tables.content import Column
from xianji.rulebook.tables.declared import choice
from xianji.rulebook.tables.declared import declare as live

INPUTS = [
    percent("punctual", N_("Paid on time, 12 months"), least="0", most="1", optional=True),
    choice("record", N_("Public record"), {"clean": N_("Clean"), "minor": N_("Minor entries"),
        "pending": N_("Large case pending"), "listed": N_("Listed")}),
    Column("years", N_("Years together"), Kind.NUMBER, least="0"),
    Column("current", N_("Current ratio"), Kind.NUMBER, least="0", optional=True),
    Column("quick", N_("Quick ratio"), Kind.NUMBER, least="0", optional=True),
    percent("net_margin", N_("Net margin"), optional=True),
    money("revenue", N_("Annual revenue"), optional=True),
    percent("debt", N_("Debt ratio"), least="0", optional=True),
    money("assets", N_("Net assets"), "", optional=True),
    choice("security", N_("Security"), {"insured": N_("Insurance or bank guarantee"),
        "pledge": N_("Pledge or guarantee of the parent"), "none": N_("None")}),
    percent("cover", N_("Share of the exposure covered"), least="0"),
    choice("outlook", N_("Outlook of the industry"), {"growing": N_("Growing"), "stable": N_("Stable"), "weak": N_("Weak"),
        "shrinking": N_("Shrinking")}),
    choice("setting", N_("Region and policy"), {"good": N_("Favourable"), "neutral": N_("Neutral"), "bad": N_("Adverse")}),
    choice("supplier", N_("We as a supplier"), {"sole": N_("The only one"), "several": N_("One of several"),
        "minor": N_("Of little weight")}),
]
PLACES = {column.key: n for n, column in enumerate(INPUTS)}


def gives(points: str, **cells: str) -> tuple[str, ...]:
    """A row that gives points where these cells hold."""
    texts = [ANY] * len(INPUTS)
    for key, cell in cells.items():
        texts[PLACES[key]] = cell
    return (*texts, points)


def scale(key: str, *steps: tuple[str, str]) -> list[tuple[str, ...]]:
    """Rows on one input: (cell, points) each."""
    return [gives(points, **{key: cell}) for cell, points in steps]


live(
    "credit.score", _("Credit score"), _("Character, capacity, capital, collateral and conditions: up to 100 points."),
    "finance", ("7.3.2a",), hit="sum",
    inputs=INPUTS, outputs=[count("points", N_("Points"))],
    rows=[
        *scale("punctual", ("≥ 98%", "15"), ("[90%, 98%)", "12"), ("[80%, 90%)", "9"), ("[60%, 80%)", "5"), ("< 60%", "0"),
            ("unknown", "8")),
        *scale("record", ("clean", "10"), ("minor", "6"), ("pending", "2"), ("listed", "0")),
        *scale("years", ("≥ 5", "5"), ("[2, 5)", "3"), ("< 2", "1")),
        *scale("current", ("≥ 2", "8"), ("[1.2, 2)", "6"), ("[1, 1.2)", "3"), ("< 1", "0")),
        *scale("quick", ("≥ 1", "5"), ("[0.7, 1)", "3"), ("< 0.7", "0")),
        *scale("net_margin", ("≥ 8%", "5"), ("[3%, 8%)", "3"), ("[0%, 3%)", "1"), ("< 0%", "0")),
        *scale("revenue", ("≥ 400,000,000", "7"), ("[50,000,000, 400,000,000)", "5"), ("[10,000,000, 50,000,000)", "3"),
            ("< 10,000,000", "1")),
        *scale("debt", ("≤ 40%", "10"), ("(40%, 60%)", "7"), ("[60%, 75%]", "4"), ("> 75%", "0")),
        *scale("assets", ("≥ 100,000,000", "10"), ("[20,000,000, 100,000,000)", "7"), ("[5,000,000, 20,000,000)", "4"),
            ("< 5,000,000", "1")),
        gives("10", security="insured", cover="≥ 80%"), gives("6", security="insured", cover="[40%, 80%)"),
        gives("4", security="pledge"),
        *scale("outlook", ("growing", "8"), ("stable", "6"), ("weak", "3"), ("shrinking", "0")),
        *scale("setting", ("good", "4"), ("neutral", "3"), ("bad", "1")),
        *scale("supplier", ("sole", "3"), ("several", "2"), ("minor", "0")),
    ],
    cases=[
        (dict(BEST := {
            "punctual": "98%", "record": "clean", "years": "5", "current": "2", "quick": "1", "net_margin": "8%",
            "revenue": "400,000,000", "debt": "40%",
            "assets": "100,000,000", "security": "insured", "cover": "80%", "outlook": "growing", "setting": "good",
            "supplier": "sole",
        }), {"points": "100"}),
        (BEST | {"debt": "60%"}, {"points": "94"}), (BEST | {"punctual": ""}, {"points": "93"}),
    ],
)  # fmt: skip

RATINGS = {rating: rating for rating in ("D", "C", "B", "A", "AA", "AAA")}
GRANTED = {
    "AAA": ("AAA", "90", "1.5", "3,000,000", "0%", "12", YES), "AA": ("AA", "60", "1", "1,000,000", "0%", "12", YES),
    "A": ("A", "45", "0.8", "500,000", "10%", "12", YES), "B": ("B", "30", "0.6", "200,000", "30%", "6", YES),
    "C": ("C", "0", "0", "0", "100%", "3", NO), "D": ("D", NONE, "0", "0", NONE, NONE, NO),
}  # fmt: skip
STOPPED = N_("No sale")

live(
    "credit.rating", _("Credit rating"), _("From score and vetoes to the rating, with its terms and limit."), "finance",
    ("7.3.2a",),
    inputs=[
        yes_no("veto", N_("Listed, insolvent or fraud")), count("overdue", N_("Days overdue"), "0"),
        Column("score", N_("Score"), Kind.NUMBER, least="0", most="100"),
        yes_no("statements", N_("Financial statements at hand")), yes_no("new", N_("New, without history")),
    ],
    outputs=[
        choice("rating", N_("Rating"), RATINGS), Column("terms", N_("Payment within"), Kind.DAYS),
        Column("factor", N_("Factor"), Kind.NUMBER),
        money("limit", N_("Limit without the management")), percent("advance", N_("Advance")),
        count("review", N_("Looked at again, months")),
        yes_no("temporary", N_("Temporary limit possible")),
    ],
    rows=[
        (YES, ANY, ANY, ANY, ANY, *GRANTED["D"], STOPPED), (NO, "≥ 180", ANY, ANY, ANY, *GRANTED["D"], STOPPED),
        (NO, "< 180", "< 50", ANY, ANY, *GRANTED["D"], STOPPED),
        (NO, "[90, 180)", "≥ 50", ANY, ANY, *GRANTED["C"], N_("Cash before delivery")), (NO, "< 90", "[50, 60)", ANY, ANY,
            *GRANTED["C"], N_("Cash before delivery")),
        (NO, "< 90", "[60, 70)", ANY, ANY, *GRANTED["B"]), (NO, "< 90", "≥ 70", NO, ANY, *GRANTED["B"],
            N_("Without statements at most B")),
        (NO, "< 90", "≥ 70", YES, YES, "A", "45", "0.8", "500,000", "30%", "12", YES,
            N_("New customers at most A, the first order prepaid by 30%")),
        (NO, "< 90", "[70, 80)", YES, NO, *GRANTED["A"], N_("Advance up to 10%")), (NO, "< 90", "[80, 90)", YES, NO,
            *GRANTED["AA"]),
        (NO, "< 90", "≥ 90", YES, NO, *GRANTED["AAA"], N_("Factor up to 3.0 by the management")),
    ],
    cases=[
        (dict(GOOD := {"veto": NO, "overdue": "0", "score": "90", "statements": YES, "new": NO}),
            {"rating": "AAA", "terms": "90"}),
        (GOOD | {"score": "89.9"}, {"rating": "AA"}), (GOOD | {"score": "49.9"}, {"rating": "D"}), (GOOD | {"overdue": "90"},
            {"rating": "C"}),
        (GOOD | {"overdue": "180"}, {"rating": "D"}), (GOOD | {"statements": NO}, {"rating": "B"}), (GOOD | {"new": YES},
            {"rating": "A", "advance": "30%"}),
    ],
)  # fmt: skip

live(
    "credit.approvers", _("Who grants a limit"), _("By the limit that is asked for, of any kind."), "finance", ("7.3.2a",),
    inputs=[money("limit", N_("Limit"))], outputs=[people("approvers", N_("Approvers"))],
    rows=[("≤ 200,000", "FIN"), ("(200,000, 1,000,000]", "FIN, SD"), ("> 1,000,000", "EXE")],
    cases=[({"limit": "200,000"}, {"approvers": "FIN"}), ({"limit": "1,000,000"}, {"approvers": "SD, FIN"}),
        ({"limit": "1,000,000.01"}, {"approvers": "EXE"})],
)  # fmt: skip

live(
    "credit.temporary", _("Temporary limit"), _("For at most 30 days, twice a quarter at most."), "finance", ("7.3.2a",),
    inputs=[choice("rating", N_("Rating"), RATINGS), percent("share", N_("Beyond the limit"), least="0"),
        count("overdue", N_("Days overdue"), "0")],
    outputs=[yes_no("possible", N_("Possible")), people("approvers", N_("Approvers"))],
    rows=[
        (ANY, ANY, "≥ 15", NO, NONE), ("C, D", ANY, "< 15", NO, NONE),
        ("AAA, AA, A", "≤ 20%", "< 15", YES, "FIN, RM"), ("AAA, AA, A", "(20%, 50%]", "< 15", YES, "FIN, SD"),
        ("AAA, AA, A", "> 50%", "< 15", YES, "EXE"),
        ("B", "≤ 20%", "< 15", YES, "FIN, SD"), ("B", "> 20%", "< 15", NO, NONE),
    ],
    cases=[({"rating": "A", "share": "20%", "overdue": "14"}, {"approvers": "RM, FIN"}),
        ({"rating": "A", "share": "20%", "overdue": "15"}, {"possible": NO})],
)  # fmt: skip

STEPS = {
    "reminder": N_("Friendly reminder with a statement"), "notice": N_("Notice that it is overdue"),
    "call": N_("Call; a day for payment is promised"), "visit": N_("Visit; the balance is confirmed in writing"),
    "demand": N_("Formal demand; deliveries stop"), "lawyer": N_("Letter of a lawyer"),
    "court": N_("Court, arbitration or insurer is decided on"), "provision": N_("Provision, collection agency"),
}  # fmt: skip

live(
    "dunning.ladder", _("Collecting what is overdue"), _("The step that a claim has reached, by days from its due day."),
    "finance", ("7.3.2b",),
    inputs=[Column("day", N_("Days from the due day"), Kind.DAYS)],
    outputs=[choice("step", N_("Step"), STEPS), people("by", N_("By")), text("proof", N_("Proof")), text("effect", N_("Effect"))],
    rows=[
        ("< -7", NONE, NONE, NONE, NONE, N_("Nothing yet")),
        ("[-7, 1)", "reminder", "REP", N_("Mail or message"), NONE),
        ("[1, 7)", "notice", "REP", N_("Note of the call"), N_("Marked as overdue")),
        ("[7, 15)", "call", "REP, SUP", N_("Note of the call"), NONE),
        ("[15, 30)", "visit", "REP, RM", N_("Signed statement"), N_("No new credit, no temporary limit")),
        ("[30, 60)", "demand", "FIN", N_("Registered letter or mail"), N_("Orders are held, the rating is looked at again")),
        ("[60, 90)", "lawyer", "LEG", N_("Proof of delivery"), N_("Limit frozen, at least a high risk")),
        ("[90, 180)", "court", "SD, LEG, EXE", N_("Minutes of the decision"), N_("Rating C at most")),
        ("≥ 180", "provision", "FIN, EXE", NONE, N_("Rating D")),
    ],
    cases=[({"day": "-7"}, {"by": "REP"}), ({"day": "29"}, {"by": "REP, RM"}), ({"day": "30"}, {"by": "FIN"}),
        ({"day": "180"}, {"by": "FIN, EXE"})],
)  # fmt: skip

live(
    "dunning.limitation", _("Claims that lapse"),
    _("A claim lapses three years after it was due, asked for with proof or owned to; legal is told before."), "finance",
    ("7.3.2b", "X7.3.3"),
    inputs=[count("months", N_("Months since its time began to run"), "0")], outputs=[choice("alert", N_("Alert"), {
        "none": N_("None"), "first": N_("First alert"), "second": N_("Second alert"), "last": N_("Last alert"),
    })],
    rows=[("< 24", "none"), ("[24, 30)", "first"), ("[30, 33)", "second"), ("≥ 33", "last", N_("Renew the demand"))],
    cases=[({"months": "24"}, {"alert": "first"}), ({"months": "33"}, {"alert": "last"})],
)  # fmt: skip
