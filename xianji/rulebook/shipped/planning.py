"""Parameters of chapter 四, sales planning."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from xianji.rulebook.kinds import Kind
from xianji.rulebook.parameters import declared

now = declared.declare
declare = partial(declared.declare, waits=True)

declare("sku.idle", 180, Kind.DAYS, _("A product without a sale is decided on after"), ("4.2.1a",))
now("price.margin", "28%", Kind.PERCENT, _("Least margin, from which the floor price follows"), ("4.2.2c",), low=0, high="0.99")
now("price.capital", "0%", Kind.PERCENT, _("Cost of capital, while a customer has not paid yet"), ("4.2.2c",), low=0, high=1)
now("quote.days", 30, Kind.DAYS, _("Days to pay without a rating"), ("4.2.2c",))
now("quote.warn", 3, Kind.DAYS, _("Before it lapses an open quote is pointed out"), ("4.2.2c",))
declare("price.idx.low", "0.90", Kind.NUMBER, _("Lowest price against the market"), ("4.2.2b",), low=0)
declare("price.idx.high", "1.15", Kind.NUMBER, _("Highest price against the market"), ("4.2.2b",), low=0)
declare("channel.types", 2, Kind.COUNT, _("Kinds of sales channels in use"), ("4.2.3a",), low=1)
declare("channel.hhi", "0.60", Kind.NUMBER, _("Highest concentration of revenue on channels"), ("4.2.3a",), low=0, high=1)
declare("partner.review", 90, Kind.DAYS, _("Oldest review of a partner"), ("4.2.3b",))
declare("partner.registration", 2, Kind.BUSINESS_DAYS, _("A registered deal is answered within"), ("4.2.3b",))
declare("promo.fin", 50000, Kind.MONEY, _("Budget of a promotion above which finance agrees"), ("4.2.4a",))
declare("promo.review", 15, Kind.DAYS, _("Review of a promotion, after its end"), ("4.2.4b",))
declare("plan.overdue", "10%", Kind.PERCENT, _("Most tasks of a plan that are late"), ("4.3d",), high=1)
declare("plan.late", 5, Kind.BUSINESS_DAYS, _("A task of a plan counts as late after"), ("4.3d",))
