"""五(二) The sales process: from the first talk to the won deal."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SalesConfig(AppConfig):
    name = "xianji.sales"
    label = "sales"
    verbose_name = _("Sales")

    def ready(self) -> None:
        from xianji.customers.contacts import contacted
        from xianji.customers.health import score
        from xianji.customers.leads import converting
        from xianji.customers.teams import access
        from xianji.kit import store
        from xianji.kit.forms.parameters import NAMES
        from xianji.kit.lines import lie_with
        from xianji.sales.contracts import proving
        from xianji.sales.contracts.asking import WORDS
        from xianji.sales.contracts.drafting import follow_contracts
        from xianji.sales.contracts.models import Contract, PaymentTerm
        from xianji.sales.dunning.connecting import connect as connect_money
        from xianji.sales.loyalty.ordered import follow_orders, open_deals
        from xianji.sales.opportunities import replays  # noqa: F401
        from xianji.sales.opportunities.from_leads import open_deal
        from xianji.sales.opportunities.models import Opportunity
        from xianji.sales.opportunities.pooled import tell_the_pool
        from xianji.sales.opportunities.won import follow_won
        from xianji.sales.orders import bought
        from xianji.sales.orders.models import Order
        from xianji.sales.orders.proof import ordered
        from xianji.sales.quotes import evidence
        from xianji.sales.quotes.models import Quote, QuoteLine
        from xianji.sales.quotes.reckoning import follow_quotes
        from xianji.sales.revenue.starting import start

        connect_money()
        converting.openings.append(open_deal)
        tell_the_pool()
        evidence.add()
        proving.add()
        proving.proofs.append(ordered)
        start()
        store.follow(Opportunity, follow_won)
        store.follow(Order, follow_orders)
        store.follow(Order, bought.follow_orders)
        score.deals.append(open_deals)
        store.follow(Quote, follow_quotes)
        store.follow(Contract, follow_contracts)
        NAMES.update(WORDS)
        lie_with(Quote, QuoteLine, "quote")
        lie_with(Contract, PaymentTerm, "contract")
        for kind in (Opportunity, Contract, Order, Quote):
            store.follow(kind, contacted.follow_moves)
            access.belongs(kind)
        access.belongs(PaymentTerm, through="contract")
        access.belongs(QuoteLine, through="quote")
        contacted.ways[Opportunity.label()] = (Opportunity, "customer_id")
        contacted.ways[Contract.label()] = (Contract, "customer_id")
        contacted.ways[Order.label()] = (Order, "customer_id")
        contacted.ways[Quote.label()] = (Quote, "customer_id")
        self.make_visits()

    @staticmethod
    def make_visits() -> None:
        """A reported visit is a contact with its customer, and goes along where the customer goes."""
        from xianji.customers.contacts import contacted
        from xianji.customers.teams import access
        from xianji.kit import lines, store
        from xianji.kit.installed.shells import shell_at, shells
        from xianji.sales.visits import brief, frequency, owing
        from xianji.sales.visits.models import Visit, VisitNote
        from xianji.sales.visits.views import SHELL

        lines.lie_with(Visit, VisitNote, "visit")
        store.follow(Visit, contacted.follow_moves)
        access.belongs(Visit)
        contacted.ways[Visit.label()] = (Visit, "customer_id")
        if shell_at(SHELL.path) is None:
            shells.append(SHELL)
            frequency.owed.append(owing.overdue)
            brief.SOURCES.insert(2, owing.OWING)
