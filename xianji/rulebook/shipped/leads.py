"""Parameters and tables of leads and of the public pool, from chapter 三."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as N_

from xianji.rulebook.kinds import Kind
from xianji.rulebook.parameters.declared import declare
from xianji.rulebook.shipped.words import ANY, INDUSTRIES, NO, NONE, PEOPLE, YES, count, money, people, text, yes_no
from xianji.rulebook.tables.content import Column
from xianji.rulebook.tables.declared import choice
from xianji.rulebook.tables.declared import declare as table

declare("lead.refusals", 3, Kind.COUNT, _("Refusals after which a lead is not contacted any more"), ("3.2.1a",), low=1)
declare("call.from", 9, Kind.HOURS, _("Nobody is called before, o’clock"), ("3.2.1a",), high=24)
declare("call.until", 20, Kind.HOURS, _("Nobody is called after, o’clock"), ("3.2.1a",), high=24)
POINTS = count("points", N_("Points"))

declare("lead.first.A", 4, Kind.WORKING_HOURS, _("First contact with a lead of grade A"), ("3.2.1c",))
declare("lead.first.B", 24, Kind.WORKING_HOURS, _("First contact with a lead of grade B"), ("3.2.1c",))
declare("lead.first.C", 48, Kind.WORKING_HOURS, _("First contact with a lead of grade C"), ("3.2.1c",))
declare("lead.idle", 14, Kind.DAYS, _("A lead without a touch goes back after"), ("3.2.1c",))
declare("nurture.gap", 1, Kind.DAYS, _("A lead being nurtured may be without a running sequence for"), ("3.2.1d",))

CONTACTS = {"decision": N_("Decides"), "influence": N_("Influences"), "user": N_("Uses"), "other": N_("Somebody else")}
table(
    "lead.score", _("How well a lead fits"), _("Up to 50 points for industry, size, contact and region."), "market",
    ("3.2.1b",), hit="sum",
    inputs=[
        choice("industry", N_("Industry"), INDUSTRIES | {"excluded": N_("Excluded industry")}, optional=True),
        count("staff", N_("Staff"), "0", optional=True), money("revenue", N_("Annual revenue"), optional=True),
        choice("contact", N_("Contact"), CONTACTS, optional=True),
        choice("region", N_("Region"), {"direct": N_("Served by us"), "partner": N_("Served by a partner"),
            "none": N_("Not served")}, optional=True),
    ],
    outputs=[POINTS],
    rows=[
        ("priority", ANY, ANY, ANY, ANY, "15"),
        ("normal", ANY, ANY, ANY, ANY, "8"),
        ("other", ANY, ANY, ANY, ANY, "3"),
        ("excluded", ANY, ANY, ANY, ANY, "0", N_("Always grade D")),
        (ANY, "≥ 1000", ANY, ANY, ANY, "15"),
        (ANY, "< 1000; unknown", "≥ 400,000,000", ANY, ANY, "15"),
        (ANY, "[300, 1000)", "< 400,000,000; unknown", ANY, ANY, "12"),
        (ANY, "[20, 300)", "< 400,000,000; unknown", ANY, ANY, "7"),
        (ANY, "< 20", "< 400,000,000; unknown", ANY, ANY, "2"),
        (ANY, ANY, ANY, "decision", ANY, "12"),
        (ANY, ANY, ANY, "influence", ANY, "8"),
        (ANY, ANY, ANY, "user", ANY, "4"),
        (ANY, ANY, ANY, "other, unknown", ANY, "1"),
        (ANY, ANY, ANY, ANY, "direct", "8"),
        (ANY, ANY, ANY, ANY, "partner", "4"),
        (ANY, ANY, ANY, ANY, "none", "0"),
    ],
    cases=[({"industry": "priority", "staff": "1000", "contact": "decision", "region": "direct"}, {"points": "50"})],
)  # fmt: skip

table(
    "lead.behaviour", _("What a lead does"), _("Points for one event; half of them are left after each 30 idle days."),
    "market", ("3.2.1d",),
    inputs=[choice("event", N_("Event"), {
        "quote": N_("Asked for a quote or a demonstration"), "talk": N_("Long talk at a fair, visit on site"),
        "price": N_("Looked at prices or the selector"), "webinar": N_("Webinar"), "paper": N_("White paper"),
        "call": N_("Answered a call"),
        "unsubscribed": N_("Unsubscribed"), "invalid": N_("Invalid number"), "refused": N_("Said there is no need"),
        "outsider": N_("Competitor or student"),
    })],
    outputs=[POINTS, yes_no("excludes", N_("Makes it grade D"))],
    rows=[
        ("quote", "20", NO), ("talk", "10", NO), ("price", "10", NO), ("webinar, paper, call", "5", NO),
        ("unsubscribed", "-20", NO), ("invalid", "-15", NO), ("refused", "-10", NO), ("outsider", "0", YES),
    ],
    cases=[({"event": "quote"}, {"points": "20"}), ({"event": "outsider"}, {"excludes": YES})],
)  # fmt: skip

table(
    "lead.grade", _("Grade of a lead"), _("How soon a lead is called, by whom, and what follows if it is not."), "market",
    ("3.2.1c",),
    inputs=[Column("score", N_("Score"), Kind.NUMBER), yes_no("excluded", N_("Excluded"))],
    outputs=[
        choice("grade", N_("Grade"), {"A": "A", "B": "B", "C": "C", "D": "D"}), Column("contact", N_("First contact"),
            Kind.WORKING_HOURS),
        count("cap", N_("Open leads per person")), Column("pool", N_("Given on after"), Kind.WORKING_HOURS),
        text("missed", N_("If missed")),
    ],
    rows=[
        (ANY, YES, "D", NONE, NONE, NONE, N_("Filed, erased when the time has come")),
        ("≥ 75", NO, "A", "4", "30", "8", N_("Given to somebody else, the supervisor hears")),
        ("[60, 75)", NO, "B", "24", "50", "48", N_("Back to the pool")),
        ("[40, 60)", NO, "C", "48", NONE, NONE, N_("Nurtured, scored again each month")),
        ("< 40", NO, "D", NONE, NONE, NONE, N_("Filed, erased when the time has come")),
    ],
    cases=[
        ({"score": "75", "excluded": NO}, {"grade": "A", "contact": "4"}), ({"score": "74.9", "excluded": NO}, {"grade": "B"}),
        ({"score": "39.9", "excluded": NO}, {"grade": "D"}), ({"score": "90", "excluded": YES}, {"grade": "D"}),
    ],
)  # fmt: skip

table(
    "lead.assignment", _("Who gets a lead"), _("The first of these that exists."), "market", ("3.2.1b",),
    inputs=[
        yes_no("owned", N_("The company is a customer with an owner")), yes_no("registered",
            N_("A partner has registered the deal")),
        yes_no("specialist", N_("Somebody for this region and industry has room")), yes_no("team", N_("The team has room")),
    ],
    outputs=[choice("to", N_("Goes to"), {
        "owner": N_("The customer's owner"), "partner": N_("The partner"), "specialist": N_("The specialist"),
        "team": N_("The team, in turn"), "pool": N_("The pool"),
    })],
    rows=[
        (YES, ANY, ANY, ANY, "owner"), (NO, YES, ANY, ANY, "partner"), (NO, NO, YES, ANY, "specialist"),
        (NO, NO, NO, YES, "team"), (NO, NO, NO, NO, "pool"),
    ],
    cases=[({"owned": YES, "registered": YES, "specialist": YES, "team": YES}, {"to": "owner"})],
)  # fmt: skip

declare("pool.protected_days", 90, Kind.DAYS, _("Longest protection from the pool"), ("3.2.1c",), low=1)
declare("pool.protected_most", 10, Kind.COUNT, _("Customers of one person protected from the pool at once"), ("3.2.1c",))
declare("pool.looks", 100, Kind.COUNT, _("Closer looks into the pool per person and day"), ("3.2.1c",), low=1)

KINDS = {"lead": N_("Lead"), "prospect": N_("Prospect"), "usual": N_("Small or medium"), "large": N_("Large")}
table(
    "pool.rules", _("Rules of the public pool"),
    _("When a customer or lead goes back to everybody, and how many one may hold."), "sales", ("3.2.1c",),
    inputs=[choice("kind", N_("Kind"), KINDS), choice("grade", N_("Grade"), {"A": "A", "B": "B", "C": "C"}, optional=True),
        choice("role", N_("Role"), PEOPLE, optional=True)],
    outputs=[
        Column("first_working", N_("First follow-up"), Kind.WORKING_HOURS),
        Column("first", N_("First follow-up (by the clock)"), Kind.HOURS),
        Column("idle", N_("Without follow-up"), Kind.DAYS), Column("unsold", N_("Without an order"), Kind.DAYS),
        yes_no("recycles", N_("Goes back by itself")), text("warned", N_("Warned before, days")),
        Column("extension", N_("Extended once by"), Kind.DAYS), people("by", N_("Extended by")),
        count("claims", N_("Claims per day")), count("held", N_("Held per person")), Column("cooling", N_("Former owner waits"),
            Kind.DAYS),
    ],
    rows=[
        ("lead", "A", ANY, "8", NONE, "14", "90", YES, "3, 1", "7", "SUP", "20", "50", "7"),
        ("lead", "B", ANY, "48", NONE, "14", "90", YES, "3, 1", "7", "SUP", "20", "50", "7"),
        ("lead", "C; unknown", ANY, "72", NONE, "14", "90", YES, "3, 1", "7", "SUP", "20", "50", "7"),
        ("prospect", ANY, ANY, NONE, "24", "30", "180", YES, "7, 3, 1", "30", "SUP", "5", "150", "30"),
        ("usual", ANY, ANY, NONE, "72", "60", "365", YES, "15, 7, 1", "60", "RM", "2", "100", "90",
            N_("Customers who have ordered do not count as held")),
        ("large", ANY, ANY, NONE, NONE, "45", NONE, NO, "15", NONE, "RM", "0", "15", NONE,
            N_("Assigned only; warned after 30 days, the regional manager looks after 45")),
    ],
    cases=[({"kind": "lead", "grade": "A"}, {"first_working": "8"}), ({"kind": "large"}, {"recycles": NO, "held": "15"})],
)  # fmt: skip

table(
    "pool.protected", _("What keeps a customer out of the pool"), _("One of these is enough."), "sales", ("3.2.1c",),
    inputs=[
        yes_no("quoted", N_("Open quote")), yes_no("deal", N_("Open deal from the solution stage on")), yes_no("contract",
            N_("Contract being performed")),
        yes_no("owes", N_("Open receivables")), yes_no("complaint", N_("Open complaint")),
    ],
    outputs=[yes_no("protected", N_("Protected"))],
    rows=[
        (YES, ANY, ANY, ANY, ANY, YES), (ANY, YES, ANY, ANY, ANY, YES), (ANY, ANY, YES, ANY, ANY, YES),
        (ANY, ANY, ANY, YES, ANY, YES), (ANY, ANY, ANY, ANY, YES, YES), (ANY, ANY, ANY, ANY, ANY, NO),
    ],
    cases=[
        ({"quoted": NO, "deal": NO, "contract": NO, "owes": YES, "complaint": NO}, {"protected": YES}),
        ({"quoted": NO, "deal": NO, "contract": NO, "owes": NO, "complaint": NO}, {"protected": NO}),
    ],
)  # fmt: skip
