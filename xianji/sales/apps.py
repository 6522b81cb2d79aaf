"""五(二) The sales process: from the visit to the money."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SalesConfig(AppConfig):
    name = "xianji.sales"
    label = "sales"
    verbose_name = _("Sales")

    def ready(self) -> None:
        """Each folder connects itself; what follows an object earlier in this list is told first."""
        from xianji.sales.contracts import connecting as contracts
        from xianji.sales.dunning import connecting as money
        from xianji.sales.limitations import connecting as limitations
        from xianji.sales.loyalty import connecting as loyalty
        from xianji.sales.opportunities import connecting as opportunities
        from xianji.sales.orders import connecting as orders
        from xianji.sales.portal import connecting as portal
        from xianji.sales.quotes import connecting as quotes
        from xianji.sales.revenue import connecting as revenue
        from xianji.sales.visits import connecting as visits

        for folder in (money, opportunities, quotes, contracts, revenue, loyalty, orders, visits, limitations, portal):
            folder.connect()
