"""Parameters of the regulation as a whole (chapter 一) and of how its controls are run."""

from django.utils.translation import gettext_lazy as _

from xianji.rulebook.kinds import Kind
from xianji.rulebook.parameters.declared import declare

declare("control.green", "98%", Kind.PERCENT, _("Pass rate from which a clause is green"), ("1.2",), high=1)
declare("control.amber", "90%", Kind.PERCENT, _("Pass rate from which a clause is amber"), ("1.2",), high=1)
declare("exception.longest", 30, Kind.DAYS, _("Longest time an exception lasts"), ("1.2",), low=1, high=30)

STEPS = {
    "standard.remind": (3, _("Usual ladder: reminder so long before the due day")),
    "standard.supervisor": (1, _("Usual ladder: the supervisor hears so long after the due day")),
    "standard.manager": (3, _("Usual ladder: the regional manager hears so long after the due day")),
    "standard.director": (7, _("Usual ladder: the sales director hears so long after the due day")),
    "standard.management": (15, _("Usual ladder: on the list of the management so long after the due day")),
}
for step, (days, label) in STEPS.items():
    declare(f"ladder.{step}", days, Kind.BUSINESS_DAYS, label, ("1.2",), low=1)

FAST = {
    "fast.supervisor": (4, _("Fast ladder: the supervisor hears so long after it was due")),
    "fast.manager": (8, _("Fast ladder: the regional manager hears so long after it was due")),
    "fast.director": (24, _("Fast ladder: the sales director hears so long after it was due")),
}
for step, (hours, label) in FAST.items():
    declare(f"ladder.{step}", hours, Kind.WORKING_HOURS, label, ("1.2",), low=1)
declare("ladder.backlog", 30, Kind.DAYS, _("Overdue already when it was first seen: the ladder begins so long after"),
    ("1.2",), low=0)
declare("ladder.month.misses", 2, Kind.COUNT, _("Monthly ladder: misses in a row after which the usual ladder begins"),
    ("1.2",), low=1)

declare("policy.review_due", 15, Kind.BUSINESS_DAYS, _("Review of the regulation, after the end of a quarter"), ("1.1",),
    waits=True)
declare("gift.limit", 300, Kind.MONEY, _("Gift or hospitality per person and event without a legal check"), ("1.3.1",))
declare("legal.review", 90, Kind.DAYS, _("Oldest look at an entry of the legal register"), ("1.3.1",), waits=True)
declare("csat.min", "85%", Kind.PERCENT, _("Least satisfaction of customers over 90 days"), ("1.3.2",), high=1, waits=True)
declare("csat.min_n", 30, Kind.COUNT, _("Answers without which satisfaction says nothing"), ("1.3.2",), low=1, waits=True)
declare("nps.min", 30, Kind.NUMBER, _("Least net promoter score"), ("1.3.2",), low="-100", high="100", waits=True)
declare("return.max", "2%", Kind.PERCENT, _("Most returns as a share of net sales"), ("1.3.3",), high=1, waits=True)
declare("ar.overdue.max", "15%", Kind.PERCENT, _("Most overdue as a share of what customers owe"), ("1.3.3", "7.3.2b"), high=1,
    waits=True)
declare("priceexc.max", "10%", Kind.PERCENT, _("Most special prices as a share of orders"), ("1.3.3",), high=1, waits=True)
declare("xdept.accept", 1, Kind.BUSINESS_DAYS, _("A request of another department is accepted within"), ("1.3.4",))
declare("xdept.ontime", "90%", Kind.PERCENT, _("Requests of other departments done by the agreed day"), ("1.3.4",), high=1)
