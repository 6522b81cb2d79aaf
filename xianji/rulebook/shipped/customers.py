"""Parameters and tables of chapter 三, customer development."""

from functools import partial

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as N_

from xianji.rulebook.kinds import Kind
from xianji.rulebook.parameters.declared import declare, declare_by_class
from xianji.rulebook.shipped.words import (
    ANY,
    CLASSES,
    NO,
    NONE,
    SIZES,
    YES,
    count,
    text,
    yes_no,
)
from xianji.rulebook.tables.content import Column
from xianji.rulebook.tables.declared import choice
from xianji.rulebook.tables.declared import declare as table

later = partial(declare, waits=True)

declare_by_class(
    "acctplan.age", {"L": 180, "M": 365, "S": 365}, Kind.DAYS, _("Oldest plan for a target customer"), ("3.2.2a",)
)
declare("team.min", 3, Kind.COUNT, _("People in the team of a large customer"), ("3.2.2b",), low=1)
declare("team.due", 10, Kind.BUSINESS_DAYS, _("A large customer has its team within"), ("3.2.2b",))
declare("small.quote", 1, Kind.BUSINESS_DAYS, _("Usual time for a quote to a small customer"), ("3.2.2d",))
declare_by_class(
    "profile.minimum", {"L": "95%", "M": "90%", "S": "80%", "P": "60%"}, Kind.PERCENT,
    _("How complete a customer's file is at least"), ("3.3.1b",), high=1,
)  # fmt: skip
declare("profile.book", "90%", Kind.PERCENT, _("How complete a person's files are on average"), ("3.3.1b",), high=1)
declare("profile.accuracy", "95%", Kind.PERCENT, _("Checked files that are right"), ("3.3.1c",), high=1)
declare("profile.sample", 30, Kind.COUNT, _("Files checked each month at least"), ("3.3.1c",), low=1)
declare("profile.sample_share", "2%", Kind.PERCENT, _("Files checked each month as a share of all"), ("3.3.1c",), high=1)
declare("duplicate.open", 10, Kind.BUSINESS_DAYS, _("Two files that may be one are decided on within"), ("3.3.1c",))
declare("duplicate.name", "90%", Kind.PERCENT, _("Names that are so alike may be of one company"), ("3.3.1c",), low="0.6", high=1)
declare("duplicate.searches", 30, Kind.COUNT, _("Times a day that one person may search for duplicates"), ("3.2.1b",), low=1)
declare_by_class(
    "profile.verify", {"L": 90, "M": 180, "S": 365, "P": 180}, Kind.DAYS,
    _("Longest time between two checks of a customer's file"), ("3.3.2a",),
)  # fmt: skip
declare("acctevent.triage", 2, Kind.BUSINESS_DAYS, _("News about a customer is looked at within"), ("3.3.2b",))
declare("acctevent.credit", 5, Kind.BUSINESS_DAYS, _("Grave news leads to a look at the credit within"), ("3.3.2b",))
declare("clv.margin", "30%", Kind.PERCENT, _("Margin of orders, for the value over a customer's life"), ("6.2b",), high=1)
declare("clv.kept", "80%", Kind.PERCENT, _("Customers kept from year to year, for the value over a life"), ("6.2b",), high=1)
declare("clv.discount", "10%", Kind.PERCENT, _("Discount per year, for the value over a life"), ("6.2b",))
declare("clv.years", 5, Kind.COUNT, _("Years counted for the value over a life"), ("6.2b",), low=1, high=50)

table(
    "customer.health", _("Health of a customer"),
    _("Talks, orders and open deals: up to 100 points that say how well a relation stands."),
    "sales", ("3.2.2c",),
    hit="sum",
    inputs=[
        choice("size", N_("Size"), SIZES, optional=True),
        Column("contact", N_("Days since the last contact"), Kind.DAYS, optional=True),
        count("orders", N_("Orders in 12 months")), Column("ordered", N_("Days since the last order"), Kind.DAYS, optional=True),
        count("deals", N_("Open deals")),
    ],
    outputs=[count("points", N_("Points"))],
    rows=[
        ("large", "≤ 30", ANY, ANY, ANY, "35", N_("Spoken with within the time of its class")),
        ("large", "(30, 60]", ANY, ANY, ANY, "15", N_("Spoken with not long after the time of its class")),
        ("medium", "≤ 60", ANY, ANY, ANY, "35", N_("Spoken with within the time of its class")),
        ("medium", "(60, 120]", ANY, ANY, ANY, "15", N_("Spoken with not long after the time of its class")),
        ("small; unknown", "≤ 90", ANY, ANY, ANY, "35", N_("Spoken with within the time of its class")),
        ("small; unknown", "(90, 180]", ANY, ANY, ANY, "15", N_("Spoken with not long after the time of its class")),
        (ANY, ANY, "≥ 4", ANY, ANY, "30", N_("Four orders or more in 12 months")),
        (ANY, ANY, "[2, 3]", ANY, ANY, "20", N_("Two or three orders in 12 months")),
        (ANY, ANY, "[1, 2)", ANY, ANY, "10", N_("One order in 12 months")),
        (ANY, ANY, ANY, "≤ 90", ANY, "15", N_("Ordered within 90 days")),
        (ANY, ANY, ANY, "(90, 180]", ANY, "8", N_("Ordered within 180 days")),
        (ANY, ANY, ANY, ANY, "≥ 1", "20", N_("A deal is open")),
    ],
    cases=[
        ({"size": "large", "contact": "30", "orders": "4", "ordered": "90", "deals": "1"}, {"points": "100"}),
        ({"size": "medium", "contact": "61", "orders": "2", "ordered": "91", "deals": "0"}, {"points": "43"}),
        ({"orders": "0", "deals": "0"}, {"points": "0"}),
    ],
)  # fmt: skip

table(
    "customer.care", _("Care of a customer by class"),
    _("How often a customer is seen, looked back on and served, and on what terms."), "sales", ("3.1a", "5.2.1a"),
    inputs=[choice("shown", N_("Class"), CLASSES | {"blacklist": N_("Blacklisted")})],
    outputs=[
        text("visits", N_("Visits")), text("leader", N_("Visits of the leader")), text("director", N_("Visits of the director")),
        text("return_visits", N_("Return visits")), text("review", N_("Look back")), text("credit", N_("Credit")),
        text("service", N_("Service level")),
    ],
    rows=[
        ("large", N_("Twice a month, once of them on site"), N_("Regional manager, every quarter"), N_("Every half-year"),
            N_("Every month"), N_("Every half-year, with the plan"), N_("By rating, with a limit for a project"),
            N_("One step up, never above P1")),
        ("medium", N_("Once a month, on site every quarter"), N_("Supervisor, every quarter"), NONE, N_("Every quarter"),
            N_("Every quarter"), N_("By rating"), N_("By the case")),
        ("small", N_("Once a quarter, by telephone if need be"), NONE, NONE, N_("Every half-year"), N_("Every year"),
            N_("By rating"), N_("By the case")),
        ("potential", N_("By the plan of the deal"), N_("Supervisor, from 500,000"), NONE, NONE, N_("Every half-year"),
            N_("The first order prepaid by 30%"), N_("By the case")),
        ("blacklist", NONE, NONE, NONE, NONE, NONE, N_("No sale"), NONE),
    ],
    cases=[({"shown": "large"}, {"leader": "Regional manager, every quarter"}), ({"shown": "small"}, {"director": ""})],
)  # fmt: skip

table(
    "duplicates", _("Duplicates"), _("What happens where a new customer or lead may be there already."), "sales",
    ("3.3.1c", "3.2.1b"),
    inputs=[
        choice("kind", N_("Kind"), {"customer": N_("Customer"), "lead": N_("Lead")}), yes_no("registration",
            N_("Same registration number")),
        Column("score", N_("Likeness"), Kind.NUMBER, least="0", most="100", optional=True),
        yes_no("contact", N_("Same mobile or e-mail")), yes_no("owned", N_("Same company, with an owner")),
    ],
    outputs=[choice("then", N_("What happens"), {
        "block": N_("Refused"), "ask": N_("Refused; access can be asked for"), "warn": N_("Warned"),
        "link": N_("Linked to the one there is"),
        "route": N_("Sent to the owner"), "none": N_("Nothing is done"),
    })],
    rows=[
        ("customer", YES, ANY, ANY, ANY, "block"),
        ("customer", NO, "≥ 80", ANY, ANY, "ask"),
        ("customer", NO, "[60, 80)", ANY, ANY, "warn"),
        ("customer", NO, "< 60; unknown", ANY, ANY, "none"),
        ("lead", ANY, ANY, YES, ANY, "link"),
        ("lead", ANY, ANY, NO, YES, "route"),
        ("lead", ANY, ANY, NO, NO, "none"),
    ],
    cases=[
        ({"kind": "customer", "registration": NO, "score": "80", "contact": NO, "owned": NO}, {"then": "ask"}),
        ({"kind": "customer", "registration": NO, "score": "79.9", "contact": NO, "owned": NO}, {"then": "warn"}),
        ({"kind": "lead", "registration": NO, "contact": YES, "owned": YES}, {"then": "link"}),
    ],
)  # fmt: skip

table(
    "rfm.segments", _("Segments by recency, frequency and money"), _("Each from 1 to 5."), "sales", ("6.2b",),
    inputs=[
        count(key, label, "1", "5") for key, label in (("r", N_("Recency")), ("f", N_("Frequency")), ("m", N_("Monetary value")))
    ],
    outputs=[choice("segment", N_("Segment"), {
        "core": N_("Core value"), "new": N_("Growing newcomers"), "win_back": N_("Win back first"),
        "lost_high": N_("Lost, high value"),
        "lost": N_("Lost, ordinary"), "keep": N_("Ordinary, kept"),
    })],
    rows=[
        ("≥ 4", "≥ 4", "≥ 4", "core"), ("≥ 4", "≤ 2", ANY, "new"), ("≤ 2", "≥ 4", ANY, "win_back"),
        ("≤ 2", "≤ 2", "≥ 4", "lost_high"), ("≤ 2", "≤ 2", "≤ 2", "lost"), (ANY, ANY, ANY, "keep"),
    ],
    cases=[
        ({"r": "4", "f": "4", "m": "4"}, {"segment": "core"}), ({"r": "2", "f": "2", "m": "3"}, {"segment": "keep"}),
        ({"r": "5", "f": "1", "m": "1"}, {"segment": "new"}), ({"r": "1", "f": "1", "m": "1"}, {"segment": "lost"}),
    ],
)  # fmt: skip
