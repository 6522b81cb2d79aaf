"""What deals must be told of and what others must know of them, connected at start."""

from xianji.customers.leads import converting
from xianji.customers.teams.joining import join
from xianji.kit import store
from xianji.sales.opportunities import replays  # noqa: F401
from xianji.sales.opportunities.from_leads import open_deal
from xianji.sales.opportunities.models import Opportunity
from xianji.sales.opportunities.pooled import tell_the_pool
from xianji.sales.opportunities.won import follow_won


def connect() -> None:
    converting.openings.append(open_deal)
    tell_the_pool()
    store.follow(Opportunity, follow_won)
    join(Opportunity)
