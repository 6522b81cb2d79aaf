"""Tables of chapter 五(一): commission and appraisal."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as N_

from xianji.rulebook.kinds import Kind
from xianji.rulebook.shipped.words import ANY, NO, NONE, YES, count, percent, yes_no
from xianji.rulebook.tables.content import Column
from xianji.rulebook.tables.declared import choice
from xianji.rulebook.tables.declared import declare_for_later as table

table(
    "commission.tiers", _("Commission by attainment"), _("The rate on the part of the quarter's revenue that lies in a band."),
    "people", ("5.1.3b",),
    inputs=[percent("total", N_("Attainment of the quarter"), least="0"), percent("band", N_("Where the part lies"), least="0")],
    outputs=[percent("rate", N_("Share of the part"))],
    rows=[
        ("< 60%", ANY, "0%", N_("Below the gate nothing is paid at all")),
        ("≥ 60%", "[0%, 60%)", "0.6%"), ("≥ 60%", "[60%, 80%)", "1%"), ("≥ 60%", "[80%, 100%)", "1.5%"),
        ("≥ 60%", "[100%, 120%]", "2%"), ("≥ 60%", "(120%, 200%]", "2.5%"),
        ("≥ 60%", "> 200%", "0%", N_("Beyond twice the target only if the management agrees")),
    ],
    cases=[
        ({"total": "59.99%", "band": "10%"}, {"rate": "0%"}), ({"total": "60%", "band": "10%"}, {"rate": "0.6%"}),
        ({"total": "130%", "band": "120%"}, {"rate": "2%"}), ({"total": "130%", "band": "120.01%"}, {"rate": "2.5%"}),
    ],
)  # fmt: skip

table(
    "commission.modifiers", _("What changes a commission"), _("Every row that holds counts."), "people", ("5.1.3b",),
    hit="collect",
    inputs=[
        yes_no("new", N_("Customer in its first 12 months")), choice("level", N_("Price level"),
            {f"L{n}": f"L{n}" for n in range(6)}),
        count("overdue", N_("Days overdue"), "0"),
    ],
    outputs=[percent("added", N_("Added to the rate")), Column("factor", N_("Factor"), Kind.NUMBER), yes_no("withheld",
        N_("Withheld until paid"))],
    rows=[(YES, ANY, ANY, "0.3%", NONE, NONE), (ANY, "L4, L5", ANY, NONE, "0.5", NONE), (ANY, ANY, "> 90", NONE, NONE, YES)],
    cases=[({"new": YES, "level": "L4", "overdue": "91"}, {"added": "0.3%", "factor": "0.5", "withheld": YES})],
)  # fmt: skip

DIMENSIONS = {"result": N_("Results"), "attitude": N_("Attitude"), "teamwork": N_("Teamwork")}
table(
    "appraisal.weights", _("What an appraisal weighs"),
    _("Indicators of a sales representative with weight and cap; together 100."), "people", ("5.1.3a",),
    inputs=[choice("indicator", N_("Indicator"), {
        "revenue": N_("Revenue against target"), "margin": N_("Gross margin against target"),
        "collection": N_("Collection against target"),
        "new": N_("New customers against target"), "visits": N_("Visits as often as asked"),
        "reports": N_("Visits written up on time"),
        "training": N_("Training and discipline"), "departments": N_("Rating by other departments"),
        "sharing": N_("Sharing and mentoring"),
    })],
    outputs=[choice("dimension", N_("Dimension"), DIMENSIONS), count("weight", N_("Weight")), count("cap", N_("Cap"))],
    rows=[
        ("revenue", "result", "30", "120"), ("margin", "result", "15", "120"), ("collection", "result", "15", "120"),
        ("new", "result", "10", "120"),
        ("visits", "attitude", "5", "100"), ("reports", "attitude", "5", "100"), ("training", "attitude", "5", "100",
            N_("20 less for each violation")),
        ("departments", "teamwork", "8", "100"), ("sharing", "teamwork", "7", "100"),
    ],
    cases=[({"indicator": "revenue"}, {"weight": "30", "cap": "120"})],
)  # fmt: skip

table(
    "appraisal.grades", _("Grades of an appraisal"), _("From the points of a period to the grade and its factor."), "people",
    ("5.1.3a", "5.1.3b"),
    inputs=[Column("points", N_("Points"), Kind.NUMBER, least="0")],
    outputs=[choice("grade", N_("Grade"), {grade: grade for grade in "SABCD"}), Column("factor", N_("Factor"), Kind.NUMBER),
        yes_no("plan", N_("Needs a plan"))],
    rows=[
        ("≥ 100", "S", "1.3", NO, N_("Two quarters running open the way to promotion")), ("[90, 100)", "A", "1.1", NO),
        ("[80, 90)", "B", "1", NO),
        ("[70, 80)", "C", "0.8", NO), ("< 70", "D", "0.5", YES, N_("Twice within 12 months lead to a plan for improvement")),
    ],
    cases=[({"points": "100"}, {"grade": "S"}), ({"points": "99.99"}, {"grade": "A"}), ({"points": "69.99"},
        {"grade": "D", "plan": YES})],
)  # fmt: skip
