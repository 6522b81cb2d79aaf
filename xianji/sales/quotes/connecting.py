"""What quotes must be told of and what others must know of them, connected at start."""

from typing import Any

from xianji.customers.pool.of_customers import CUSTOMERS
from xianji.customers.teams import access
from xianji.customers.teams.joining import join
from xianji.kit import store
from xianji.kit.lines import lie_with
from xianji.sales.quotes import evidence
from xianji.sales.quotes.models import Quote, QuoteLine
from xianji.sales.quotes.reckoning import follow_quotes


def quoted() -> Any:
    """The customers who have an offer that they may still take: they stay with their owner."""
    standing = (Quote.State.APPROVED, Quote.State.SENT)
    return Quote.unscoped.filter(state__in=standing, deleted_at=None).values("customer")


def connect() -> None:
    evidence.add()
    store.follow(Quote, follow_quotes)
    lie_with(Quote, QuoteLine, "quote")
    join(Quote)
    access.belongs(QuoteLine, through="quote")
    CUSTOMERS.protections["quoted"] = quoted
