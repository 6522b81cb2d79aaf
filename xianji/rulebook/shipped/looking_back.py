"""Parameters of chapter 六, analysis and evaluation."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from xianji.rulebook.kinds import Kind
from xianji.rulebook.parameters import declared

declare = partial(declared.declare, waits=True)

declare("feed.min", "99%", Kind.PERCENT, _("Feeds of data that arrive, per month"), ("6.1a",), high=1)
declare("data.lag", 3, Kind.DAYS, _("Data is entered within, in 95 of 100 cases"), ("6.1b",))
declare("month.close", 5, Kind.BUSINESS_DAYS, _("A month is closed within"), ("6.1b",))
declare("insight.decide", 10, Kind.BUSINESS_DAYS, _("A weakness that was found is decided on within"), ("6.2c",))
declare("evaluation.due", 15, Kind.BUSINESS_DAYS, _("Teams and people are evaluated, after a quarter"), ("6.3a",))
declare("review.due", 20, Kind.BUSINESS_DAYS, _("Meeting that looks back on a quarter, after its end"), ("6.4a",))
declare("pdca.open", 5, Kind.BUSINESS_DAYS, _("An action against a red figure begins within"), ("6.4b",))
declare("replan.trigger", "80%", Kind.PERCENT, _("Attainment below which plans are looked at again"), ("6.4c",))
