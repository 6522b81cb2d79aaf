"""Parameters and tables of chapter 三, customer development."""

from functools import partial

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as N_

from xianji.rulebook.kinds import Kind
from xianji.rulebook.parameters.declared import declare, declare_by_class
from xianji.rulebook.shipped.words import (
    ANY,
    CLASSES,
    INDUSTRIES,
    NO,
    NONE,
    SIZES,
    YES,
    count,
    money,
    people,
    text,
    yes_no,
)
from xianji.rulebook.tables.content import Column
from xianji.rulebook.tables.declared import choice
from xianji.rulebook.tables.declared import declare as table

later = partial(declare, waits=True)

declare("class.age", 180, Kind.DAYS, _("Oldest classification of a customer"), ("3.1a",))
declare("class.override", 180, Kind.DAYS, _("Longest time a class set by hand lasts"), ("3.1b",))
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
declare("leaver.disable", 0, Kind.BUSINESS_DAYS, _("The account of somebody who leaves is closed within"), ("3.3.3a",))
declare("log.retain", 180, Kind.DAYS, _("The journal is kept for at least"), ("3.3.3a",), low=180)
declare("export.auto", 100, Kind.COUNT, _("Rows that may be exported without being asked"), ("3.3.3b",))
declare("export.approval", "off", Kind.CHOICE, _("Larger exports, and those of guarded fields, need an approval"), ("3.3.3b",),
        choices={"on": N_("Yes"), "off": N_("No")})  # fmt: skip
declare("export.password", "on", Kind.CHOICE, _("Exports that were asked for are workbooks closed with a password"), ("3.3.3b",),
        choices={"on": N_("Yes"), "off": N_("No")})  # fmt: skip
declare("export.daily", 3, Kind.COUNT, _("Exports of one person in a day before an alert"), ("3.3.3b",), low=1)
declare("export.from", 8, Kind.COUNT, _("Exports before this hour are an alert"), ("3.3.3b",), high=23)
declare("export.until", 20, Kind.COUNT, _("Exports from this hour on are an alert"), ("3.3.3b",), high=24)
declare("reveal.daily", 50, Kind.COUNT, _("Numbers and addresses shown in clear to one person in a day"), ("3.3.3b",))
declare("access.review", 20, Kind.DAYS, _("Accounts are confirmed after the quarter's review opens within"), ("3.3.3a",))
declare("subject.cn", 15, Kind.BUSINESS_DAYS, _("Requests of persons are answered within · mainland"), ("3.3.3a",), low=1)
declare("subject.tw", 15, Kind.DAYS, _("Requests of persons are answered within · Taiwan"), ("3.3.3a",), low=1)
declare("subject.tw_correct", 30, Kind.DAYS, _("Corrections are made within · Taiwan"), ("3.3.3a",), low=1)
declare("subject.hk", 40, Kind.DAYS, _("Requests of persons are answered within · Hong Kong"), ("3.3.3a",), low=1)
declare("retention.notice", 30, Kind.DAYS, _("Personal data are announced before they are erased"), ("3.3.3a",), low=1)
declare("retention.nightly", 200, Kind.COUNT, _("Persons whose data are erased in one night at most"), ("3.3.3a",), low=1)
declare("assessment.kept", 1096, Kind.DAYS, _("Impact assessments are kept after they ended for at least"), ("3.3.3a",),
        low=1096)  # fmt: skip
declare("abroad.warn", "80%", Kind.PERCENT, _("Share of the numbers of the law at which sending abroad is warned of"),
        ("3.3.3a",), low="0.1", high=1)  # fmt: skip
declare("view.bulk", 200, Kind.COUNT, _("Files looked at by one person in a day before an alert"), ("3.3.3b",), low=1)

declare("clv.margin", "30%", Kind.PERCENT, _("Margin of orders, for the value over a customer's life"), ("6.2b",), high=1)
declare("clv.kept", "80%", Kind.PERCENT, _("Customers kept from year to year, for the value over a life"), ("6.2b",), high=1)
declare("clv.discount", "10%", Kind.PERCENT, _("Discount per year, for the value over a life"), ("6.2b",))
declare("clv.years", 5, Kind.COUNT, _("Years counted for the value over a life"), ("6.2b",), low=1, high=50)

table(
    "export.approvers", _("Authority over exports"),
    _("Who agrees to an export of more rows than leave by themselves, or of what is not open to everybody."), "legal",
    ("3.3.3b",),
    inputs=[count("rows", N_("Rows"), "0"), yes_no("guarded", N_("Unmasked or guarded fields"))],
    outputs=[people("approvers", N_("Approvers"))],
    rows=[
        (ANY, YES, "SD, LEG", N_("Together, however few the rows")),
        ("≤ 500", NO, "SUP", N_("The next above where the asker holds this role")),
        ("(500, 2000]", NO, "RM"), ("> 2000", NO, "SD, LEG"),
    ],
    cases=[
        ({"rows": "101", "guarded": NO}, {"approvers": "SUP"}), ({"rows": "501", "guarded": NO}, {"approvers": "RM"}),
        ({"rows": "2001", "guarded": NO}, {"approvers": "SD, LEG"}), ({"rows": "1", "guarded": YES}, {"approvers": "SD, LEG"}),
    ],
)  # fmt: skip

table(
    "retention.rules", _("How long personal data are kept"),
    _("Whoever is not heard of for so many months is announced, then erased; restricted where accounts name the person."),
    "legal", ("3.3.3a",),
    inputs=[
        choice("kind", N_("Kind"), {"lead": N_("Lead without activity"), "contact": N_("Contact of a lost customer"),
            "candidate": N_("Rejected candidate")}),
        yes_no("booked", N_("Named in a deal that was won")),
    ],
    outputs=[count("months", N_("Months until erased")), count("kept", N_("Months restricted after the deal"))],
    rows=[
        ("lead", ANY, "24", NONE), ("contact", NO, "36", NONE),
        ("contact", YES, "36", "120", N_("As long as the accounts are kept")),
        ("candidate", ANY, "24", NONE, N_("From the day of the refusal")),
    ],
    cases=[
        ({"kind": "lead", "booked": NO}, {"months": "24"}), ({"kind": "contact", "booked": YES}, {"months": "36", "kept": "120"}),
    ],
)  # fmt: skip

ABROAD = {
    "none": N_("No further procedure"), "contract": N_("A standard contract that is filed, or a certification"),
    "security": N_("A security assessment by the authority"),
}  # fmt: skip
table(
    "abroad.duties", _("Personal data sent abroad"),
    _("What the law asks at so many persons whose data went abroad since the first of January."), "legal", ("3.3.3a",),
    inputs=[count("persons", N_("Persons"), "0"), count("sensitive", N_("With sensitive data among them"), "0")],
    outputs=[choice("duty", N_("What the law asks"), ABROAD)],
    rows=[
        ("≥ 1000000", ANY, "security"), (ANY, "≥ 10000", "security"),
        ("≥ 100000", ANY, "contract"), (ANY, "≥ 1", "contract"), (ANY, ANY, "none"),
    ],
    cases=[
        ({"persons": "99999", "sensitive": "0"}, {"duty": "none"}), ({"persons": "9", "sensitive": "1"}, {"duty": "contract"}),
        ({"persons": "100000", "sensitive": "0"}, {"duty": "contract"}),
        ({"persons": "10000", "sensitive": "10000"}, {"duty": "security"}),
        ({"persons": "1000000", "sensitive": "0"}, {"duty": "security"}),
    ],
)  # fmt: skip

SCALES = {"large": N_("Large enterprise"), "medium": N_("Medium enterprise"), "small": N_("Small enterprise"),
    "micro": N_("Micro enterprise")}
POINTS = count("points", N_("Points"))

table(
    "customer.scale", _("Scale of an enterprise"), _("From staff and revenue, one step of the industry's own scale."), "sales",
    ("3.1a",),
    inputs=[count("staff", N_("Staff"), "0", optional=True), money("revenue", N_("Annual revenue"), optional=True)],
    outputs=[choice("scale", N_("Scale"), SCALES)],
    rows=[
        ("≥ 1000", "≥ 400,000,000", "large"),
        ("≥ 300", "≥ 20,000,000", "medium"),
        ("≥ 20", "≥ 3,000,000", "small"),
        (ANY, ANY, "micro", N_("Also where staff or revenue is not known")),
    ],
    cases=[
        ({"staff": "1000", "revenue": "400,000,000"}, {"scale": "large"}),
        ({"staff": "999", "revenue": "400,000,000"}, {"scale": "medium"}),
        ({"staff": "20", "revenue": "2,999,999"}, {"scale": "micro"}),
    ],
)  # fmt: skip

table(
    "customer.points", _("Points of a customer"), _("Scale, trade, industry and need: up to 100 points that size a customer."),
    "sales", ("3.1a",),
    hit="sum",
    inputs=[
        choice("scale", N_("Scale"), SCALES, optional=True),
        yes_no("is_new", N_("No order yet, or the first within 12 months")),
        money("revenue", N_("Net revenue of 12 months")),
        money("potential", N_("Potential per year"), optional=True),
        choice("industry", N_("Industry"), INDUSTRIES, optional=True),
        choice("need", N_("Need"), {
            "project": N_("Project, customised or strategic"), "repeat": N_("Repeated, standard"),
            "occasional": N_("Now and then"),
        }, optional=True),
    ],
    outputs=[POINTS],
    rows=[
        ("large", ANY, ANY, ANY, ANY, ANY, "25"),
        ("medium", ANY, ANY, ANY, ANY, ANY, "15"),
        ("small", ANY, ANY, ANY, ANY, ANY, "8"),
        ("micro", ANY, ANY, ANY, ANY, ANY, "3"),
        (ANY, NO, "≥ 2,000,000", ANY, ANY, ANY, "25"),
        (ANY, NO, "[500,000, 2,000,000)", ANY, ANY, ANY, "15"),
        (ANY, NO, "[100,000, 500,000)", ANY, ANY, ANY, "8"),
        (ANY, NO, "(0, 100,000)", ANY, ANY, ANY, "3"),
        (ANY, YES, "≥ 2,000,000", ANY, ANY, ANY, "25", N_("For new customers the better of revenue and potential counts")),
        (ANY, YES, "< 2,000,000", "≥ 4,000,000", ANY, ANY, "25"),
        (ANY, YES, "[500,000, 2,000,000)", "< 4,000,000; unknown", ANY, ANY, "15"),
        (ANY, YES, "< 500,000", "[1,000,000, 4,000,000)", ANY, ANY, "15"),
        (ANY, YES, "[100,000, 500,000)", "< 1,000,000; unknown", ANY, ANY, "8"),
        (ANY, YES, "< 100,000", "[200,000, 1,000,000)", ANY, ANY, "8"),
        (ANY, YES, "< 100,000", "< 200,000; unknown", ANY, ANY, "3"),
        (ANY, ANY, ANY, ANY, "priority", ANY, "20"),
        (ANY, ANY, ANY, ANY, "normal", ANY, "12"),
        (ANY, ANY, ANY, ANY, "other", ANY, "5"),
        (ANY, ANY, ANY, ANY, ANY, "project", "30"),
        (ANY, ANY, ANY, ANY, ANY, "repeat", "20"),
        (ANY, ANY, ANY, ANY, ANY, "occasional", "10"),
    ],
    cases=[
        ({"scale": "large", "is_new": NO, "revenue": "2,000,000", "industry": "priority", "need": "project"}, {"points": "100"}),
        ({"scale": "micro", "is_new": YES, "revenue": "0", "potential": "4,000,000", "industry": "normal"}, {"points": "40"}),
    ],
)  # fmt: skip

table(
    "customer.size", _("Size and class of a customer"), _("Which class a customer is shown in, and how it is looked after."),
    "sales",
    ("3.1a", "3.1b"),
    inputs=[
        yes_no("blacklisted", N_("Blacklisted")), money("revenue", N_("Net revenue of 12 months")), POINTS,
        yes_no("ordered", N_("An order within 24 months")),
    ],
    outputs=[
        choice("size", N_("Size"), SIZES),
        choice("shown", N_("Class"), CLASSES | {"blacklist": N_("Blacklisted")}),
        text("treatment", N_("Treatment")),
    ],
    rows=[
        (YES, ANY, ANY, ANY, NONE, "blacklist", N_("No sale")),
        (NO, "≥ 5,000,000", ANY, ANY, "large", "large", N_("Team, sponsor among the directors, plan for 180 days")),
        (NO, ANY, "≥ 75", YES, "large", "large", N_("Team, sponsor among the directors, plan for 180 days")),
        (NO, ANY, "[45, 75)", YES, "medium", "medium", N_("Framework agreement, look back each quarter")),
        (NO, ANY, "< 45", YES, "small", "small", N_("Inside sales, quick quotes, shop")),
        (NO, ANY, "≥ 75", NO, "large", "potential", N_("Develop")),
        (NO, ANY, "[45, 75)", NO, "medium", "potential", N_("Develop")),
        (NO, ANY, "< 45", NO, "small", "potential", N_("Develop")),
    ],
    cases=[
        ({"blacklisted": NO, "revenue": "5,000,000", "points": "10", "ordered": NO}, {"shown": "large"}),
        ({"blacklisted": NO, "revenue": "4,999,999.99", "points": "75", "ordered": YES}, {"size": "large"}),
        ({"blacklisted": NO, "revenue": "0", "points": "74", "ordered": YES}, {"size": "medium"}),
        ({"blacklisted": YES, "revenue": "9,000,000", "points": "90", "ordered": YES}, {"shown": "blacklist"}),
    ],
)  # fmt: skip

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
    outputs=[POINTS],
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
