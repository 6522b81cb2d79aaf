"""What each place of a web form brought: its leads, those worth a deal, the deals they became, and what was won."""

from decimal import Decimal
from typing import Any

from django.db.models import Count, OuterRef, Q, Subquery, Sum
from django.utils.translation import pgettext

from xianji.customers.leads.models import Lead
from xianji.customers.webforms.models import Submission, WebForm
from xianji.kit.web import writing
from xianji.kit.web.pages import HttpRequest
from xianji.sales.opportunities.campaign_return import WORTH, Brought
from xianji.sales.opportunities.models import Opportunity

MOST = 20
"""Places that are told; those with most leads."""


def brought_by(form: WebForm) -> list[dict[str, Any]]:
    """For each medium counts and sums over the leads and deals that one may see; two statements."""
    answers = Submission.objects.filter(form=form, is_new=True)
    leads = Lead.objects.filter(pk__in=answers.values("lead"))
    rows = leads.order_by().values("medium").annotate(
        leads=Count("pk"), qualified=Count("pk", filter=Q(state__in=WORTH)), deals=Count("deal_id"),
    )  # fmt: skip
    found = {row["medium"]: {**row, "won": 0, "amount": Decimal(0)} for row in rows}
    for medium, won, amount in won_by_medium(leads):
        found[medium] |= {"won": won, "amount": amount or Decimal(0)}
    return sorted(found.values(), key=lambda row: (-row["leads"], row["medium"]))


def won_by_medium(leads: Any) -> list[tuple[str, int, Decimal | None]]:
    medium = Subquery(leads.filter(deal_id=OuterRef("pk")).order_by().values("medium")[:1])
    won = Opportunity.objects.filter(stage=Opportunity.Stage.WON, pk__in=leads.exclude(deal_id=None).values("deal_id"))
    rows = won.order_by().annotate(medium=medium).values_list("medium")
    return list(rows.annotate(won=Count("pk"), sum=Sum("amount")))


class BroughtByForm(Brought):
    """On a web form."""

    def context(self, record: Any, request: HttpRequest) -> dict[str, Any]:
        rows = brought_by(record)
        return {"rows": [
            {**row, "medium": row["medium"] or pgettext("medium", "Without a name"), "amount": writing.short_money(row["amount"])}
            for row in rows[:MOST]
        ]}  # fmt: skip
