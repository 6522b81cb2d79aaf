"""Parameters and tables of chapter 二, market research."""

from functools import partial

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as N_

from xianji.rulebook.kinds import Kind
from xianji.rulebook.parameters import declared
from xianji.rulebook.shipped.words import ANY, NONE, every
from xianji.rulebook.tables.content import Column
from xianji.rulebook.tables.declared import choice
from xianji.rulebook.tables.declared import declare_for_later as table

declare = partial(declared.declare, waits=True)

declare("strategy.evidence_age", 180, Kind.DAYS, _("Oldest report that a strategy may rest on"), ("2.1",))
declare("mkt.obs_due", 30, Kind.DAYS, _("Size and trend of a market, after the end of a quarter"), ("2.2.1a",))
declare("mkt.potential_age", 180, Kind.DAYS, _("Oldest estimate of a market's potential"), ("2.2.1b",))
declare("comp.price_age", 30, Kind.DAYS, _("Oldest price of a first-tier competitor"), ("2.2.2a",))
declare("comp.other_age", 90, Kind.DAYS, _("Oldest other observation of a first-tier competitor"), ("2.2.2a",))
declare("comp.price_age.second", 90, Kind.DAYS, _("Oldest price of a second-tier competitor"), ("2.2.2a",))
declare("comp.other_age.second", 180, Kind.DAYS, _("Oldest other observation of a second-tier competitor"), ("2.2.2a",))
declare("swot.age", 90, Kind.DAYS, _("Oldest strengths and weaknesses of a competitor"), ("2.2.2b",))
declare("interview.q", 8, Kind.COUNT, _("Interviews per quarter"), ("2.2.3a",))
declare("survey.valid_min", "80%", Kind.PERCENT, _("Valid answers as a share of the planned sample"), ("2.2.3a",), high=1)
declare("desk.min_sources", 5, Kind.COUNT, _("Documents that a desk project rests on"), ("2.3.1",))
declare("field.market", 2, Kind.COUNT, _("Visits to the market per region and quarter"), ("2.3.2",))
declare("field.customer", 4, Kind.COUNT, _("Visits to customers per region and quarter"), ("2.3.2",))
declare("field.competitor", 2, Kind.COUNT, _("Visits to competitors per region and quarter"), ("2.3.2",))
declare("web.poll", 7, Kind.DAYS, _("Longest time between two looks at a watched topic"), ("2.3.3",))
declare("web.triage", 3, Kind.BUSINESS_DAYS, _("Found items are sorted within"), ("2.3.3",))
declare("report.sec_min", 50, Kind.COUNT, _("Fewest characters of a section of a report"), ("2.4b",))
declare("report.due", 10, Kind.DAYS, _("Report of the quarter, after its end"), ("2.4c",))
declare("report.read", 5, Kind.BUSINESS_DAYS, _("The management has read a report within"), ("2.4c",))
declare("reco.disp", 20, Kind.BUSINESS_DAYS, _("A recommendation is decided on within"), ("2.4d",))

table(
    "research.cadence", _("How often the market is looked at"), _("By topic, and by the tier of a competitor."), "market",
    ("2.2.1a", "2.2.2a", "2.2.3a"),
    inputs=[
        choice("topic", N_("Topic"), {
            "market": N_("Size and trend of a market"), "price": N_("Prices of a competitor"),
            "competitor": N_("Other news of a competitor"),
            "needs": N_("Survey of needs"), "csat": N_("Survey of satisfaction"), "nps": N_("Survey of recommendation"),
            "report": N_("Report"),
        }),
        choice("tier", N_("Tier"), {"first": N_("First tier"), "second": N_("Second tier")}, optional=True),
    ],
    outputs=[every("every", N_("How often")), Column("due", N_("Due after the period"), Kind.DAYS)],
    rows=[
        ("market", ANY, "quarter", NONE), ("price", "first", "month", NONE), ("price", "second; unknown", "quarter", NONE),
        ("competitor", "first", "quarter", NONE), ("competitor", "second; unknown", "half", NONE), ("needs", ANY, "half", NONE),
        ("csat", ANY, "quarter", NONE), ("nps", ANY, "half", NONE), ("report", ANY, "quarter", "10"),
    ],
    cases=[({"topic": "price", "tier": "first"}, {"every": "month"}), ({"topic": "competitor", "tier": "second"},
        {"every": "half"})],
)  # fmt: skip
