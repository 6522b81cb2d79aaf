"""Parameters and tables of 3.1: which class a customer is in."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as N_

from xianji.rulebook.kinds import Kind
from xianji.rulebook.parameters.declared import declare
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
    text,
    yes_no,
)
from xianji.rulebook.tables.declared import choice
from xianji.rulebook.tables.declared import declare as table

declare("class.age", 180, Kind.DAYS, _("Oldest classification of a customer"), ("3.1a",))
declare("class.override", 180, Kind.DAYS, _("Longest time a class set by hand lasts"), ("3.1b",))

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
