"""Parameters of chapter 五: team, deals from visit to cash, service."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from xianji.rulebook.kinds import Kind
from xianji.rulebook.parameters import declared

now = declared.declare
declare = partial(declared.declare, waits=True)

declare("hire.ttf", 45, Kind.DAYS, _("A vacancy is filled within"), ("5.1.1a",))
declare("hire.interviewers", 2, Kind.COUNT, _("Interviewers before an offer"), ("5.1.1b",), low=1)
declare("hire.test", 60, Kind.NUMBER, _("Least points of the written test"), ("5.1.1b",), low=0, high=100)
declare("train.onboard", 60, Kind.DAYS, _("New sales people finish their first courses within"), ("5.1.2a",))
declare("train.owns", 100000, Kind.MONEY, _("Largest deal of somebody without a certificate"), ("5.1.2a",))
declare("train.hours", 24, Kind.HOURS, _("Hours of training per person and year"), ("5.1.2b",))
declare("train.pass", "85%", Kind.PERCENT, _("Share of those who pass a course"), ("5.1.2c",), high=1)
declare("idp.age", 180, Kind.DAYS, _("Oldest plan for a person's development"), ("5.1.2e",))
declare("appraise.due", 10, Kind.BUSINESS_DAYS, _("Appraisals are closed within, after the period"), ("5.1.3a",))
declare("comm.due", 15, Kind.BUSINESS_DAYS, _("Commission statements are out within, after the period"), ("5.1.3b",))

declared.declare_by_class(
    "visit.gap", {"L": 30, "M": 60, "S": 90, "P": 45}, Kind.DAYS, _("Longest time between two visits"), ("5.2.1a",)
)
now("visit.plan", 3, Kind.BUSINESS_DAYS, _("The visit plan of a month is submitted so long before it"), ("5.2.1a",))
now("visit.exec", "90%", Kind.PERCENT, _("Planned visits that were made, per month"), ("5.2.1a",), high=1)
now("visit.unplanned", "20%", Kind.PERCENT, _("Most visits without a plan"), ("5.2.1b",), high=1)
now("ridealong", 1, Kind.COUNT, _("Visits together with the supervisor, per person and quarter"), ("5.2.1c",))
now("visit.report", 24, Kind.HOURS, _("A visit is written up within"), ("5.2.1d",))
now("visit.review", 3, Kind.BUSINESS_DAYS, _("The supervisor has read a report of a visit within"), ("5.2.1d",))
now("opp.idle", 14, Kind.DAYS, _("An open deal without activity is pointed out after"), ("5.2.1e",))
now("task.ontime", "90%", Kind.PERCENT, _("Tasks done on time"), ("5.2.1e",), high=1)
now("nego.amount", 200000, Kind.MONEY, _("Deal from which a negotiation needs a plan"), ("5.2.2a",))
now("nego.concession", 10000, Kind.MONEY, _("Concession from which something is asked in return"), ("5.2.2b",))
now("nego.close", 60, Kind.DAYS, _("A negotiation has ended within"), ("5.2.2c",))
now("contract.update", 7, Kind.DAYS, _("Longest time between two notes on an open contract"), ("5.2.3c",))
now("contract.archive", 5, Kind.BUSINESS_DAYS, _("A signed contract is filed within"), ("5.2.3c",))
now("contract.handover", 1, Kind.BUSINESS_DAYS, _("Delivery is told of a contract in force within"), ("5.2.3d",))
now("contract.closeout", 10, Kind.BUSINESS_DAYS, _("A contract is closed out within"), ("5.2.3e",))
declare("pre.resp", 4, Kind.WORKING_HOURS, _("First answer to an enquiry"), ("5.3.1a",))
declare("pre.solution", 3, Kind.BUSINESS_DAYS, _("Proposal after an enquiry"), ("5.3.1a",))
declare("ces.min", "5.0", Kind.NUMBER, _("Least ease that customers feel, of 7"), ("5.3.1b",), low=1, high=7)
now("order.status_age", 2, Kind.BUSINESS_DAYS, _("Oldest state of an open order"), ("5.3.2a",))
now("otif.min", "95%", Kind.PERCENT, _("Deliveries on time and in full"), ("5.3.2b",), high=1)
now("defect.max", "0.5%", Kind.PERCENT, _("Most defects among what was delivered"), ("5.3.2b",), high=1)
now("order.notice", 1, Kind.BUSINESS_DAYS, _("A customer is told of a change of the order within"), ("5.3.2c",))
now("order.delay_notice", 2, Kind.BUSINESS_DAYS, _("A delay is told so long before the promised day"), ("5.3.2c",))
declare("sla.min", "95%", Kind.PERCENT, _("Requests answered and solved in time"), ("5.3.3a",), high=1)
declare("maintenance.ontime", "95%", Kind.PERCENT, _("Maintenance done on time"), ("5.3.3b",), high=1)
now("rv.after", 7, Kind.DAYS, _("Return visit after delivery or closure, within"), ("5.3.3c",))
now("rv.answer", 24, Kind.HOURS, _("What a dissatisfied customer said is taken up within"), ("5.3.3c",))
now("rv.min", "95%", Kind.PERCENT, _("Return visits made in their window"), ("5.3.3c",), high=1)
declare("survey.rr", "30%", Kind.PERCENT, _("Customers who answer the survey of a quarter"), ("5.3.3d",), high=1)
