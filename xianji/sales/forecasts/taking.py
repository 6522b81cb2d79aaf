"""The snapshot: how this quarter and the next ones look today; a second one on the same day takes the place of the first."""

from datetime import date

from django.db import transaction

from xianji.lib import money
from xianji.sales.forecasts.adding import of_quarter, quarters
from xianji.sales.forecasts.models import ForecastSnapshot
from xianji.sales.opportunities.models import Opportunity


@transaction.atomic
def take(on: date) -> int:
    """How many rows were kept."""
    spans = quarters(on)
    made = [
        ForecastSnapshot(taken_on=on, quarter_on=quarter.start, owner_id=owner, org_path=path, category=category,
                         amount=one.amount, weighted=money.round_half_up(one.weighted, money.MONEY), deals=one.deals)
        for quarter in spans
        for (owner, path, category), one in of_quarter(Opportunity.unscoped, quarter, ("owner", "org_path")).items()
    ]  # fmt: skip
    ForecastSnapshot.objects.filter(quarter_on__in=[one.start for one in spans], taken_on=on).delete()
    return len(ForecastSnapshot.objects.bulk_create(made, batch_size=2_000))
